from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.outcome import Observation, Outcome
from tests.checks.ipv6.measured import dual
from tests.support.judging import judge
from tests.support.snapshots import HOME

ID = "ipv6.hosts"


def embedded(host: str, aaaa: str, a: str = "found", *, own: bool = True) -> dict[str, Any]:
    example = f"https://{host}/logo.png"
    return {"host": host, "roles": ["image"], "example": example, "internal": own, "A": a, "AAAA": aaaa}


def judged(folder: Path, *hosts: dict[str, Any], aaaa: str = "found") -> dict[str, Observation]:
    found = judge(ID, dual(folder, aaaa=aaaa).probe("ipv6.hosts", HOME, {"hosts": list(hosts)}))
    return {"".join(item.identity): item for item in found}


@pytest.mark.parametrize(
    ("a", "aaaa", "outcome"),
    [
        ("found", "found", Outcome.PASSED),
        ("found", "nodata", Outcome.FAILED),
        ("found", "timeout", Outcome.CANT_TELL),
        ("found", "nxdomain", Outcome.CANT_TELL),
        ("nodata", "nodata", Outcome.CANT_TELL),
    ],
)
def test_own_hosts(tmp_path: Path, a: str, aaaa: str, outcome: Outcome) -> None:
    found = judged(tmp_path, embedded("img.yunling-demo.gov.cn", aaaa, a))
    assert found["img.yunling-demo.gov.cn"].outcome is outcome


def test_other_people_s_hosts_are_a_warning(tmp_path: Path) -> None:
    hosts = [embedded("cdn.example.com", "nodata", own=False), embedded("fast.example.com", "found", own=False)]
    found = judged(tmp_path, *hosts)
    assert set(found) == {"foreign"}
    assert found["foreign"].outcome is Outcome.PASSED
    assert "cdn.example.com" in found["foreign"].warning and "fast" not in found["foreign"].warning
    assert judged(tmp_path / "2")["foreign"].warning == ""


def test_a_site_without_ipv6_is_another_check_s_matter(tmp_path: Path) -> None:
    found = judged(tmp_path, embedded("img.yunling-demo.gov.cn", "nodata"), aaaa="nodata")
    assert {item.outcome for item in found.values()} == {Outcome.INAPPLICABLE}


def test_not_measured(tmp_path: Path) -> None:
    assert [item.outcome for item in judge(ID, dual(tmp_path))] == [Outcome.CANT_TELL]
