"""Paths in the page as received are written as the browser's script writes them."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from checks.browser_word import path_of
from core.snapshot.scan import mark_of
from tests.checks.accessibility.judging import judge, page_of
from tests.checks.accessibility.test_axe import result, scan, view


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
