"""The one pass: who is hidden, surely or perhaps, and what the rules find in it."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from checks.accessibility.outline import Outline, outline_of
from checks.accessibility.visibility import Styles


def seen_of(html: str) -> tuple[Outline, int]:
    dom = LexborHTMLParser(html)
    node = dom.css_first("[data-t]")
    assert node is not None
    return outline_of(dom), node.mem_id


@pytest.mark.parametrize(
    "html",
    [
        "<p data-t hidden>",
        "<p hidden=until-found><i data-t>",
        "<p style='color:red;DISPLAY : none'><i data-t style='display:block'>",
        "<p style='visibility:hidden'><i data-t>",
        "<p inert><i data-t>",
        "<p aria-hidden=TRUE><i data-t>",
        "<dialog><p data-t>",
        "<body><noscript><p data-t></noscript>",
        "<input type=hidden data-t>",
    ],
)
def test_surely_hidden(html: str) -> None:
    seen, key = seen_of(html)
    assert key in seen.hidden
    assert key in seen.unseen


@pytest.mark.parametrize(
    "html",
    [
        "<p class='a d-none'><i data-t>",
        "<style>.pop { color: red; display: none }</style><p class=pop><i data-t>",
        "<style>@media (max-width: 9px) { .a .pop, #q { visibility: hidden } }</style><p id=q data-t>",
        "<style>a{} aside{display:none}</style><aside data-t>",
        "<style>.a.b{display:none}</style><p class='b c a' data-t>",
        "<style>.a{/* } */display:none}</style><p class=a data-t>",
        "<style>@media print { .b{color:red} } } .a{display:none}</style><p class=a data-t>",
        "<style>@media screen, print { .b{color:red} .a{display:none} }</style><p class=a data-t>",
    ],
)
def test_perhaps_hidden(html: str) -> None:
    seen, key = seen_of(html)
    assert key not in seen.hidden
    assert key in seen.perhaps
    assert key in seen.unseen


@pytest.mark.parametrize(
    "html",
    [
        "<p style='visibility:hidden'><i data-t style='visibility: visible'>",
        "<p data-t hidden style='display:flex'>",
        "<p data-t aria-hidden=false>",
        "<dialog open><p data-t>",
        "<style>body{display:none} html{visibility:hidden}</style><p data-t>",
        "<body class=hide style='visibility:hidden' hidden><p data-t>",
        "<style>.a.b, .a::before, .a:hover, ul p {display:none}</style><p data-t class=a>",
        "<style>@media print { .b{color:red} .a{display:none} }</style><p data-t class=a>",
        "<style media=print>.a{display:none}</style><p data-t class=a>",
        "<style>/* .a{display:none} */ [x]{display:none} .c{display:block}</style><p data-t class=a x>",
    ],
)
def test_not_hidden(html: str) -> None:
    seen, key = seen_of(html)
    assert key not in seen.unseen


def test_html_in_svg_is_html_again() -> None:
    dom = LexborHTMLParser("<svg><a href=x></a><foreignObject><p><a href=y></a></foreignObject></svg><a href=z></a>")
    seen = outline_of(dom)
    assert [node.attributes["href"] for node in seen.elements("a")] == ["y", "z"]
    assert [node.attributes["href"] for node in seen.foreign_by_tag["a"]] == ["x"]


def test_ids_roles_and_aria_are_kept_even_where_hidden() -> None:
    dom = LexborHTMLParser("<p id=a hidden role=tab aria-label=甲></p><p id=a></p><p aria-live=off>")
    seen = outline_of(dom)
    assert len(seen.ids["a"]) == 2
    assert seen.target("a") is not None
    assert seen.target("b") is None
    assert (len(seen.with_role), len(seen.with_aria)) == (1, 2)


@pytest.mark.parametrize(
    "sheet", ["/*" * 50_000, "{" * 50_000, "@media print{" * 9_000, "a{" * 50_000, ".a," * 50_000 + "{display:none}"]
)
def test_hostile_sheets_end(sheet: str) -> None:
    styles = Styles.hiding([sheet])
    assert sum(map(len, styles.classes.values())) <= 500
