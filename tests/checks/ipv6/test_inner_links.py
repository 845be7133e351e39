from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.outcome import Observation, Outcome
from tests.checks.ipv6.measured import SIX, dual, tried
from tests.support.judging import judge
from tests.support.snapshots import HOME

ID = "ipv6.inner_links"


def page(number: int, host: str = "www.yunling-demo.gov.cn", **changes: Any) -> dict[str, Any]:
    url = f"https://{host}/{number}.html"
    return {"url": url, "aaaa": "found", "status": 200, "error": "", "ipv4": "", **changes}


def lacking(number: int, host: str = "sub.yunling-demo.gov.cn") -> dict[str, Any]:
    return page(number, host, aaaa="nodata", status=0)


def judged(folder: Path, second: list[dict[str, Any]], third: list[dict[str, Any]]) -> dict[str, Observation]:
    found = judge(ID, dual(folder).probe("ipv6.inner_links", HOME, {"levels": {"2": second, "3": third}}))
    return {item.identity[0]: item for item in found}


GOOD = [page(n) for n in range(9)]


@pytest.mark.parametrize(
    ("tenth", "outcome"),
    [
        (page(9), Outcome.PASSED),
        (lacking(9), Outcome.PASSED),  # 90 %
        (page(9, status=0, error="timeout", ipv4="opens"), Outcome.PASSED),
    ],
)
def test_one_of_ten_is_above_the_line(tmp_path: Path, tenth: dict[str, Any], outcome: Outcome) -> None:
    assert judged(tmp_path, [*GOOD, tenth], [])["2"].outcome is outcome


def test_the_hosts_to_put_right_are_named(tmp_path: Path) -> None:
    broken = page(20, status=0, error="refused", ipv4="opens")
    found = judged(tmp_path, GOOD, [*GOOD[:6], lacking(1), lacking(2), broken])
    assert found["2"].outcome is Outcome.PASSED
    assert (found["3"].outcome, found["3"].rounds) == (Outcome.FAILED, 2)
    assert "sub.yunling-demo.gov.cn（没有 AAAA 记录，2 个页面）" in found["3"].message
    assert "www.yunling-demo.gov.cn（有 AAAA 记录但打不开，1 个页面）" in found["3"].message
    assert "66%" in found["3"].message


@pytest.mark.parametrize(
    "unclear",
    [
        {"status": 404, "ipv4": "fails"},
        {"status": 403, "ipv4": "opens"},
        {"aaaa": "servfail", "status": 0},
        {"aaaa": "nxdomain", "status": 0},
        {"status": 0, "error": "dns_failed", "ipv4": "opens"},
    ],
)
def test_what_is_unclear_does_not_count(tmp_path: Path, unclear: dict[str, Any]) -> None:
    found = judged(tmp_path, [*GOOD[:4], *(page(n, **unclear) for n in range(10, 20))], [])
    assert found["2"].outcome is Outcome.CANT_TELL
    found = judged(tmp_path / "more", [*GOOD, *(page(n, **unclear) for n in range(10, 20))], [])
    assert found["2"].outcome is Outcome.PASSED


def test_a_level_without_pages(tmp_path: Path) -> None:
    assert judged(tmp_path, GOOD, [])["3"].outcome is Outcome.INAPPLICABLE


def test_a_home_page_that_never_opens_is_the_fault_to_name(tmp_path: Path) -> None:
    home = {"attempts": [tried(n, SIX, 0, "refused") for n in range(3)]}
    builder = dual(tmp_path).probe("ipv6.home", HOME, home)
    builder.probe("ipv6.inner_links", HOME, {"levels": {"2": [page(n, status=0, ipv4="opens") for n in range(9)]}})
    assert [item.outcome for item in judge(ID, builder)] == [Outcome.INAPPLICABLE]


def test_not_measured(tmp_path: Path) -> None:
    assert [item.outcome for item in judge(ID, dual(tmp_path / "1"))] == [Outcome.CANT_TELL]
    assert [item.outcome for item in judge(ID, dual(tmp_path / "2", road=False))] == [Outcome.CANT_TELL]
