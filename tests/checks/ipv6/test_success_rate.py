from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.outcome import Observation, Outcome
from tests.checks.ipv6.measured import FOUR, OTHER_SIX, SIX, dual, tried
from tests.support.judging import judge_one
from tests.support.snapshots import HOME

ID = "ipv6.success_rate"
GOOD = [tried(n, SIX) for n in range(10)]
FINE4 = [tried(n, FOUR) for n in range(10)]


def judged(folder: Path, six: list[dict[str, Any]], four: list[dict[str, Any]]) -> Observation:
    return judge_one(ID, dual(folder).probe("ipv6.home", HOME, {"wanted": 10, "attempts": six, "ipv4": four}))


def failing(*numbers: int, error: str = "timeout", status: int = 0) -> list[dict[str, Any]]:
    return [tried(n, SIX, status, error) if n in numbers else tried(n, SIX) for n in range(10)]


@pytest.mark.parametrize(
    ("six", "four", "outcome"),
    [
        (GOOD, FINE4, Outcome.PASSED),
        (GOOD, [], Outcome.PASSED),
        (failing(3), FINE4, Outcome.FAILED),
        (failing(3, error="", status=502), FINE4, Outcome.FAILED),
        # A round in which IPv4 failed too tells of the site, not of IPv6; nine tries are then too few.
        (failing(3), [*FINE4[:3], tried(3, FOUR, 0, "timeout"), *FINE4[4:]], Outcome.CANT_TELL),
        (failing(3, error="", status=403), FINE4, Outcome.CANT_TELL),
        (failing(*range(10)), FINE4, Outcome.INAPPLICABLE),
        (GOOD[:9], FINE4, Outcome.CANT_TELL),
        ([], [], Outcome.CANT_TELL),
        ([one for n in range(10) for one in (tried(n, SIX), tried(n, OTHER_SIX, 0, "refused"))], FINE4, Outcome.FAILED),
    ],
)
def test_rate(tmp_path: Path, six: list[dict[str, Any]], four: list[dict[str, Any]], outcome: Outcome) -> None:
    found = judged(tmp_path, six, four)
    assert (found.outcome, found.subject) == (outcome, HOME)
    assert found.rounds == (2 if outcome is Outcome.FAILED else 1)


def test_the_tries_are_the_evidence(tmp_path: Path) -> None:
    found = judged(tmp_path, failing(3), FINE4)
    assert "9/10（90%）" in found.message
    assert f"[{SIX}]:443 timeout 50 ms" in found.evidence[0].excerpt


@pytest.mark.parametrize(("road", "aaaa"), [(False, "found"), (True, "servfail"), (True, "timeout")])
def test_what_cannot_be_told(tmp_path: Path, road: bool, aaaa: str) -> None:
    assert judge_one(ID, dual(tmp_path, road=road, aaaa=aaaa)).outcome is Outcome.CANT_TELL


def test_without_record_it_is_another_check_s_matter(tmp_path: Path) -> None:
    assert judge_one(ID, dual(tmp_path, aaaa="nodata")).outcome is Outcome.INAPPLICABLE
