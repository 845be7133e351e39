from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.outcome import Observation, Outcome
from tests.checks.ipv6.measured import FOUR, SIX, dual
from tests.support.judging import judge_one
from tests.support.snapshots import HOME

ID = "ipv6.content"
NEWS = list(range(20))
SHUFFLED = NEWS[::-1]
REWRITTEN = list(range(20, 40))
TICKER = [*NEWS[:19], 41]


def view(family: str, blocks: list[int], **changes: Any) -> dict[str, Any]:
    return {
        "family": family,
        "status": 200,
        "error": "",
        "url": HOME,
        "address": SIX if family == "ipv6" else FOUR,
        "title": "云岭县人民政府",
        "blocks": blocks,
        "links": [100, 101],
        **changes,
    }


def judged(folder: Path, *views: dict[str, Any]) -> Observation:
    data = {"parts": [f"第{n}段文字" for n in range(120)], "views": list(views)}
    return judge_one(ID, dual(folder).probe("ipv6.content", HOME, data))


@pytest.mark.parametrize(
    ("four", "six", "outcome"),
    [
        ([NEWS, NEWS], [NEWS, NEWS], Outcome.PASSED),
        ([NEWS, NEWS], [SHUFFLED, SHUFFLED], Outcome.PASSED),
        ([NEWS, TICKER], [TICKER, NEWS], Outcome.PASSED),
        ([NEWS, NEWS], [REWRITTEN, REWRITTEN], Outcome.FAILED),
        ([NEWS], [REWRITTEN], Outcome.FAILED),
        # A page that is never twice the same cannot be compared.
        ([NEWS, [*NEWS[:10], *range(50, 60)]], [REWRITTEN, REWRITTEN], Outcome.CANT_TELL),
    ],
)
def test_texts(tmp_path: Path, four: list[list[int]], six: list[list[int]], outcome: Outcome) -> None:
    views = [*(view("ipv4", blocks) for blocks in four), *(view("ipv6", blocks) for blocks in six)]
    found = judged(tmp_path, *views)
    assert (found.outcome, found.rounds) == (outcome, 2 if outcome is Outcome.FAILED else 1)


def test_the_difference_is_shown(tmp_path: Path) -> None:
    found = judged(tmp_path, view("ipv4", NEWS), view("ipv6", REWRITTEN, title="欢迎使用IPv6"))
    assert all(words in found.message for words in ("“欢迎使用IPv6”", "“第0段文字”", "“第20段文字”"))


def test_links_alone_may_differ(tmp_path: Path) -> None:
    found = judged(tmp_path, view("ipv4", NEWS), view("ipv6", NEWS, links=[102, 103]))
    assert found.outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"status": 403, "blocks": []}, "不接受自动检查"),
        ({"status": 0, "error": "timeout", "blocks": []}, "timeout"),
        ({"blocks": []}, "200"),
    ],
)
def test_a_side_that_shows_nothing_is_not_compared(tmp_path: Path, changes: dict[str, Any], words: str) -> None:
    found = judged(tmp_path, view("ipv4", NEWS), view("ipv6", NEWS) | changes)
    assert found.outcome is Outcome.CANT_TELL
    assert words in found.message


def test_not_measured(tmp_path: Path) -> None:
    assert judge_one(ID, dual(tmp_path / "1")).outcome is Outcome.CANT_TELL
    assert judge_one(ID, dual(tmp_path / "2", road=False)).outcome is Outcome.CANT_TELL
