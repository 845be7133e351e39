from __future__ import annotations

import pytest
from hypothesis import given

from crawler.verdicts.parked import MAX_TEXT, is_parked
from crawler.verdicts.sight import look
from tests.crawler.verdicts.hostile import bodies

_ASKED = "http://www.yunling-demo.cn/"
_FRAMES = "<frameset rows='100%'><frame src='http://park.lingnan-demo.cn/'></frameset>"
_MARKET = "<script src='https://www.parkingcrew.net/jsparkcaf.php'></script>"


@pytest.mark.parametrize(
    "page",
    [
        "<title>yunling-demo.cn</title><p>This domain is for sale</p>",
        "<title>yunling-demo.cn is for sale</title><p>Buy this domain.</p>",
        "<h1>YUNLING-DEMO.CN</h1><p>该域名正在出售，有意请联系。</p>",
        "<title>yunling-demo.cn</title><p>您正在访问的域名已过期</p>",
        f"<title>Welcome</title><p>The domain may be for sale</p>{_MARKET}",
        f"<p>域名转让</p>{_MARKET}",
        "<p>本域名可转让</p><iframe src='//sedoparking.com/frame'></iframe>",
        f"<title>yunling-demo.cn</title>{_FRAMES}<noframes>yunling-demo.cn may be for sale by its owner!</noframes>",
    ],
)
def test_a_word_of_sale_and_a_second_mark_are_parking(page: str) -> None:
    assert is_parked(look(page.encode()), _ASKED, _ASKED)


def test_the_domain_over_the_host_is_a_name_too() -> None:
    sight = look("<title>yunling-demo.cn</title><p>此域名可以转让</p>".encode())
    assert is_parked(sight, "http://old.yunling-demo.cn/", "http://old.yunling-demo.cn/")
    other = look("<title>com.cn</title><p>此域名可以转让</p>".encode())
    assert not is_parked(other, "http://yunling.com.cn/", "http://yunling.com.cn/")


def test_a_redirect_to_a_market_is_a_mark() -> None:
    sight = look("<title>出售</title><p>该域名待售</p>".encode())
    assert is_parked(sight, _ASKED, "https://www.hugedomains.com/domain?name=x")
    assert not is_parked(sight, _ASKED, "https://www.lingnan-demo.cn/")


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<title>yunling-demo.cn</title><p>欢迎访问</p>",
        f"<title>yunling-demo.cn</title>{_FRAMES}<noframes>您的浏览器不支持框架。</noframes>",
        "<title>关于防范域名诈骗的通知</title><p>近期有人冒充政府，声称该域名正在出售，请勿汇款。</p>",
        "<title>公告</title><p>本域名已过期的旧网址停止使用，请访问新网址。</p>",
        "<title>二手房出售信息</title><h1>yunling-demo.cn</h1><p>房屋出售、转让。</p>",
        f"<title>云岭县</title><p>网站建设中</p>{_MARKET}",
        "<title>国有资产转让公告</title><p>县国资办拟转让下列资产。</p>",
        f"<title>yunling-demo.cn</title><p>该域名正在出售{'，这是一篇长文章' * 200}</p>",
        f"<title>yunling-demo.cn</title><p>This domain is for sale</p><p>{'域名行业新闻。' * 40}</p>" * 8,
    ],
)
def test_look_alikes_are_not_accused(page: str) -> None:
    assert not is_parked(look(page.encode()), _ASKED, _ASKED)


def test_a_market_itself_is_not_parked() -> None:
    sight = look("<title>juming.com</title><p>该域名正在出售</p>".encode())
    assert not is_parked(sight, "https://www.juming.com/", "https://www.juming.com/")


@pytest.mark.parametrize(("length", "expected"), [(MAX_TEXT - 200, True), (MAX_TEXT + 1, False)])
def test_a_long_page_is_no_parking_page(length: int, expected: bool) -> None:
    filler = "".join(f"<p>{'字' * 100}</p>" for _ in range(length // 100 + 1))
    page = f"<title>yunling-demo.cn</title><p>该域名正在出售</p>{filler}"
    assert is_parked(look(page.encode()), _ASKED, _ASKED) is expected


@given(bodies)
def test_any_page_is_judged(body: bytes) -> None:
    is_parked(look(body), _ASKED, "")
