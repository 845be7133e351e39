"""Addresses in style sheets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.snapshot.link import Role
from crawler.extract.links_css import find_in_css


def test_tokens_as_browsers_read_them() -> None:
    css = r"""
        @charset "utf-8"; @import "a.css"; @import url('b.css') screen; @namespace url(http://ns/);
        @font-face { font-family: 'x'; src: url(f.woff2) format("woff2"), url("f.woff") }
        /* url(no.png) */ a::before { content: "url(no2.png)"; background: url( c\\ d.png ) }
        b { background-image: url("e(1).png"), URL(data:image/png;base64,AA) }
    """.replace("\\\\", "\\")
    assert [(found.href, found.role) for found in find_in_css(css)] == [
        ("a.css", Role.STYLE),
        ("b.css", Role.STYLE),
        ("f.woff2", Role.OTHER),
        ("f.woff", Role.OTHER),
        ("c d.png", Role.IMAGE),
        ("e(1).png", Role.IMAGE),
        ("data:image/png;base64,AA", Role.IMAGE),
    ]


@pytest.mark.parametrize(
    "before",
    [
        "",
        "@charset 'utf-8';",
        "/* a { } */",
        "@import 'x.css';",
        "@layer a, b;",
        "<!-- ",
        "@import url(x.css) layer(a);",
    ],
)
def test_imports_stand_at_the_beginning(before: str) -> None:
    assert "late.css" in [found.href for found in find_in_css(f"{before}@import 'late.css'; a {{ }}")]


@pytest.mark.parametrize(
    "before", ["a { color: red }", "@media print { }", "@font-face { src: url(f.woff) }", "@namespace url(u);", "a {"]
)
@pytest.mark.parametrize("late", ["@import 'late.css';", "@import url(late.css);", '@import url("late.css") screen;'])
def test_later_ones_are_overlooked(before: str, late: str) -> None:
    css = f"{before} {late} b {{ background: url(b.png) }}"
    assert [found.href for found in find_in_css(css) if not found.href.startswith("f")] == ["b.png"]


def test_a_property_that_browsers_do_not_know_fetches_nothing() -> None:
    css = "a { behavior: url(/pie.htc); background: url(a.png) } b { scroll-behavior: smooth; cursor: url(c.cur) }"
    assert [found.href for found in find_in_css(css)] == ["a.png", "c.cur"]


def test_properties_of_ones_own_fetch_nothing_by_themselves() -> None:
    css = ":root { --a: url(a.png); --b: url(b.png) } p { background: var( --b ) } i { color: var(--a-b) }"
    assert [found.href for found in find_in_css(css)] == ["b.png"]


def test_strings_within_image_set_are_addresses() -> None:
    css = 'a { background: image-set("a.png" 1x, url(b.png) 2x, "c.avif" type("image/avif")) } b { content: "no.png" }'
    assert [found.href for found in find_in_css(css)] == ["a.png", "b.png", "c.avif"]


@given(st.text("url(\"')/*@import;{}\\ \n.a0", max_size=200))
def test_any_text_is_read(css: str) -> None:
    assert all(found.href for found in find_in_css(css))


def test_hostile_repeats_stay_cheap() -> None:
    for piece in ("url(", "url( ", "/*", '"', "'\\", "@import ", "url(a", "type(", "image-set("):
        assert len(list(find_in_css(piece * 100_000))) <= 1000
