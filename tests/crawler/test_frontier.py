from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.county import Site
from core.snapshot import GapReason
from crawler.frontier import Frontier, address_pattern, path_loops
from crawler.options import CrawlOptions
from crawler.record.store import open_store
from settings import Settings

HOME = "https://www.yunling-demo.gov.cn/"
OPTIONS = CrawlOptions.from_settings(Settings(), Site("yunling", "云岭县", HOME))


@pytest.fixture
def db(tmp_path: Path) -> sqlite3.Connection:
    return open_store(tmp_path / "snapshot.sqlite")


def test_documents_come_after_their_depths_pages_and_sitemaps_last(db: sqlite3.Connection) -> None:
    frontier = Frontier(db, OPTIONS)
    frontier.seed_last(f"{HOME}sitemap.xml", 5, "sitemap")
    frontier.add(f"{HOME}list.html", 1)
    frontier.add(f"{HOME}style.css", 1, "css")
    frontier.add(f"{HOME}deep.html", 2)
    order = []
    while entry := frontier.take():
        order.append((entry.url.removeprefix(HOME), entry.depth, entry.reader))
        frontier.settle(entry)
        frontier.release(entry)
    assert order == [("list.html", 1, ""), ("style.css", 1, "css"), ("deep.html", 2, ""), ("sitemap.xml", 5, "sitemap")]


def test_a_level_opens_only_when_the_one_before_is_settled(db: sqlite3.Connection) -> None:
    frontier = Frontier(db, OPTIONS)
    frontier.seed(HOME, 0)
    home = frontier.take()
    assert home is not None
    assert frontier.take() is None
    for name in ("b", "a"):
        frontier.add(f"{HOME}{name}", 1)
    frontier.add(f"{HOME}deep", 2)
    assert frontier.take() is None, "home is still under way"
    frontier.settle(home)
    frontier.release(home)
    first, second = frontier.take(), frontier.take()
    assert first and second
    assert [first.url, second.url] == [f"{HOME}b", f"{HOME}a"]
    assert frontier.take() is None


def test_a_released_entry_comes_again_with_its_attempts(db: sqlite3.Connection) -> None:
    frontier = Frontier(db, OPTIONS)
    frontier.seed(HOME, 0)
    entry = frontier.take()
    assert entry is not None
    frontier.failed(entry)
    frontier.release(entry)
    again = frontier.take()
    assert again == replace(entry, attempts=1)


def test_what_was_under_way_when_killed_is_handed_out_again(db: sqlite3.Connection) -> None:
    Frontier(db, OPTIONS).seed(HOME, 0)
    first = Frontier(db, OPTIONS).take()
    assert Frontier(db, OPTIONS).take() == first


def test_every_cap_is_accounted_for(db: sqlite3.Connection) -> None:
    frontier = Frontier(db, replace(OPTIONS, max_depth=2, max_pages=1))
    frontier.add(f"{HOME}a/", 1)
    frontier.add(f"{HOME}deep/", 3)
    frontier.add(f"{HOME}x/x/x/x/x/y.html", 1)
    for day in range(105):
        frontier.add(f"{HOME}calendar?day={day}", 1)
    frontier.leave_rest(GapReason.PAGE_CAP)
    frontier.report_gaps()
    gaps = dict(db.execute("SELECT reason, count FROM coverage").fetchall())
    assert gaps == {GapReason.DEPTH_CAP: 1, GapReason.PATTERN_CAP: 6, GapReason.PAGE_CAP: 101}


def test_another_session_number_is_no_other_page_and_no_gap(db: sqlite3.Connection) -> None:
    frontier = Frontier(db, OPTIONS)
    for number in range(5):
        frontier.add(f"{HOME}a.jsp;jsessionid=0123456789ABCDEF{number}?id=1", 1)
    frontier.add(f"{HOME}a.jsp?id=1", 1)
    frontier.add(f"{HOME}a.jsp?id=2", 1)
    frontier.report_gaps()
    assert frontier.waiting == 2
    assert not db.execute("SELECT * FROM coverage").fetchall()


def test_a_recheck_is_read_but_not_followed_and_never_overrules_robots(db: sqlite3.Connection) -> None:
    frontier = Frontier(db, OPTIONS)
    for name in ("capped", "forbidden"):
        frontier.add(f"{HOME}{name}", 1)
    capped, forbidden = frontier.take(), frontier.take()
    assert capped and forbidden
    frontier.leave(capped, GapReason.PAGE_CAP)
    frontier.leave(forbidden, GapReason.ROBOTS)
    for entry in (capped, forbidden):
        frontier.release(entry)
        frontier.recheck(entry.url)
    frontier.recheck(f"{HOME}unlinked")
    first = frontier.take()
    assert first is not None
    assert (first.url, first.follow) == (capped.url, False)
    frontier.settle(first)
    frontier.release(first)
    second = frontier.take()
    assert second is not None
    assert (second.url, second.depth, second.follow) == (f"{HOME}unlinked", OPTIONS.max_depth, False)
    assert frontier.take() is None


@given(st.dictionaries(st.text("abc", min_size=1, max_size=3), st.integers(), min_size=1, max_size=4))
def test_a_pattern_knows_names_not_values(query: dict[str, int]) -> None:
    forward = "&".join(f"{name}={value}" for name, value in query.items())
    backward = "&".join(f"{name}={value + 1}" for name, value in reversed(query.items()))
    assert address_pattern(f"{HOME}list12.jsp?{forward}") == address_pattern(f"{HOME}list7.jsp?{backward}")


def test_addresses_without_a_query_have_no_pattern() -> None:
    assert address_pattern(f"{HOME}art/2026/11/3/art_12_345.html") == ""


def test_circles_of_relative_links_are_noticed() -> None:
    assert path_loops(f"{HOME}news/news/news/news/index.html")
    assert not path_loops(f"{HOME}zwgk/zwgk/2026/index.html")
