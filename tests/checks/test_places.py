"""The name of a place: the same on every page of a template, whatever its neighbours do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.places import Places, kind_of, selector_of
from core.elements import SeenElement, Tag


def nodes(html: str, wanted: str = "img") -> list[LexborNode]:
    return LexborHTMLParser(html).css(wanted)


def place(html: str, wanted: str = "img") -> str:
    return Places().of(nodes(html, wanted)[0])


SAME = [
    ("<header><img></header>", "<header><p>新公告</p><img><img></header>"),
    ("<div class='top on'><img></div>", "<div class='top'><img></div>"),
    ("<div class='a b'><img></div>", "<div class='b a'><img></div>"),
    ("<div class='item-7'><img></div>", "<div class='item-12'><img></div>"),
    ("<div class=news-3f9a1c><img></div>", "<div class=news-0b77d2><img></div>"),
    ("<body class=home id=index><nav><img></nav>", "<body class=inner><nav><img></nav>"),
    ("<div class=list><ul><li><img>", "<div class=list><ul><li><a><img>"),
    ("<img id=logo>", "<div class=wide><header><img id=logo>"),
    ("<table><tr><td><img>", "<table><tr><td>新<td><img>"),
]
OTHER = [
    ("<header><img></header>", "<footer><img></footer>"),
    ("<div class=top><img></div>", "<div class=left><img></div>"),
    ("<img id=logo>", "<img id=badge>"),
    ("<img class=prev>", "<img class=next>"),
    ("<div id=a><i class=x><img>", "<div id=b><i class=x><img>"),
    ("<table><tr><td><img>", "<ul><li><img>"),
    ("<form><div class=a><p class=b><u class=c><img>", "<nav><div class=a><p class=b><u class=c><img>"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_same_place(one: str, other: str) -> None:
    assert place(one) == place(other)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_other_place(one: str, other: str) -> None:
    assert place(one) != place(other)


@pytest.mark.parametrize(
    ("html", "wanted", "name"),
    [
        ("<html class=js><p>", "html", "html"),
        ("<title></title>", "title", "title"),
        ("<meta name=viewport>", "meta", "meta[name=viewport]"),
        ("<form id=f><p><input type=text name=q></form>", "input", "form#f input[name=q][type=text]"),
        ("<div role=banner><p><button class='on btn'>", "button", "div[role=banner] button.btn"),
        ("<div id=box_2><b class='c1 a b z'><i><img>", "img", "div#box_N b.a.b.cN img"),
        ("<p><b><img>", "img", "p b img"),
    ],
)
def test_names(html: str, wanted: str, name: str) -> None:
    assert place(html, wanted) == name


def test_fields_of_one_form_are_different_places() -> None:
    places = Places()
    found = nodes("<form class=q><input name=a><input name=b><input name=b type=radio></form>", "input")
    assert len({places.of(node) for node in found}) == 3


def test_the_same_element_has_the_same_place_in_source_and_browser() -> None:
    html = "<header class=top><p><a class='x on'><img name=i></a></p></header>"
    lineage = (
        Tag("img", {"name": "i"}),
        Tag("a", {"class": "x on"}),
        Tag("p"),
        Tag("header", {"class": "top"}),
        Tag("body"),
        Tag("html"),
    )
    assert Places().of(SeenElement("img", "<img>", lineage)) == place(html)
    assert Places().of(SeenElement("#x", "<i>", (Tag("i", {"id": "x"}), Tag("nav")))) == "i#x"


_HOSTILE = st.text(st.characters(exclude_categories=()), max_size=80)


@given(_HOSTILE, _HOSTILE)
def test_names_are_bounded_whatever_a_page_calls_its_elements(identity: str, classes: str) -> None:
    lineage = (Tag("i", {"id": identity, "class": classes}), *[Tag("b", {"class": classes})] * 90)
    found = Places().of(SeenElement("i", "", lineage))
    assert found.split()
    assert len(found) < 700


@pytest.mark.parametrize(
    "html",
    [
        "<div><p>a<img><p><img><b><img class=x></b></div>",
        "<table><tr><td><img><tr><td><img class=x></table>",
        "<div id=a><img class=x></div><div id=a><img></div>",
        "<div id=a><img></div><div id=a><img class=x></div>",
        "<div id='1a'><img><o:p><img></o:p><o:q><img class=x></o:q></div>",
    ],
)
def test_a_selector_finds_that_very_element(html: str) -> None:
    (node,) = nodes(html, "img.x")
    assert [found.mem_id for found in node.parser.css(selector_of(node))] == [node.mem_id]


def test_selectors_of_crowded_and_deep_elements_end() -> None:
    crowded = nodes("<div>" + "<img>" * 5_000)
    assert selector_of(crowded[-1]).endswith("> img")
    assert selector_of(nodes("<div>" * 500 + "<img>")[0]).count(">") == 63


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("img", "img"),
        ("section#opening-files a.mark", "section#* a.mark"),
        ("dt#c.PyCall_Nargs a.mark", "dt#* a.mark"),
        ("dl.list div.note th", "div.note th"),
        ("form#f-N.wide input[name=q]", "form#* input[name=q]"),
        ("img#logo", "img#*"),
    ],
)
def test_a_kind_of_place_is_the_element_and_what_it_stands_in(name: str, kind: str) -> None:
    assert kind_of(name) == kind
