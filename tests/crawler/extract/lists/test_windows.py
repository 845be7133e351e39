from __future__ import annotations

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.snapshot.posted import posted, split_posted
from crawler.extract.lists.paging import next_in_query
from crawler.extract.lists.windows import turned

_DATA = "https://www.yunling-demo.gov.cn/data"


@pytest.mark.parametrize(
    ("asked", "following", "number", "before"),
    [
        ("startrecord=1&endrecord=45&perpage=15", "startrecord=46&endrecord=90&perpage=15", 2, 45),
        ("startrecord=46&endrecord=90&perpage=15", "startrecord=91&endrecord=135&perpage=15", 3, 90),
        ("start=0&end=19", "start=20&end=39", 2, 20),
        ("start=0&end=20", "start=20&end=40", 2, 20),
        ("offset=20&limit=20", "offset=40&limit=20", 3, 40),
        ("draw=1&start=0&length=10", "draw=1&start=10&length=10", 2, 10),
    ],
)
def test_the_next_window(asked: str, following: str, number: int, before: int) -> None:
    found = turned(dict(parse_qsl(asked)))
    assert found is not None
    assert (found.fields, found.number) == (dict(parse_qsl(following)), number)
    assert found.before == before


@pytest.mark.parametrize(
    "asked", ["id=5", "start=2026-01-01&end=2026-12-31", "limit=20", "offset=0", "offset=0&limit=0", "start=9&end=3"]
)
def test_no_window(asked: str) -> None:
    assert turned(dict(parse_qsl(asked))) is None


def test_windows_in_queries_forms_and_objects() -> None:
    assert next_in_query(f"{_DATA}?offset=0&limit=20") == (f"{_DATA}?offset=20&limit=20", 2, 20)
    form = next_in_query(posted(_DATA, "columnid=7&startrecord=1&endrecord=45"))
    assert form is not None
    assert (split_posted(form[0])[1], form[1]) == (b"columnid=7&startrecord=46&endrecord=90", 2)
    found = next_in_query(posted(_DATA, '{"column":7,"offset":0,"limit":"20"}'))
    assert found is not None
    assert (split_posted(found[0])[1], found[1]) == (b'{"column":7,"offset":20,"limit":"20"}', 2)
    # The number of a page is plainer than a window.
    assert next_in_query(f"{_DATA}?page=1&offset=0&limit=20") == (f"{_DATA}?page=2&offset=0&limit=20", 2, -1)


@given(st.dictionaries(st.sampled_from(["start", "end", "offset", "limit", "rows", "id"]), st.text(max_size=12)))
def test_any_fields_are_read(fields: dict[str, str]) -> None:
    turned(fields)
