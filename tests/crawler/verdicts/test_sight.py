from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.verdicts.sight import MAX_BYTES, MAX_LINE, MAX_LINES, Sight, comparable, look
from tests.crawler.verdicts.hostile import bodies

_PAGE = """<html><head><title> 登录 - 云岭县 </title><script src="/JS/App.js">var hidden = '正文';</script></head><body>
<h1>统一身份认证</h1><h4>小标题</h4><p>请输入账号</p><p style="display:none">看不见</p>
<ul><li><a href="/a">返回首页》</a></li></ul>
<form action="/Login.do"><input type="TEXT"><input type=" password "><input type="hidden"><input type="submit"></form>
<iframe src="/frame.html"></iframe></body></html>"""


def test_a_page_is_seen_as_a_visitor_sees_it() -> None:
    sight = look(_PAGE.encode(), "text/html; charset=utf-8")
    assert sight.title == "登录 - 云岭县"
    assert sight.headings == ("统一身份认证",)
    assert sight.lines == ("统一身份认证", "小标题", "请输入账号")
    assert sight.own == "统一身份认证 小标题 请输入账号"
    assert sight.linked == len("返回首页》")
    assert (sight.passwords, sight.fields) == (1, 2)
    assert sight.sources == ("/js/app.js", "/login.do", "/frame.html")


def test_the_charset_changes_nothing() -> None:
    page = _PAGE.replace("<head>", '<head><meta charset="gbk">')
    assert look(page.encode("gbk")) == look(_PAGE.encode(), "text/html; charset=utf-8")


@pytest.mark.parametrize("body", [b"", b" ", b"<", b"<html>", b"<!-- ", b"\xff\xfe", b"\x00" * 50])
def test_a_page_of_nothing_shows_nothing(body: bytes) -> None:
    assert look(body).headings == ()
    assert look(body).passwords == 0


def test_only_a_bounded_part_is_kept() -> None:
    sight = look(
        b"<h2>"
        + b"x" * 900
        + b"</h2>"
        + b"<p>"
        + b"y" * 9000
        + b"</p>"
        + b"<p>line</p>" * 5000
        + b"<script src=/a></script>" * 500
    )
    assert len(sight.lines) == MAX_LINES
    assert max(map(len, sight.lines)) == MAX_LINE
    assert [len(heading) for heading in sight.headings] == [200]
    assert len(sight.sources) == 100


def test_what_comes_after_the_limit_is_not_read() -> None:
    assert look(b" " * MAX_BYTES + b"<input type=password>").passwords == 0


def test_the_digest_tells_title_and_lines() -> None:
    assert Sight(title="a", lines=("b",)).digest == Sight(title="a", lines=("b",), linked=7).digest
    assert len({Sight(title="a", lines=("b",)).digest, Sight(title="a").digest, Sight(lines=("b",)).digest}) == 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("您访问的 /a/1.html 不存在", "您访问的 /b/22.html 不存在"),
        ("编号：8f3c01", "编号：77aa12"),
        ("2026-03-01 10:00:00", "2027-11-12 23:59:59"),
    ],
)
def test_lines_compare_without_addresses_and_numbers(one: str, other: str) -> None:
    assert comparable(one) == comparable(other)


def test_lines_compare_by_their_words() -> None:
    assert comparable("页面不存在") != comparable("页面已下线")


@given(
    bodies, st.sampled_from(["", "text/html; charset=gbk", "text/html; charset=utf-16", "x", "text/html; charset=?"])
)
def test_any_body_is_seen(body: bytes, content_type: str) -> None:
    sight = look(body, content_type)
    assert sight.linked >= 0
    assert len(sight.digest) == 64
    comparable(sight.own)


def test_what_the_pages_own_style_hides_is_not_seen() -> None:
    page = b"<style>.tip, #x { color:red; display : none }</style><h1 class='tip'>404</h1><p id=x>a<b>b</b></p><p>c</p>"
    sight = look(page)
    assert (sight.headings, sight.lines) == ((), ("c",))


@pytest.mark.parametrize(
    "style",
    [
        "@media print { .tip { display: none } }",
        "@supports (display: none) { .tip { visibility: hidden } }",
        ".tip { color: red } /* .tip { display: none } */",
        "div .tip { display: none }",
        ".tip {",
        "} } .tip",
    ],
)
def test_what_is_hidden_only_sometimes_is_seen(style: str) -> None:
    assert look(f"<style>{style}</style><p class=tip>a</p>".encode()).lines == ("a",)


def test_what_is_hidden_beside_a_media_block_is_not_seen() -> None:
    style = "@media print { .a { color: red } } .tip { display: none }"
    assert look(f"<style>{style}</style><p class=tip>a</p><p class=a>b</p>".encode()).lines == ("b",)


@pytest.mark.parametrize("piece", ["a", "{", "}", "/*", "display:none;", ".a{", ".a,"])
def test_a_hostile_style_block_is_read_in_one_pass(piece: str) -> None:
    style = piece * (400_000 // len(piece))
    assert look(f"<style>{style}</style><p>b</p>".encode()).lines == ("b",)
