"""Addresses in style sheets."""

from hypothesis import given
from hypothesis import strategies as st

from core.snapshot.model import Role
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


def test_a_property_that_browsers_do_not_know_fetches_nothing() -> None:
    css = "a { behavior: url(/pie.htc); background: url(a.png) } b { scroll-behavior: smooth; cursor: url(c.cur) }"
    assert [found.href for found in find_in_css(css)] == ["a.png", "c.cur"]


def test_strings_within_image_set_are_addresses() -> None:
    css = 'a { background: image-set("a.png" 1x, url(b.png) 2x, "c.avif" type("image/avif")) } b { content: "no.png" }'
    assert [found.href for found in find_in_css(css)] == ["a.png", "b.png", "c.avif"]


@given(st.text("url(\"')/*@import;{}\\ \n.a0", max_size=200))
def test_any_text_is_read(css: str) -> None:
    assert all(found.href for found in find_in_css(css))


def test_hostile_repeats_stay_cheap() -> None:
    for piece in ("url(", "url( ", "/*", '"', "'\\", "@import ", "url(a", "type(", "image-set("):
        assert len(list(find_in_css(piece * 100_000))) <= 1000
