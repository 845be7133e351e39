"""Roles of elements as HTML-AAM and ARIA 1.2 have them, and the table of facts itself."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from checks.accessibility.aria import facts
from checks.accessibility.outline import outline_of
from checks.accessibility.roles import is_focusable, is_tabbable, role_of


def ask(html: str) -> tuple[str, bool, bool]:
    dom = LexborHTMLParser(html)
    node, seen = dom.css_first("[data-t]"), outline_of(dom)
    assert node is not None
    return role_of(seen, node), is_focusable(seen, node), is_tabbable(seen, node)


@pytest.mark.parametrize(
    ("html", "role"),
    [
        ("<a data-t href=x>", "link"),
        ("<a data-t>", "generic"),
        ("<img data-t>", "img"),
        ("<img data-t alt>", "presentation"),
        ("<img data-t alt='' aria-live=off>", "img"),
        ("<input data-t>", "textbox"),
        ("<input data-t list=l>", "combobox"),
        ("<input data-t type=SEARCH>", "searchbox"),
        ("<input data-t type=password>", ""),
        ("<input data-t type=none>", "textbox"),
        ("<select data-t>", "combobox"),
        ("<select data-t size=3>", "listbox"),
        ("<select data-t size=x multiple>", "listbox"),
        ("<section data-t>", "generic"),
        ("<section data-t aria-label=甲>", "region"),
        ("<header data-t>", "banner"),
        ("<article><header data-t>", "generic"),
        ("<ul><li data-t>", "listitem"),
        ("<div><li data-t>", "generic"),
        ("<table role=grid><tr><td data-t>", "gridcell"),
        ("<table><tr><th data-t scope=row>", "rowheader"),
        ("<div data-t role='foo Tab button'>", "tab"),
        ("<div data-t role=widget>", "generic"),
        ("<div data-t role=none>", "none"),
        ("<div data-t role=none tabindex=-1>", "generic"),
        ("<h2 data-t role=presentation aria-owns=x>", "heading"),
        ("<h2 data-t role=presentation aria-label=甲>", "heading"),
        ("<nav data-t role=none aria-label=甲>", "navigation"),
        ("<img data-t role=none aria-label=''>", "none"),
        ("<svg><a data-t xlink:href=x>", "link"),
        ("<svg data-t>", ""),
        ("<my-tag data-t>", ""),
    ],
)
def test_role(html: str, role: str) -> None:
    assert ask(html)[0] == role


@pytest.mark.parametrize(
    ("html", "focusable", "tabbable"),
    [
        ("<a data-t href=x>", True, True),
        ("<a data-t>", False, False),
        ("<a data-t tabindex=-1>", True, False),
        ("<p data-t tabindex=' 0 '>", True, True),
        ("<p data-t tabindex=x>", False, False),
        ("<input data-t disabled>", False, False),
        ("<fieldset disabled><legend><input data-t></legend></fieldset>", True, True),
        ("<fieldset disabled><p><input data-t>", False, False),
        ("<input data-t type=hidden>", False, False),
        ("<video data-t controls>", True, True),
        ("<p data-t contenteditable>", True, True),
        ("<p data-t contenteditable=false>", False, False),
    ],
)
def test_focus(html: str, focusable: bool, tabbable: bool) -> None:
    assert ask(html)[1:] == (focusable, tabbable)


def test_the_table_agrees_with_itself() -> None:
    known = facts()
    roles = known.roles.keys()
    assert not roles & known.abstract
    assert (known.nameless | known.named_by_content | known.flat) <= roles
    assert known.everywhere <= known.values.keys()
    for role in known.roles.values():
        assert role.owns | role.inside <= roles
        assert role.supports | role.requires <= known.values.keys()
        assert not role.supports & known.everywhere
    plain = {"id", "ids", "integer", "number", "string"}
    assert set(known.values.values()) == plain | known.words.keys() | known.word_lists.keys()
    assert not known.toolbar & known.values.keys()


def test_what_is_required_inside_is_owned_by_something() -> None:
    known = facts()
    for name, role in known.roles.items():
        for holder in role.inside - {"group", "directory", "figure", "rowgroup"}:
            assert not known.roles[holder].owns or name in known.roles[holder].owns or name in ("caption", "rowgroup")
