from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.verdicts.jump import MAX_PAGE, Jump, jump_of
from tests.crawler.verdicts.hostile import bodies

_HERE = "https://www.yunling-demo.gov.cn/zwgk/1.html"
_HOME = "https://www.yunling-demo.gov.cn/"


@pytest.mark.parametrize(
    "page",
    [
        "<script>location.href='/'</script>",
        "<script>window.location = '/';</script>",
        '<script>top.location.replace("/")</script>',
        "<script>self.location.assign('../')</script>",
        "<script>var home = '/'; window.location.href = home;</script>",
        "<script>setTimeout(\"window.location.href='/'\", 100)</script>",
        "<script>setTimeout(function () { document.location = '/'; }, 3000);</script>",
        "<script><!--\nlocation.href = '/';\n//--></script>",
        "<script>window.open('/', '_self')</script>",
        "<body onload=\"location.href='/'\"></body>",
        '<meta http-equiv="refresh" content="0;url=/">',
        "<meta content='3; URL=/' http-equiv='Refresh'>",
        "<title>跳转</title><meta http-equiv=refresh content=0;url=/><p>页面正在跳转，请稍候……</p>",
        "<p>如果浏览器没有自动跳转，请<a href='/'>点击这里</a></p><script>location.href='/'</script>",
    ],
)
def test_everybody_is_sent_on(page: str) -> None:
    assert jump_of(f"<html>{page}</html>".encode(), _HERE) == Jump(_HOME)


def test_a_refresh_in_the_head_counts_as_one_in_the_page() -> None:
    assert jump_of(b"<html></html>", _HERE, "0; url=/404.html") == Jump(f"{_HOME}404.html")
    assert jump_of("<p>县政府召开会议。</p>".encode(), _HERE, "0; url=/") is None


@pytest.mark.parametrize(
    "page",
    [
        "<script>if (isMobile) location.href='/m/'</script>",
        "<script>location.hostname == 'x' && location.replace('/')</script>",
        "<script>document.onclick = function () { if (1) location.href = '/' }</script>",
        "<script>var url = location.href;</script>",
        "<noscript><meta http-equiv=refresh content='0;url=/nojs.html'></noscript>",
        "<!--[if lt IE 9]><meta http-equiv=refresh content='0;url=/old.html'><![endif]-->",
        "<meta http-equiv=refresh content='600'>",
        "<meta http-equiv=refresh content='600;url=/'>",
        "<p>云岭县人民政府今日召开会议，研究部署工作。</p><script>location.href='/'</script>",
        "<img src=/welcome.jpg><script>setTimeout(\"location.href='/'\", 9000)</script>",
        "<form><input name=q></form><script>location.href='/'</script>",
        "<iframe src=/a.html></iframe><iframe src=/b.html></iframe>",
        "<script>history.back()</script><p>打印本文</p><p>云岭风光</p>",
        "",
    ],
)
def test_what_shows_something_or_is_meant_for_some_is_left_alone(page: str) -> None:
    assert jump_of(f"<html>{page}</html>".encode(), _HERE) is None


def test_messages_frames_and_the_way_back() -> None:
    assert jump_of("<script>alert('该信息不存在');history.back();</script>".encode(), _HERE) == Jump(
        told="该信息不存在"
    )
    told = jump_of("<script>layer.msg('参数错误');location='/'</script>".encode(), _HERE)
    assert told == Jump(_HOME, "参数错误")
    assert jump_of(b"<script>history.go(-1)</script>", _HERE) == Jump(back=True)
    assert jump_of(b"<frameset><frame src='/404.html'></frameset>", _HERE) == Jump(f"{_HOME}404.html", framed=True)


@given(bodies, st.text(max_size=60))
def test_any_page_and_any_header_is_read(body: bytes, refresh: str) -> None:
    jump_of(body, _HERE, refresh)


@pytest.mark.parametrize(
    "piece", ["<script>", "location.href='", "location=", "<meta ", "<body ", "<!--", "/*", "'", "a "]
)
def test_hostile_pages_are_read_in_one_pass(piece: str) -> None:
    jump_of(("<script>location='" + piece * MAX_PAGE)[:MAX_PAGE].encode(), _HERE)
    jump_of(("<script>location='/'</script>" + piece * MAX_PAGE)[:MAX_PAGE].encode(), _HERE)
