from __future__ import annotations

from pathlib import Path

import pytest

from core.outcome import Outcome
from tests.checks.ipv6.measured import FOUR, OTHER_SIX, SIX, dual, tried
from tests.support.judging import judge_one
from tests.support.snapshots import HOME

ID = "ipv6.latency"


@pytest.mark.parametrize(
    ("six", "four", "outcome"),
    [
        ([100] * 5, [90] * 5, Outcome.PASSED),
        ([20] * 5, [1] * 5, Outcome.PASSED),  # twenty times as slow, and nobody can feel it
        ([3000] * 5, [2400] * 5, Outcome.PASSED),  # much in milliseconds, little in proportion
        ([1300] * 5, [400] * 5, Outcome.FAILED),
        ([300, 300, 300, 9000, 9000], [200] * 5, Outcome.PASSED),  # the median forgives two outliers
        ([1300] * 4, [400] * 4, Outcome.CANT_TELL),
        ([1300] * 5, [400] * 4, Outcome.CANT_TELL),
        ([], [], Outcome.CANT_TELL),
    ],
)
def test_medians(tmp_path: Path, six: list[int], four: list[int], outcome: Outcome) -> None:
    data = {
        "wanted": 10,
        "attempts": [tried(n, SIX, ms=ms) for n, ms in enumerate(six)],
        "ipv4": [tried(n, FOUR, ms=ms) for n, ms in enumerate(four)],
    }
    found = judge_one(ID, dual(tmp_path).probe("ipv6.home", HOME, data))
    assert (found.outcome, found.rounds) == (outcome, 2 if outcome is Outcome.FAILED else 1)


def test_the_quickest_address_of_a_round_counts_and_failures_do_not(tmp_path: Path) -> None:
    six = [one for n in range(5) for one in (tried(n, SIX, ms=2000), tried(n, OTHER_SIX, ms=120))]
    six += [tried(n, SIX, 0, "timeout", 15000) for n in range(5, 10)]
    data = {"wanted": 10, "attempts": six, "ipv4": [tried(n, FOUR, ms=100) for n in range(10)]}
    found = judge_one(ID, dual(tmp_path).probe("ipv6.home", HOME, data))
    assert found.outcome is Outcome.PASSED
    assert "IPv6 120 毫秒，IPv4 100 毫秒" in found.message


def test_no_road_here(tmp_path: Path) -> None:
    assert judge_one(ID, dual(tmp_path, road=False)).outcome is Outcome.CANT_TELL
