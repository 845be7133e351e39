"""What hides an element, and what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.security.hiding import USUAL, Means, background_of, colour_of, means_of, read_sheet, read_style

M = Means


@pytest.mark.parametrize(
    ("style", "means"),
    [
        ("display: NONE !important", M.DISPLAY),
        ("visibility:collapse", M.VISIBILITY),
        ("opacity:0.0", M.OPACITY),
        ("filter:alpha(opacity=0)", M.OPACITY),
        ("position:absolute;top:-1000px", M.OFFSCREEN),
        ("position:fixed;left:-80em", M.OFFSCREEN),
        ("margin-left:-3000px", M.OFFSCREEN),
        ("margin-left:-1200px;width:4000px", M.SLID),
        ("transform:translateX(-9999px)", M.OFFSCREEN),
        ("transform:scale(0)", M.OFFSCREEN),
        ("position:absolute;clip:rect(0,0,0,0)", M.CLIPPED),
        ("position:absolute;clip:rect(1px, 1px, 1px, 1px)", M.CLIPPED),
        ("text-indent:-999em", M.INDENT),
        ("height:0;overflow:hidden", M.SIZE),
        ("width:1px;overflow:hidden", M.SIZE),
        ("line-height:0;overflow:hidden", M.SIZE),
        ("font-size:0", M.FONT),
        ("color:#FFF;background-color:#ffffff", M.COLOUR),
        ("color:rgb(255, 255, 255);background:white", M.COLOUR),
        ("color:transparent", M.COLOUR),
        ("position:fixed;left:-100%", M.SLID),
        ("transform:translateX(-100%)", M.SLID),
        ("max-height:0;overflow:hidden", M.FOLDED),
        ("", None),
        ("display:block;visibility:visible;opacity:0.8", None),
        ("position:absolute;left:-20px", None),
        ("left:-9999px", None),
        ("left:-50%;position:absolute;transform:translate(-50%,-50%)", None),
        ("text-indent:2em;line-height:1.5;overflow:hidden", None),
        ("line-height:1;overflow:hidden;height:30px", None),
        ("height:0", None),
        ("font-size:12px;color:#fff;background:#c00", None),
        ("color:#fff", None),
        ("color:#fff;background:#fff url(/a.png)", None),
        ("overflow:hidden;height:100%;width:1%", None),
    ],
)
def test_styles(style: str, means: Means | None) -> None:
    assert means_of("div", {"style": style}, read_style(style)) is means


@pytest.mark.parametrize(
    ("tag", "attributes", "means"),
    [
        ("div", {"hidden": None}, M.ATTRIBUTE),
        ("noscript", {}, M.NOSCRIPT),
        ("marquee", {"width": "1", "height": "1"}, M.MARQUEE),
        ("marquee", {"scrollamount": "3000"}, M.MARQUEE),
        ("marquee", {"scrollamount": "3", "height": "40"}, None),
        ("iframe", {"width": "0", "height": "0"}, M.SIZE),
        ("iframe", {"width": "100%", "height": "300"}, None),
        ("iframe", {}, None),
        ("td", {"width": "1"}, None),
    ],
)
def test_attributes(tag: str, attributes: dict[str, str | None], means: Means | None) -> None:
    assert means_of(tag, attributes, {}) is means


def test_sheets() -> None:
    sheet = """@charset "utf-8"; .a, div.b { display: none } /* .c { display: none } */
    #d{left:-900px;position:absolute}
    @media print { .e { display: none } .f { display: none } } .g .h { display: none } .g:hover { display: none }
    .a { color: red } } .i { display: none"""
    assert read_sheet(sheet) == {
        ".a": {"display": "none", "color": "red"},
        "div.b": {"display": "none"},
        "#d": {"left": "-900px", "position": "absolute"},
    }


def test_colours() -> None:
    assert [colour_of(text) for text in ("#ABC", "#aabbcc", "White", "rgb(1,2,300)", "inherit", "")] == [
        "#aabbcc",
        "#aabbcc",
        "#ffffff",
        "#0102ff",
        "",
        "",
    ]
    assert background_of({}, {"bgcolor": "#fff"}) == "#ffffff"
    assert background_of({"background": "linear-gradient(#fff, #fff)"}) == ""
    assert means_of("a", {}, {"color": "#fff"}, "#ffffff") is M.COLOUR


def test_menus_use_the_usual_means() -> None:
    assert {M.DISPLAY, M.VISIBILITY, M.OPACITY, M.SLID, M.FOLDED} < USUAL
    assert not USUAL & {M.OFFSCREEN, M.INDENT, M.SIZE, M.MARQUEE, M.COLOUR}


@given(st.text(alphabet=st.sampled_from("a.#{}:;-0px9%@(), /*"), max_size=300))
def test_any_style_is_read(text: str) -> None:
    read_sheet(text)
    means_of("div", {"style": text}, read_style(text))
