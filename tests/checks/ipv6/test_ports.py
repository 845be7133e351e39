from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.outcome import Observation, Outcome
from tests.checks.ipv6.measured import FOUR, OTHER_SIX, SIX, dual
from tests.support.judging import judge
from tests.support.snapshots import HOME

ID = "ipv6.ports"


def connection(address: str, port: int = 443, error: str = "") -> dict[str, Any]:
    return {"address": address, "port": port, "ok": not error, "error": error, "elapsed_ms": 3}


def judged(folder: Path, *connections: dict[str, Any]) -> dict[tuple[str, ...], Observation]:
    found = judge(ID, dual(folder).probe("ipv6.ports", HOME, {"connections": list(connections)}))
    return {item.identity: item for item in found}


@pytest.mark.parametrize("error", ["refused", "timeout", "reset", "host_unreachable", "prohibited"])
def test_one_address_of_two(tmp_path: Path, error: str) -> None:
    found = judged(tmp_path, connection(FOUR), connection(SIX), connection(OTHER_SIX, error=error))
    assert found[SIX, "443"].outcome is Outcome.PASSED
    bad = found[OTHER_SIX, "443"]
    assert (bad.outcome, bad.rounds) == (Outcome.FAILED, 2)
    assert OTHER_SIX in bad.message and "443" in bad.message


@pytest.mark.parametrize("error", ["net_unreachable", "guarded", "EADDRNOTAVAIL"])
def test_what_may_be_our_own_lack_accuses_nobody(tmp_path: Path, error: str) -> None:
    found = judged(tmp_path, connection(FOUR), connection(SIX), connection(OTHER_SIX, error=error))
    assert found[OTHER_SIX, "443"].outcome is Outcome.CANT_TELL


def test_a_port_that_ipv4_has_not_either_is_not_asked_of_ipv6(tmp_path: Path) -> None:
    found = judged(
        tmp_path,
        connection(FOUR, 80),
        connection(FOUR, 443, "refused"),
        connection(SIX, 80),
        connection(SIX, 443, "refused"),
    )
    assert {key: item.outcome for key, item in found.items()} == {(SIX, "80"): Outcome.PASSED}


def test_nothing_to_compare_with_and_nothing_that_connects(tmp_path: Path) -> None:
    assert judged(tmp_path / "1", connection(SIX))[()].outcome is Outcome.CANT_TELL
    found = judged(tmp_path / "2", connection(FOUR), connection(SIX, error="refused"))
    assert found[()].outcome is Outcome.INAPPLICABLE


def test_not_measured(tmp_path: Path) -> None:
    assert [item.outcome for item in judge(ID, dual(tmp_path / "1"))] == [Outcome.CANT_TELL]
    assert [item.outcome for item in judge(ID, dual(tmp_path / "2", road=False))] == [Outcome.CANT_TELL]
