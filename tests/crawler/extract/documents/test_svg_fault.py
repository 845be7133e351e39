from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.documents.svg_fault import fault_of_svg, is_svg

NS = 'xmlns="http://www.w3.org/2000/svg"'


@pytest.mark.parametrize(
    "body",
    [
        f"<svg {NS}><g><path d='M0 0'/></svg>",
        f"<svg {NS}><path d='M0 0'/>",
        f"<?xml version='1.0'?>\n<!-- 甲 -->\n<svg {NS}><g><path d='M0 ",
        f"<svg {NS}><path d='M0' d='M1'/></svg>",
        f"<svg {NS}><img src=a.png></svg>",
        "<svg viewBox='0 0 9 9'><path d='M0 0'/></svg>",
    ],
)
def test_what_no_browser_draws(body: str) -> None:
    assert is_svg(body.encode())
    assert fault_of_svg(body.encode())


@pytest.mark.parametrize(
    "body",
    [
        f"<svg {NS}><path d='M0 0'/></svg>\n",
        f"\ufeff<?xml version='1.0' encoding='UTF-8'?><svg {NS}><use href='#a'/></svg>",
        "<svg:svg xmlns:svg='http://www.w3.org/2000/svg'/>",
        f"<?xml version='1.0' encoding='GB2312'?><svg {NS}><text>a</text></svg>",
        f"<svg {NS}><text>&nbsp;</text></svg>",
        "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'svg11.dtd'><svg><g></svg>",
        "<html><svg></html>",
        "\x89PNG",
        "",
    ],
)
def test_what_is_drawn_or_in_doubt(body: str) -> None:
    assert fault_of_svg(body.encode()) == ""


@given(st.binary(max_size=300), st.text(max_size=100))
def test_any_bytes_are_read(raw: bytes, text: str) -> None:
    fault_of_svg(raw)
    fault_of_svg(f"<svg {NS}>{text}".encode("utf-8", "replace") + raw)
