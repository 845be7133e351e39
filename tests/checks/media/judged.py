"""Accounts asked in all kinds of ways, judged by one check."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from checks import load_registry
from checks.runner import run_checks
from core.county import Account
from core.outcome import Observation
from core.snapshot import FetchStatus, Post, Taking, open_snapshot
from tests.support.media import NOW, before, media_snapshot

UNIT = "云岭县人民政府办公室"


def account_of(**changes: Any) -> Account:
    """A running Weibo account."""
    given = {"platform": "微博", "name": "云岭发布", "account_id": "7000000001", "unit": UNIT, "source": "feed"}
    return Account(**{**given, **changes})


ACCOUNT = account_of()


def post(days: float, **changes: Any) -> Post:
    """A post of so many days before the inspection."""
    at = before(days)
    return Post(**{"id": f"p{days}", "title": "一则消息", "url": "https://example.com/p", "at": at, **changes})


def taking(status: FetchStatus = FetchStatus.OK, **changes: Any) -> Taking:
    """All posts of 100 days are known."""
    given = {"covered_from": before(100), "covered_to": NOW, "source": "https://example.com/feed"}
    return Taking(ACCOUNT.key, "feed", status, NOW, **{**given, **changes})


#: Nothing is certain.
NO_COVER: dict[str, Any] = {"covered_from": None, "covered_to": None}


def judge(
    tmp_path: Path,
    check: str,
    taken: Taking | None,
    posts: Sequence[Post] = (),
    account: Account = ACCOUNT,
    **snapshot: Any,
) -> list[Observation]:
    """What one check says of one account."""
    takings = [(taken, posts)] if taken else []
    folder = media_snapshot(tmp_path / "media", [account], takings, **snapshot)
    with open_snapshot(folder) as opened:
        return [item for item in run_checks(load_registry(()), opened) if item.check == check]
