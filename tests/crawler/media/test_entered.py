"""What people import and enter: adapters `sheet` and `evidence`, and posts that stand beside every other way."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from core.clock import beijing_now
from core.snapshot import FetchStatus, GoneReason, Post, Taking
from core.snapshot.media import BY_HAND
from tests.crawler.media.replay import account, ago, job_of, opened, take

PICTURE = b"\x89PNG\r\n\x1a\n" + b"pixels"


def imported(days: float, **changes: Any) -> dict[str, Any]:
    given = {"kind": "post", "name": f"post:{days}", "title": "一则", "published": f"{ago(days):%Y-%m-%d %H:%M:%S}"}
    return {**given, "seen_at": beijing_now().isoformat(), **changes}


def span(first: float, last: float) -> dict[str, Any]:
    days = {"first": ago(first).date().isoformat(), "last": ago(last).date().isoformat()}
    return {"kind": "span", "name": "span", "seen_at": beijing_now().isoformat(), **days}


def look(hours: float, **changes: Any) -> dict[str, Any]:
    at = (beijing_now() - timedelta(hours=hours)).isoformat()
    given = {
        "kind": "evidence",
        "name": f"evidence:{at}",
        "at": at,
        "checker": "核查员甲",
        "url": "https://example.com/",
    }
    return {**given, **changes}


async def fetch(tmp_path: Path, source: str, *entries: dict[str, Any]) -> tuple[Taking, list[Post]]:
    one = account(source)
    folder = await take(job_of(tmp_path, [one], entries={one.key: entries}))
    with opened(folder) as snapshot:
        taking = snapshot.taking(one.key)
        assert taking is not None
        if taking.shot:
            assert snapshot.shot(taking.shot) == PICTURE
        return taking, list(snapshot.posts(one.key))


async def test_a_list_said_to_be_complete_covers_its_days(tmp_path: Path) -> None:
    taking, posts = await fetch(tmp_path, "sheet", imported(20), imported(30), span(60, 0))
    assert (taking.status, len(posts)) == (FetchStatus.OK, 2)
    assert taking.covers(ago(59), taking.at, timedelta(days=1))


async def test_spans_that_touch_are_one_and_others_are_not(tmp_path: Path) -> None:
    taking, _ = await fetch(tmp_path / "a", "sheet", imported(20), span(60, 30), span(29, 0))
    assert taking.covers(ago(59), taking.at, timedelta(days=1))
    taking, _ = await fetch(tmp_path / "b", "sheet", imported(20), span(60, 30), span(20, 0))
    assert not taking.covers(ago(59), taking.at, timedelta(days=1))
    assert taking.covers(ago(19), taking.at, timedelta(days=1))


async def test_a_list_without_a_word_on_its_days_covers_none(tmp_path: Path) -> None:
    taking, _ = await fetch(tmp_path, "sheet", imported(20))
    assert (taking.status, taking.covered_from) == (FetchStatus.OK, None)
    assert "--covers" in taking.reason


async def test_a_post_without_a_readable_date_leaves_the_days_open(tmp_path: Path) -> None:
    taking, _ = await fetch(tmp_path, "sheet", imported(20), imported(1, published="待定"), span(60, 0))
    assert taking.covered_from is None


@pytest.mark.parametrize("source", ["sheet", "evidence"])
async def test_nothing_entered_proves_nothing(tmp_path: Path, source: str) -> None:
    taking, _ = await fetch(tmp_path, source)
    assert (taking.status, taking.covered_from) == (FetchStatus.FAILED, None)


async def test_imported_posts_stand_beside_a_way_that_failed(tmp_path: Path) -> None:
    taking, posts = await fetch(tmp_path, "telepathy", imported(2))
    assert (taking.status, len(posts)) == (FetchStatus.FAILED, 1)


async def test_a_person_s_look_covers_up_to_that_moment(tmp_path: Path) -> None:
    (tmp_path / "evidence").mkdir()
    name = f"{sha256(PICTURE).hexdigest()}.png"
    (tmp_path / "evidence" / name).write_bytes(PICTURE)
    seen = look(2, last_update=ago(20).date().isoformat(), shot=name, interaction=False)
    taking, posts = await fetch(tmp_path, "evidence", look(30, last_update=ago(3).date().isoformat()), seen)
    assert (taking.status, len(posts)) == (FetchStatus.OK, 1)
    assert taking.covers(ago(19), taking.at, timedelta(days=1))
    assert not taking.covers(ago(19), taking.at)
    assert taking.interaction == {BY_HAND: False}
    assert taking.shot == f"shots/{name}"
    assert "核查员甲" in taking.reason


async def test_a_picture_that_was_changed_is_none(tmp_path: Path) -> None:
    (tmp_path / "evidence").mkdir()
    name = f"{'0' * 64}.png"
    (tmp_path / "evidence" / name).write_bytes(PICTURE)
    taking, _ = await fetch(tmp_path, "evidence", look(2, shot=name, last_update=ago(20).date().isoformat()))
    assert taking.shot == ""
    assert "被改动" in taking.reason


async def test_a_look_of_long_ago_is_none(tmp_path: Path) -> None:
    taking, _ = await fetch(tmp_path, "evidence", look(24 * 200, last_update=ago(220).date().isoformat()))
    assert taking.status is FetchStatus.FAILED


@pytest.mark.parametrize("state", ["注销", "迁移", "封禁"])
async def test_the_state_that_a_person_found(tmp_path: Path, state: str) -> None:
    taking, _ = await fetch(tmp_path, "evidence", look(2, state=state))
    assert (taking.status, taking.gone) == (FetchStatus.GONE, GoneReason(state))
