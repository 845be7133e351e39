from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from core.snapshot import Link, Role
from core.snapshot.codec import MAX_SAMPLES, read_link
from crawler.extract import FoundLink
from crawler.record.links import LinkTable, Place, sealed_samples
from crawler.record.store import open_store

HOME = "https://www.yunling-demo.gov.cn/"
NAV = FoundLink(f"{HOME}nav/", "/nav/", Role.PAGE, "a", "导航", 1, "nav")


@pytest.fixture
def db(tmp_path: Path) -> sqlite3.Connection:
    return open_store(tmp_path / "snapshot.sqlite")


def links_of(db: sqlite3.Connection) -> list[Link]:
    db.create_function("sealed_samples", 1, sealed_samples)
    db.execute("UPDATE link SET samples = sealed_samples(samples)")
    return [read_link(row, None) for row in db.execute("SELECT * FROM link ORDER BY target, role, element")]


def inside(target: str) -> bool:
    return target.startswith(HOME)


def test_a_navigation_link_is_one_row_however_many_pages_carry_it(db: sqlite3.Connection) -> None:
    LinkTable(db, inside).add(Place(HOME, 0, True), [NAV])
    table = LinkTable(db, inside)
    for number in range(50):
        table.add(Place(f"{HOME}{number:02}.html", 2, False), [NAV])
    (link,) = links_of(db)
    assert (link.count, link.pages, link.on_home, len(link.samples)) == (51, 51, True, MAX_SAMPLES)
    assert link.samples[0].page == HOME
    assert link.samples[1].page == f"{HOME}00.html"


def test_a_page_that_links_twice_counts_twice_but_is_one_page(db: sqlite3.Connection) -> None:
    second = FoundLink(NAV.url, "../nav/", Role.PAGE, "a", "再次", 9, "footer")
    LinkTable(db, inside).add(Place(HOME, 0, True), [NAV, second])
    (link,) = links_of(db)
    assert (link.count, link.pages, link.href) == (2, 1, "/nav/")
    assert [sample.text for sample in link.samples] == ["导航", "再次"]


def test_role_and_element_tell_links_apart(db: sqlite3.Connection) -> None:
    area = FoundLink(NAV.url, "/nav/", Role.PAGE, "area")
    broken = FoundLink("", "http:///x", Role.PAGE, "a", malformed="没有主机名")
    LinkTable(db, inside).add(Place(HOME, 0, True), [NAV, area, broken])
    assert [(link.target, link.element, link.internal) for link in links_of(db)] == [
        ("http:///x", "a", False),
        (NAV.url, "a", True),
        (NAV.url, "area", True),
    ]


def test_the_stored_link_does_not_depend_on_which_page_answered_first(tmp_path: Path) -> None:
    pages = [(Place(f"{HOME}{number}.html", number % 3 + 1, False), f"/{number}") for number in range(40)]
    seen = []
    for seed in range(3):
        db = open_store(tmp_path / f"{seed}.sqlite")
        random.Random(seed).shuffle(pages)
        table = LinkTable(db, inside)
        for place, href in pages:
            table.add(place, [FoundLink(NAV.url, href, Role.PAGE, "a")])
        seen.append(links_of(db))
    assert seen[0] == seen[1] == seen[2]
