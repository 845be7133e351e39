"""What entries are called, and which elements are links."""

from __future__ import annotations

import pytest

from crawler.extract.entry_links import href_of, is_link, is_scripted, openers
from crawler.extract.entry_titles import entry_title
from crawler.extract.tree import Element, build

TITLE = "关于开展冬季安全生产大检查的通知"


def element(body: str) -> Element:
    return next(e for e in build(f"<body>{body}</body>").elements if e.tag == "a" or e.attrs)


OWN = {
    "plain": f"<a href=1.html>·{TITLE}</a>",
    "with its date": f"<a href=1.html>{TITLE} [2026-11-20]</a>",
    "date first": f"<a href=1.html>2026-11-20 {TITLE}</a>",
    "leader dots": f"<a href=1.html>{TITLE}………………2026-11-20</a>",
    "cut": f"<a href=1.html title='{TITLE}'>关于开展冬季…</a>",
    "cut by less than the dots": f"<a href=1.html title='{TITLE}'>{TITLE[:-1]}...</a>",
    "cut by one dot": f"<a href=1.html title='{TITLE}'>{TITLE[:-3]}.</a>",
    "another hint": f"<a href=1.html title='发布'>{TITLE}</a>",
    "heading": f"<a href=1.html><h2>20</h2><h3>{TITLE}</h3><p>各单位认真落实以下要求。</p></a>",
    "boxes": f"<a href=1.html><dl><dt>20<small>2026.11</small></dt><dd>{TITLE}</dd></dl></a>",
    "card": f"<div><h3>{TITLE}</h3><a href=1.html>查看详情</a></div>",
}


@pytest.mark.parametrize("name", OWN)
def test_the_link_says_the_title(name: str) -> None:
    assert entry_title(element(OWN[name])) == (TITLE, True)


BESIDE = {
    "picture": f"<a href=1.html><img alt='{TITLE}'></a>",
    "picture with a caption": f"<li><a href=1.html><img></a><p>{TITLE}</p></li>",
    "download": f"<table><tr><td>1</td><td>{TITLE}</td><td>2026-11-20</td><td><a href=1.pdf>下载</a></td></tr></table>",
    "look": f"<li>{TITLE} <a href=1.html>[查看]</a> 2026-11-20</li>",
}


@pytest.mark.parametrize("name", BESIDE)
def test_the_title_stands_beside(name: str) -> None:
    link = next(e for e in build(f"<body>{BESIDE[name]}</body>").elements if e.tag == "a")
    assert entry_title(link) == (TITLE, False)


@pytest.mark.parametrize("body", ["<a href=1.html>更多>></a>", "<a href=1.html>下一页</a>", "<a href=1.html>2026</a>"])
def test_no_title(body: str) -> None:
    assert entry_title(element(body))[0] == ""


LINKS = {
    "<a href='1.html'>甲</a>": "1.html",
    "<a href='#' onclick=\"openInfo('/info/9.html')\">甲</a>": "/info/9.html",
    "<div onclick=\"location.href='9.html'\">甲</div>": "9.html",
    "<div data-href='/zwgk/9.html'>甲</div>": "/zwgk/9.html",
    "<a href='#/detail?id=9'>甲</a>": "#/detail?id=9",
}


@pytest.mark.parametrize("body", LINKS)
def test_links(body: str) -> None:
    [link] = openers(build(f"<body>{body}<p class=x>乙</p></body>"))
    assert is_link(link)
    assert href_of(link) == LINKS[body]


@pytest.mark.parametrize(
    "body", ["<div data-url='swiper'>甲</div>", "<div data-href='/a.html'><a href=1.html>甲</a></div>"]
)
def test_no_links(body: str) -> None:
    assert not is_link(element(body))


def test_what_only_a_script_opens() -> None:
    assert is_scripted(element("<a href='#/detail?id=9'>甲</a>"))
    assert is_scripted(element("<a href='javascript:openwin(9)'>甲</a>"))
    assert not is_scripted(element("<a href='javascript:void(0)'>甲</a>"))


def test_what_may_be_opened_comes_in_document_order() -> None:
    tree = build(
        "<body><div onclick=\"location.href='1.html'\">甲</div><a href=2.html>乙</a><p data-link=3.html>丙</p></body>"
    )
    assert [element.tag for element in openers(tree)] == ["div", "a", "p"]
    assert [element.tag for element in openers(build("<body><a href=2.html>乙</a><p class=x>丙</p></body>"))] == ["a"]
