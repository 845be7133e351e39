"""Addresses into which no value came: told where nobody could put one in any more, left alone where a script might."""

from __future__ import annotations

from datetime import date

import pytest

from crawler.extract import FoundLink, extract

URL = "http://www.yunling-demo.gov.cn/zwgk/index.html"
ROOT = "http://www.yunling-demo.gov.cn"
HOLES = (
    "{{item.url}}",
    "/detail/{{ id }}.html",
    "/detail?id={{id}}",
    "${url}",
    "/art/${item.id}.html",
    "<%= link %>",
    "{% url 'news' %}",
    "/news/#{id}",
    "#{item.url}",
    "%7B%7Burl%7D%7D",
    "/detail/[object Object]",
    "[object%20Object]",
)


def links(html: str) -> tuple[FoundLink, ...]:
    return extract(html.encode(), "text/html; charset=utf-8", URL, date(2026, 11, 23)).links


@pytest.mark.parametrize("href", HOLES)
@pytest.mark.parametrize(
    "around",
    [
        "",
        "<script src=/js/jquery-3.6.0.min.js></script>",
        "<script>var hm=document.createElement('script');hm.src='https://hm.baidu.com/hm.js?1'</script>",
        "<script src='//dcs.conac.cn/js/1.js'></script><script type=application/ld+json>{}</script>",
    ],
)
def test_a_place_for_a_value_that_nobody_fills_is_told(href: str, around: str) -> None:
    found = [link for link in links(f'{around}<a href="{href}">通知</a>') if link.element == "a"]
    assert [(link.url, link.malformed.partition("：")[0]) for link in found] == [
        ("", "地址中的模板变量没有替换成实际内容")
    ]


@pytest.mark.parametrize("href", ["{{item.url}}", "/a/${id}.html", "undefined", "null"])
@pytest.mark.parametrize(
    "page",
    [
        '<div id=app><a href="{}">甲</a></div><script src=/assets/index.8f3a.js></script>',
        '<div ng-app><a href="{}">甲</a></div>',
        '<p v-if=ok></p><a href="{}">甲</a>',
        '<a href="{}">甲</a><script src=/js/vue.min.js></script>',
        '<a href="{}">甲</a><script src=/js/jquery.tmpl.js></script>',
        '<a href="{}">甲</a><script>$("a").attr("href", url)</script>',
        '<a href="{}">甲</a><script type=text/template><a href=x></script>',
        '<ul style="display:none"><a href="{}">甲</a></ul>',
        '<ul class=list-tpl><a href="{}">甲</a></ul>',
        '<template><a href="{}">甲</a></template>',
        '<script type=text/html><a href="{}">甲</a></script>',
        '<!-- <a href="{}">甲</a> -->',
    ],
)
def test_what_a_script_may_still_fill_or_nobody_sees_is_left(href: str, page: str) -> None:
    assert [link for link in links(page.format(href)) if link.element == "a"] == []


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("undefined", "/zwgk/undefined"),
        ("null", "/zwgk/null"),
        ("NaN", "/zwgk/NaN"),
        ("/js/undefined.html", "/js/undefined.html"),
        ('/q?f={"a":{"b":1}}', "/q?f={%22a%22:{%22b%22:1}}"),
        ("/a/{1C9A-77}.html", "/a/%7B1C9A-77%7D.html"),
        ("/search?q=%7Ba%7D", "/search?q=%7Ba%7D"),
        ("/price/$5{1}.html", "/price/$5%7B1%7D.html"),
        ("/a[1].html", "/a[1].html"),
    ],
)
def test_words_and_braces_that_may_be_an_address_are_opened_as_they_stand(href: str, address: str) -> None:
    (link,) = links(f"<a href='{href}'>甲</a>")
    assert (link.url.removeprefix(ROOT), link.malformed) == (address, "")
