"""Paths in the page as received are written as the browser's script writes them."""

from __future__ import annotations

from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from checks.browser_word import path_of
from core.snapshot.scan import mark_of
from tests.checks.accessibility.judging import judge, page_of
from tests.checks.accessibility.test_axe import node, result, scan, view


@pytest.mark.parametrize(
    ("html", "find", "path"),
    [
        ("<p>a<p>b<b>c</b>", "b", "html > body:nth-of-type(1) > p:nth-of-type(2) > b:nth-of-type(1)"),
        ("<div id=top><a>1</a>text<!-- --><a>2</a></div>", "a + a", "#top > a:nth-of-type(2)"),
        ("<p id=x></p><p id=x><i></i></p>", "i", "html > body:nth-of-type(1) > p:nth-of-type(2) > i:nth-of-type(1)"),
        ("<p id='1a'><i></i></p>", "i", "html > body:nth-of-type(1) > p:nth-of-type(1) > i:nth-of-type(1)"),
        ("<p></p>", "html", "html"),
        ("<p id=me></p>", "p", "#me"),
    ],
)
def test_paths(html: str, find: str, path: str) -> None:
    dom = LexborHTMLParser(html)
    node = dom.css_first(find)
    assert node is not None
    assert path_of(dom, node) == path
    found = dom.css_first(path)
    assert found is not None
    assert found.mem_id == node.mem_id


def test_what_lies_too_deep_has_none() -> None:
    dom = LexborHTMLParser("<div>" * 400 + "<b></b>")
    node = dom.css_first("b")
    assert node is not None
    assert path_of(dom, node) == ""


def seen(check: str, selector: str, *, act: str, html: str) -> str:
    good = {**result("some-rule", act=[act]), "marks": [mark_of(selector)]}
    return judge(check, page_of(html, scan=scan(view(passes=[good])))).outcome.value


@pytest.mark.parametrize("script", ["<script src=/unread.js></script>", "<script>document.title = name</script>"])
def test_what_scripts_made_good_in_the_browser_is_good(script: str) -> None:
    html = f"<html lang=zh><head>{script}<title></title></head><body><p>云岭县</p><img src=a.png></body></html>"
    assert seen("a11y.title", "html", act="2779a5", html=html) == "passed"
    image = "html > body:nth-of-type(1) > img:nth-of-type(1)"
    assert seen("a11y.image_alt", image, act="23a2a8", html=html) == "passed"
    assert seen("a11y.image_alt", image + " > b", act="23a2a8", html=html) == "failed"


def test_without_any_script_source_and_browser_only_disagree() -> None:
    html = "<html lang=zh><head><title></title></head><body><p>云岭县</p></body></html>"
    assert seen("a11y.title", "html", act="2779a5", html=html) == "cantTell"


def at(where: str, **groups: Any) -> str:
    html = f"<html lang=zh><body><p>云岭县</p>{where}</body></html>"
    return judge("a11y.button_name", page_of(html, scan=scan(view(**groups), view(375, **groups)))).outcome.value


BUTTON = "html > body:nth-of-type(1) > button:nth-of-type(1)"


def test_what_the_browser_never_shows_is_a_doubt() -> None:
    assert at("<button></button>", hidden=[mark_of(BUTTON)]) == "cantTell"
    assert at("<button></button>", hidden=[mark_of(BUTTON + " > b")]) == "failed"
    html = "<html lang=zh><body><p>云岭县</p><button></button></body></html>"
    only_wide = scan(view(hidden=[mark_of(BUTTON)]), view(375))
    assert judge("a11y.button_name", page_of(html, scan=only_wide)).outcome == "failed"


@pytest.mark.parametrize(("named", "expected"), [("搜索", "passed"), ("\ue001", "failed"), ("", "failed")])
def test_what_style_sheets_write_is_a_name_where_the_browser_says_so(named: str, expected: str) -> None:
    found = node(BUTTON, "button", named=named, notes=[])
    broken = result("button-name", found, act=["97a4e1"])
    style = "<style>.go::before{content:attr(x)}</style>"
    assert at(f"{style}<button class=go></button>", violations=[broken]) == expected


DOUBTFUL = """<html lang=zh><style>.go::before{content:attr(x)}</style>
<body><p>云岭县</p><button class=go></button></body></html>"""


def test_a_doubt_that_the_browser_confirms_is_one_fault_with_its_picture_and_told_once() -> None:
    element = node(BUTTON, "button", notes=[], shot="shots/a.jpg")
    page = page_of(DOUBTFUL, scan=scan(view(violations=[result("button-name", element, act=["97a4e1"])])))
    found = judge("a11y.button_name", page)
    assert (judge("a11y.button_name", page_of(DOUBTFUL)).outcome, found.outcome) == ("cantTell", "failed")
    assert [(item.excerpt, item.shot) for item in found.evidence] == [('<button class="go"></button>', "shots/a.jpg")]
    assert judge("a11y.axe", page).outcome == "passed"


@pytest.mark.parametrize(
    ("at_fault", "more"),
    [
        ({"moved": True}, {}),
        ({}, {"errors": 1, "lacking": [["script", "https://cdn.test/a.js"]]}),
        ({"named": "搜索"}, {}),
    ],
    ids=["moving", "unscripted", "named by a style sheet"],
)
def test_a_doubt_stays_one_where_the_browser_is_not_sure(at_fault: dict[str, Any], more: dict[str, Any]) -> None:
    broken = result("button-name", node(BUTTON, "button", **at_fault), act=["97a4e1"])
    page = page_of(DOUBTFUL, scan=scan(view(violations=[broken]), **more))
    assert judge("a11y.button_name", page).outcome != "failed"
    assert judge("a11y.axe", page).outcome == "passed"


def test_a_fault_that_the_browser_sees_too_has_its_picture() -> None:
    html = DOUBTFUL.replace("::before", "::placeholder")
    element = node(BUTTON, "button", notes=[], shot="shots/a.jpg")
    page = page_of(html, scan=scan(view(violations=[result("button-name", element, act=["97a4e1"])])))
    found = judge("a11y.button_name", page)
    assert (found.outcome, [item.shot for item in found.evidence]) == ("failed", ["shots/a.jpg"])


def test_the_engine_is_not_believed_where_the_browser_has_a_name() -> None:
    for named, expected in (("搜索", "passed"), ("", "failed")):
        broken = result("button-name", node("#made", "button", named=named), act=["97a4e1"])
        page = page_of("<html lang=zh><body><p>云岭县</p></body></html>", scan=scan(view(violations=[broken])))
        assert judge("a11y.axe", page).outcome == expected
