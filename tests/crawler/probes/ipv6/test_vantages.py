"""Twenty faults × four places to look from: each told apart where IPv6 works, nobody accused where it does not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checks import Registry, load_registry
from checks.runner import run_checks
from core.county import Site
from core.snapshot import open_snapshot
from tests.crawler.probes.ipv6.faults import CANT_TELL, FAILED, FAULTS, INAPPLICABLE, PASSED, Fault
from tests.crawler.probes.ipv6.topology import VANTAGES, lacking, little_internet, look_from
from tests.support.snapshots import SnapshotBuilder

#: What is decided by DNS alone, which answers over IPv4.
_DNS_ONLY = frozenset({"ipv6.aaaa"})
_REGISTRY = Registry({check: load_registry(()).get(check) for check in FAULTS[0].expected})
_GRAVITY = (FAILED, CANT_TELL, PASSED, INAPPLICABLE)


@pytest.fixture(scope="module")
def seen() -> Iterator[dict[str, dict[str, list[dict[str, Any]]]]]:
    why = lacking()
    if why:
        pytest.skip(why)
    with little_internet():
        yield {vantage: json.loads(told) for vantage, told in look_from().items()}


def judged(folder: Path, fault: Fault, probes: list[dict[str, Any]]) -> dict[str, str]:
    builder = SnapshotBuilder(folder, site=Site("k", fault.name, f"http://{fault.host}/"))
    for probe in probes:
        builder.probe(probe["kind"], probe["subject"], probe["data"])
    outcomes: dict[str, set[str]] = {check: set() for check in fault.expected}
    with open_snapshot(builder.seal()) as snapshot:
        for item in run_checks(_REGISTRY, snapshot):
            outcomes[item.check].add(item.outcome.value)
    return {check: next(name for name in _GRAVITY if name in found) for check, found in outcomes.items()}


@pytest.mark.parametrize("vantage", VANTAGES)
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_fault(tmp_path: Path, seen: dict[str, dict[str, list[dict[str, Any]]]], fault: Fault, vantage: str) -> None:
    found = judged(tmp_path, fault, seen[vantage][fault.host])
    if vantage == "native":
        assert found == fault.expected
        return
    for check, outcome in found.items():
        if check in _DNS_ONLY:
            assert outcome == fault.expected[check], check
        else:
            assert outcome == CANT_TELL, check


def test_every_vantage_knows_itself(seen: dict[str, dict[str, list[dict[str, Any]]]]) -> None:
    roads = {name: sites[FAULTS[0].host][0]["data"]["ipv6"] for name, sites in seen.items()}
    kinds = {
        name: (road["route"], road["kind"], all(one["ok"] for one in road["controls"])) for name, road in roads.items()
    }
    assert kinds == {
        "native": (True, "documentation", True),
        "none": (False, "", False),
        "ula": (True, "ula", False),
        "broken": (True, "documentation", False),
    }


def test_faults_are_told_apart() -> None:
    assert len(FAULTS) >= 15
    assert len({tuple(sorted(fault.expected.items())) for fault in FAULTS}) >= 9
