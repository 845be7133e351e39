from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.county import Site
from core.snapshot import GapReason
from crawler.coverage import report_gaps
from crawler.frontier import Entry, Found, Frontier
from crawler.options import CrawlOptions
from crawler.record.store import open_store
from crawler.series import address_family, path_loops
from settings import Settings

HOME = "https://www.yunling-demo.gov.cn/"
OPTIONS = CrawlOptions.from_settings(Settings(), Site("yunling", "云岭县", HOME))


@pytest.fixture
def db(tmp_path: Path) -> sqlite3.Connection:
    return open_store(tmp_path / "snapshot.sqlite")


def planted(db: sqlite3.Connection, options: CrawlOptions = OPTIONS) -> tuple[Frontier, Entry]:
    """A frontier, and its home page under way."""
    frontier = Frontier(db, options)
    frontier.seed(HOME, 0)
    return frontier, next_of(frontier)


def next_of(frontier: Frontier) -> Entry:
    entry = frontier.take() or (frontier.open() and frontier.take()) or None
    assert entry is not None
    return entry


def done(frontier: Frontier, entry: Entry) -> None:
    frontier.settle(entry)
    frontier.release(entry)


def found(name: str, depth: int, position: int = 0, reader: str = "") -> Found:
    return Found(f"{HOME}{name}", position, depth, reader)


def rest(frontier: Frontier) -> list[Entry]:
    """All that is still handed out, in order."""
    order = []
    while (entry := frontier.take()) or frontier.open():
        if entry:
            order.append(entry)
            done(frontier, entry)
    return order


def gaps_of(db: sqlite3.Connection) -> dict[str, int]:
    report_gaps(db)
    return dict(db.execute("SELECT reason, sum(count) FROM coverage GROUP BY reason").fetchall())


def test_documents_come_after_their_levels_pages_and_sitemaps_last(db: sqlite3.Connection) -> None:
    frontier, home = planted(db)
    frontier.seed_last(f"{HOME}sitemap.xml", 5, "sitemap")
    frontier.add(found("style.css", 0, 0, "css"), home)
    frontier.add(found("list.html", 1, 1), home)
    done(frontier, home)
    order = [(entry.url.removeprefix(HOME), entry.depth, entry.reader) for entry in rest(frontier)]
    assert order == [("style.css", 0, "css"), ("list.html", 1, ""), ("sitemap.xml", 5, "sitemap")]


def test_a_level_is_ordered_by_place_and_opens_only_when_the_one_before_is_settled(db: sqlite3.Connection) -> None:
    frontier, home = planted(db)
    for position, name in ((1, "b"), (0, "a")):
        frontier.add(found(name, 1, position), home)
    assert frontier.take() is None, "home is still under way"
    done(frontier, home)
    frontier.open()
    first, second = frontier.take(), frontier.take()
    assert first and second
    assert [first.url, second.url] == [f"{HOME}a", f"{HOME}b"]
    assert frontier.take() is None
    frontier.add(found("from-b", 2), second)
    frontier.add(found("from-a", 2), first)
    for entry in (second, first):
        done(frontier, entry)
    assert [entry.url.removeprefix(HOME) for entry in rest(frontier)] == ["from-a", "from-b"]


@given(st.permutations([(parent, target) for parent in range(3) for target in "xyz"]), st.integers(1, 9))
def test_what_a_cap_lets_through_does_not_depend_on_who_answers_first(
    arrivals: list[tuple[int, str]], room: int
) -> None:
    db = open_store(Path(":memory:"))
    frontier, home = planted(db)
    for number in range(3):
        frontier.add(found(f"p{number}", 1, number), home)
    done(frontier, home)
    frontier.open()
    pages = [next_of(frontier) for _ in range(3)]
    for parent, target in arrivals:
        frontier.add(found(target if parent else f"{target}0", 2, "zxy".index(target)), pages[parent])
    for page in pages:
        done(frontier, page)
    names = [entry.url.removeprefix(HOME) for entry in rest(frontier)]
    assert names[:room] == ["z0", "x0", "y0", "z", "x", "y"][:room]


def test_turning_the_pages_of_a_list_leads_no_deeper(db: sqlite3.Connection) -> None:
    frontier, entry = planted(db)
    for number in range(400):
        frontier.add(found(f"list_{number}.html", entry.depth), entry)
        done(frontier, entry)
        entry = next_of(frontier)
    assert entry.depth == 0
    assert not gaps_of(db)


def test_a_list_that_is_turned_for_ever_is_capped(db: sqlite3.Connection) -> None:
    options = replace(OPTIONS, max_pages=1)
    frontier, entry = planted(db, options)
    frontier.add(found("list_0.html", 1), entry)
    done(frontier, entry)
    turned = 0
    while (current := frontier.take()) or frontier.open():
        if current:
            turned += 1
            frontier.add(found(f"list_{turned}.html", 1), current)
            done(frontier, current)
    assert turned == options.pattern_cap + 1
    assert gaps_of(db) == {GapReason.PATTERN_CAP: 1}


def test_one_slow_address_does_not_hold_up_the_levels(db: sqlite3.Connection) -> None:
    frontier, home = planted(db)
    for position, name in enumerate(("slow", "quick")):
        frontier.add(found(name, 1, position), home)
    done(frontier, home)
    slow, quick = next_of(frontier), next_of(frontier)
    frontier.add(found("behind-quick", 2), quick)
    done(frontier, quick)
    awaited = [frontier.awaited]
    frontier.pass_over(slow)
    assert [*awaited, frontier.awaited] == [True, False]
    assert next_of(frontier).url == f"{HOME}behind-quick"
    frontier.release(slow)
    frontier.release(quick)
    assert frontier.take() == slow


