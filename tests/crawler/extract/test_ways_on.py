"""Every way to lead on to a list's next page: words, elements and addresses in every combination."""

from __future__ import annotations

from datetime import date
from urllib.parse import urljoin

import pytest

from crawler.extract import extract

BASE = "http://www.yunling-demo.gov.cn/zwgk/tzgg/"
WORDS = ("下一页", "下页>>", "[下一页]", "下一頁", "下 一 页", "后一页", "向后", "Next", "next page", "下一页→")
ARROWS = ("＞", "›", "»", ">")
#: The next page's address, and the page's own.
ADDRESSES = {
    "index_2.html": "index.html",
    "index_1.html": "index.html",
    "list.asp?cid=5&page=2": "list.asp?cid=5",
    "/zwgk/tzgg/2/": "/zwgk/tzgg/",
    "?p=2": "",
    "list-2.shtml": "list.shtml",
    "2.html": "1.html",
    "list_2.jhtml": "list_1.jhtml",
}
ELEMENTS = {
    "link": '<a href="{href}">{words}</a>',
    "link in an item": '<ul><li><a href="{href}"><span>{words}</span></a></li></ul>',
    "click": "<a href='#' onclick=\"location.href='{href}'\">{words}</a>",
    "given to a function": "<a href=\"javascript:goto('{href}')\">{words}</a>",
    "location": "<a href=\"javascript:location.href='{href}'\">{words}</a>",
    "span": "<span onclick=\"window.location='{href}'\">{words}</span>",
    "button": "<button onclick=\"location.href='{href}'\">{words}</button>",
    "input": "<input type=button value='{words}' onclick=\"location.href='{href}'\">",
    "attribute": "<a href='javascript:;' data-href='{href}'>{words}</a>",
    "tag name": "<a tagname='{href}' href='javascript:void(0)' onclick='turn(this)'>{words}</a>",
    "title": "<a href=\"{href}\" title='{words}'><i></i></a>",
    "picture": "<a href=\"{href}\"><img src='n.gif' alt='{words}'></a>",
}
WRITTEN = {
    "written": "<script>document.write(\"<a href='{href}'>{words}</a>\")</script>",
    "put in": "<script>pager.innerHTML='<a href=\"{href}\">{words}</a>';</script>",
}
ALL = ELEMENTS | WRITTEN
FUNCTIONS = (
    "function {name}(n){{location.href='{before}'+n+'{after}';}}",
    'function {name}(p){{window.location="{before}"+p+"{after}";}}',
    "var {name}=function(n){{location.href=`{before}${{n}}{after}`}}",
    "function {name}(p){{var url='{before}'+p+'{after}';self.location=url;}}",
)
CALLS = (
    "<a href='javascript:{name}(2)'>下一页</a>",
    "<span onclick='{name}(2);'>下一页</span>",
    "<a href=\"javascript:{name}('2')\">下页</a>",
    "<select onchange='{name}(this.value)'><option value=1 selected>1</option><option value=2>2</option></select>",
    "<input id=no><input type=button value=GO onclick='{name}(no.value)'>",
    "<script>laypage({{pages:12,jump:function(o,first){{if(!first){name}(o.curr)}}}})</script>",
)
NUMBERED = (("index_", ".html", "index.html"), ("?page=", "", "list.asp"), ("/c/list-", ".html", "/c/list-1.html"))


def pages(pager: str, url: str) -> list[str]:
    rows = "".join(
        f"<li><a href=k/{n}.html>云岭县第{n}次专项检查的通知</a><i>2026-11-{n + 10}</i></li>" for n in range(4)
    )
    page = f"<html><head><title>通知公告</title></head><body><ul>{rows}</ul><div>{pager}</div></body></html>"
    return [lead.url for lead in extract(page.encode(), "text/html", url, date(2026, 11, 23)).leads if not lead.reader]


@pytest.mark.parametrize("element", ALL)
def test_words_lead_on(element: str) -> None:
    for href, own in ADDRESSES.items():
        for words in WORDS:
            pager = ALL[element].format(href=href, words=words)
            assert urljoin(BASE, href) in pages(f"共12页 {pager}", urljoin(BASE, own)), (href, words)


@pytest.mark.parametrize("element", ELEMENTS)
def test_arrows_lead_on_beside_numbers(element: str) -> None:
    for href, own in ADDRESSES.items():
        for words in ARROWS:
            pager = ELEMENTS[element].format(href=href, words=words)
            assert urljoin(BASE, href) in pages(f"<b>1</b> <a href='{href}'>2</a> {pager}", urljoin(BASE, own))


@pytest.mark.parametrize("function", FUNCTIONS)
def test_functions_lead_on(function: str) -> None:
    for call in CALLS:
        for name in ("goPage", "go"):
            for before, after, own in NUMBERED:
                code = function.format(name=name, before=before, after=after)
                found = pages(f"{call.format(name=name)}<script>{code}</script>", urljoin(BASE, own))
                assert urljoin(urljoin(BASE, own), f"{before}2{after}") in found, (call, name)
