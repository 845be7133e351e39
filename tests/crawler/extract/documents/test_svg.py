from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.snapshot import Role
from crawler.extract import extract
from crawler.extract.documents import svg

URL = "http://www.yunling-demo.gov.cn/map/towns.svg"
ROOT = "http://www.yunling-demo.gov.cn"
_I = Role.IMAGE
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


def links(inner: str, before: str = "") -> list[tuple[str, Role, str]]:
    found = svg.read(f"{before}{HEAD}{inner}</svg>".encode(), "image/svg+xml", URL, date(2026, 11, 23))
    assert found is not None
    return [(link.url.removeprefix(ROOT), link.role, link.text) for link in found.links]


@pytest.mark.parametrize(
    ("inner", "wanted"),
    [
        ("<a href='/t/1.html'><text>城关镇</text></a>", [("/t/1.html", Role.PAGE, "城关镇")]),
        ("<a xlink:href='2.html'><path d=''/></a>", [("/map/2.html", Role.PAGE, "")]),
        ("<a href='/new.html' xlink:href='/old.html'/>", [("/new.html", Role.PAGE, "")]),
        ("<image href='a.png'/><use xlink:href='i.svg#x'/>", [("/map/a.png", _I, ""), ("/map/i.svg", _I, "")]),
        ("<filter><feImage href='/f.png'/></filter>", [("/f.png", _I, "")]),
        ("<script href='/s.js'/>", [("/s.js", Role.SCRIPT, "")]),
        (
            "<style>@import '/m.css'; rect{fill:url(p.png)}</style>",
            [("/m.css", Role.STYLE, ""), ("/map/p.png", _I, "")],
        ),
        ("<rect style='fill:url(/q.png)'/>", [("/q.png", _I, "")]),
        ("<use href='#x'/><rect fill='url(#g)' style='fill:url(#g)'/><a href='#top'/><a href='javascript:x()'/>", []),
        ("<!-- <a href='/c.html'/> --><title>href='/t.html'</title>", []),
    ],
)
def test_what_a_drawing_refers_to(inner: str, wanted: list[tuple[str, Role, str]]) -> None:
    assert links(inner) == wanted


def test_its_style_sheet_stands_before_it() -> None:
    before = "<?xml version='1.0'?><?xml-stylesheet type='text/css' href='look.css'?>"
    assert links("", before) == [("/map/look.css", Role.STYLE, "")]


@pytest.mark.parametrize("body", ["", "<html><svg/></html>", "<rss/>", "<!DOCTYPE x [<!ENTITY a 'b'>]><svg/>", "{}"])
def test_what_is_no_drawing(body: str) -> None:
    assert svg.read(body.encode(), "image/svg+xml", URL, date(2026, 11, 23)) is None


@given(st.text(), st.binary(max_size=200))
def test_any_bytes_are_read(text: str, more: bytes) -> None:
    svg.read(f"{HEAD}<a href='{text}'/>".encode("utf-8", "replace") + more, "", URL, date(2026, 11, 23))


@pytest.mark.parametrize(
    ("html", "read"),
    [
        ("<iframe src=/m.svg></iframe>", True),
        ("<object data='/m.svg?v=1'></object>", True),
        ("<embed src=/m.SVG>", True),
        ("<a href=/m.svg#town>地图</a>", True),
        ("<img src=/m.svg>", False),
        ("<div style='background:url(/m.svg)'></div><link rel=icon href=/m.svg>", False),
        ("<a href='/view?file=m.svg'>查看</a>", False),
        ("<noscript><iframe src=/m.svg></iframe></noscript>", False),
    ],
)
def test_where_it_is_a_document(html: str, read: bool) -> None:
    leads = extract(html.encode(), "text/html", URL, date(2026, 11, 23)).leads
    assert [lead.reader for lead in leads] == (["svg"] if read else [])