def test_a_released_entry_comes_again_with_its_attempts(db: sqlite3.Connection) -> None:
    frontier, entry = planted(db)
    frontier.failed(entry)
    frontier.release(entry)
    again = frontier.take()
    assert again == replace(entry, attempts=1)


def test_what_was_under_way_when_killed_is_handed_out_again(db: sqlite3.Connection) -> None:
    _, first = planted(db)
    assert Frontier(db, OPTIONS).take() == first


def test_every_cap_is_accounted_for(db: sqlite3.Connection) -> None:
    frontier, home = planted(db, replace(OPTIONS, max_depth=2, max_pages=1))
    frontier.add(found("a/", 1), home)
    frontier.add(found("deep/", 3, 1), home)
    frontier.add(found("x/x/x/x/x/y.html", 1, 2), home)
    frontier.add(found("calendar?day=0", 1, 3), home)
    done(frontier, home)
    first, calendar = next_of(frontier), next_of(frontier)
    for day in range(1, 106):
        frontier.add(found(f"calendar?day={day}", 2, day), calendar)
    for entry in (first, calendar):
        done(frontier, entry)
    frontier.open()
    frontier.leave_rest(GapReason.PAGE_CAP)
    assert gaps_of(db) == {GapReason.DEPTH_CAP: 1, GapReason.PATTERN_CAP: 6, GapReason.PAGE_CAP: 100}


@pytest.mark.parametrize("depth", [0, 2])
def test_style_sheets_are_read_at_any_depth_and_data_is_not(db: sqlite3.Connection, depth: int) -> None:
    frontier, home = planted(db, replace(OPTIONS, max_depth=depth))
    frontier.add(found("style.css", depth, 0, "css"), home)
    frontier.add(found("data.json", depth, 1, "some list"), home)
    done(frontier, home)
    assert [entry.url for entry in rest(frontier)] == [f"{HOME}style.css"]
    assert gaps_of(db) == {GapReason.DEPTH_CAP: 1}


def test_articles_told_apart_by_a_query_are_no_series(db: sqlite3.Connection) -> None:
    frontier, home = planted(db, replace(OPTIONS, max_pages=1))
    for number in range(500):
        frontier.add(found(f"show.asp?id={number}", 1, number), home)
    done(frontier, home)
    assert len(rest(frontier)) == 500


def test_documents_without_end_are_capped(db: sqlite3.Connection) -> None:
    frontier, entry = planted(db, replace(OPTIONS, max_pages=20))
    for number in range(30):
        frontier.add(found(f"data/{number}.xml", 0, 0, "sitemap"), entry)
        done(frontier, entry)
        frontier.open()
        entry = frontier.take() or entry
    assert gaps_of(db) == {GapReason.PAGE_CAP: 10}


def test_another_session_number_is_no_other_page_and_no_gap(db: sqlite3.Connection) -> None:
    frontier, home = planted(db)
    for number in range(5):
        frontier.add(found(f"a.jsp;jsessionid=0123456789ABCDEF{number}?id=1", 1, number), home)
    frontier.add(found("a.jsp?id=1", 1, 5), home)
    frontier.add(found("a.jsp?id=2", 1, 6), home)
    done(frontier, home)
    assert frontier.waiting == 2
    assert not gaps_of(db)


def test_a_shorter_way_lifts_the_cap_on_depth(db: sqlite3.Connection) -> None:
    frontier, home = planted(db, replace(OPTIONS, max_depth=2))
    frontier.add(found("far.html", 3), home)
    frontier.add(found("list_2.html", 1, 1), home)
    done(frontier, home)
    page = next_of(frontier)
    frontier.add(found("far.html", 2), page)
    done(frontier, page)
    assert [entry.url for entry in rest(frontier)] == [f"{HOME}far.html"]
    assert not gaps_of(db)


def test_a_recheck_is_read_but_not_followed_and_never_overrules_robots(db: sqlite3.Connection) -> None:
    frontier, home = planted(db)
    for position, name in enumerate(("capped", "forbidden")):
        frontier.add(found(name, 1, position), home)
    done(frontier, home)
    capped, forbidden = next_of(frontier), next_of(frontier)
    frontier.leave(capped, GapReason.PAGE_CAP)
    frontier.leave(forbidden, GapReason.ROBOTS)
    for entry in (capped, forbidden):
        frontier.release(entry)
        frontier.recheck(entry.url)
    frontier.recheck(f"{HOME}unlinked")
    again = rest(frontier)
    assert [(entry.url, entry.follow) for entry in again] == [(capped.url, False), (f"{HOME}unlinked", False)]


@given(st.dictionaries(st.text("abc", min_size=1, max_size=3), st.integers(), min_size=1, max_size=4))
def test_a_family_knows_names_not_values(query: dict[str, int]) -> None:
    forward = "&".join(f"{name}={value}" for name, value in query.items())
    backward = "&".join(f"{name}={value + 1}" for name, value in reversed(query.items()))
    assert address_family(f"{HOME}list12.jsp?{forward}") == address_family(f"{HOME}list7.jsp?{backward}")


def test_circles_of_relative_links_are_noticed() -> None:
    assert path_loops(f"{HOME}news/news/news/news/index.html")
    assert not path_loops(f"{HOME}zwgk/zwgk/2026/index.html")
