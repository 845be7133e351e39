"""Which texts around an entry belong to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.neighbours import Neighbours
from crawler.extract.tree import Element, build


def around(body: str) -> list[list[str]]:
    """The neighbours' texts of every child that holds a link, of the element called x."""
    tree = build(f"<body>{body}</body>")
    box = next(element for element in tree.elements if element.attrs.get("id") == "x")
    owners = {each for link in tree.elements if link.tag == "a" for each in (link, *link.ancestors())}
    rows = [child for child in box.children if isinstance(child, Element) and child in owners]
    neighbours = Neighbours(owners, tree)
    return [neighbours.of(row) for row in rows]


def _row(cell: str) -> str:
    return f"<tr><td>{cell}</td></tr>"


PLACES = {
    "behind": (
        "<div id=x><a>甲</a> [2026-11-20]<br><a>乙</a> [2026-09-05]</div>",
        [["[2026-11-20]"], ["[2026-09-05]"]],
    ),
    "before": ("<div id=x>2026-11-20 <a>甲</a><br>2026-09-05 <a>乙</a></div>", [["2026-11-20"], ["2026-09-05"]]),
    "boxes before": (
        "<div id=x><b>20</b><i>2026-11</i><p><a>甲</a></p><b>05</b><i>2026-09</i><p><a>乙</a></p></div>",
        [["20", "2026-11"], ["05", "2026-09"]],
    ),
    "rows in turn": (
        f"<table><tbody id=x>{_row('<a>甲</a>')}{_row('2026-11-20')}{_row('<a>乙</a>')}{_row('2026-09-05')}",
        [["2026-11-20"], ["2026-09-05"]],
    ),
    "rows alone": ("<ul id=x><li><a>甲</a></li><li><a>乙</a></li><li><a>丙</a></li><li>1/3</li></ul>", [[], [], []]),
}


@pytest.mark.parametrize("name", PLACES)
def test_places(name: str) -> None:
    body, expected = PLACES[name]
    assert around(body) == expected


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(1, 28)), min_size=1, max_size=12), st.booleans())
def test_every_entry_has_its_own_day(days: list[tuple[int, int]], leads: bool) -> None:
    texts = [f"2026-{month:02}-{day:02}" for month, day in days]
    body = "".join(f"{text}<a>甲</a>" if leads else f"<a>甲</a>{text}" for text in texts)
    assert around(f"<div id=x>{body}</div>") == [[text] for text in texts]
