"""Paths in the page as received are written as the browser's script writes them."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from checks.browser_word import path_of


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
