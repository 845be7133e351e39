"""Places within a page: which links name one, which the page lacks, which are only there for scripts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract import extract
from crawler.extract.fragments import place_in

URL = "http://www.yunling-demo.gov.cn/a.html"


def lacking(html: str) -> list[str]:
    found = extract(html.encode(), "text/html; charset=utf-8", URL, date(2026, 11, 23)).lacking
    return [f"{link.url.removeprefix('http://www.yunling-demo.gov.cn')}{link.href}" for link in found]


@pytest.mark.parametrize(
    ("href", "name"),
    [
        *(("#a", "a"), ("b.html#第一章", "第一章"), (" #a%20b\n", "a%20b"), ("x#a#b", "a#b"), ("#a:~:text=x", "a")),
        *((href, "") for href in ("#", "a.html", "#TOP", "#top", "#:~:text=x", "#/list/3", "#!page", "a.pdf#page=3")),
        *((href, "") for href in ("###", "#none", "#nogo", "#this", "#?a", "#a&b=1", "#" + "x" * 300, "#__")),
    ],
)
def test_names(href: str, name: str) -> None:
    assert place_in(href) == name


@given(st.text(max_size=60))
def test_any_text_has_a_name_or_none(href: str) -> None:
    assert len(place_in(href)) <= 200


@pytest.mark.parametrize(
    "html",
    [
        "<a href='#a'>甲</a><p id=a>",
        "<a href='#a'>甲</a><a name=a></a>",
        "<map><area href='#第一章'></map><h2 id=第一章>",
        "<a href='#%E7%AC%AC'>甲</a><h2 id=第>",
        "<a href='#'>甲</a><a href='#top'>顶</a><a href='#/x'>路</a>",
        "<a href='#x' onclick='go()'>甲</a><a href='#x' data-toggle=tab>乙</a><a role=tab href='#x'>丙</a>",
        "<ul class='news-tabs'><li><a href='#x'>甲</a></ul><a class='btn-share' href='#x'>分享</a>",
        "<svg><symbol id=x /><use href='#x'/><use xlink:href='#x'/></svg><img usemap='#y'><label for=y>",
        "<base href=/b/><svg><g id=x /><use href='#x'/></svg>",
        "<svg style='display:none'><symbol><use href='#x'/></symbol></svg>",
        "<a href='#{{id}}'>甲</a><a href='#{id}'>乙</a>",
    ],
)
def test_nothing_is_lacking(html: str) -> None:
    assert lacking(html) == []


def test_lacking_places() -> None:
    assert lacking("<a href='#A'>甲</a><p id=a>") == ["/a.html#A"]
    assert lacking("<map><area href='#b'></map><img name=b>") == ["/a.html#b"]
    assert lacking("<button class=btn><svg><use xlink:href='#b'/></svg></button><a name=b>") == ["/a.html#b"]
    assert lacking("<base href=/b/><svg><use href='#b'/></svg>") == ["/a.html#b"]
    # With a base they are places of another page, whatever this one has.
    assert lacking("<base href='/index.html'><p id=a><a href='#a'>甲</a>") == ["/index.html#a"]
    # The parser with scripting on does not see what noscript holds.
    assert lacking("<a href='#c'>甲</a><noscript><p id=c></noscript>") == ["/a.html#c"]


def test_they_are_no_links() -> None:
    found = extract(b"<a href='#a'>x</a><a href='b.html'>y</a>", "text/html", URL, date(2026, 11, 23))
    assert [(link.url, link.position) for link in found.links] == [("http://www.yunling-demo.gov.cn/b.html", 1)]
    (link,) = found.lacking
    assert (link.text, link.element, link.href) == ("x", "a", "#a")


def test_a_time_that_is_taken_away_names_no_place() -> None:
    times = "<p><time class='published'>2026-11-01</time><time class='updated' id=c>2026-11-20</time></p>"
    assert lacking(f"{times}<a href='#d'>丁</a>") == ["/a.html#d"]
