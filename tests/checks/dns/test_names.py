"""dns.old_domain and dns.main_domain over everything that a name may have become."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.outcome import BY_PERSON, Outcome
from tests.support.judging import judge, judge_one
from tests.support.snapshots import SITE, SnapshotBuilder

PASSED, FAILED, CANT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL
OLD = "www.yunling-old.test"
OWN = replace(SITE, id_code="9999990001", aliases=(OLD,), old_domains=(OLD,), scopes=("zw.yunling-demo.gov.cn",))


def page(**told: Any) -> dict[str, Any]:
    """Another's page, unless told otherwise."""
    other = {"url": f"http://{OLD}/", "status": 200, "failure": "", "final": f"http://{OLD}/", "title": "茶叶批发网"}
    return {**other, "code": "", "canonical": "", "parked": False, "little": False, "onward": False, **told}


def seen(
    folder: Path, role: str, shown: dict[str, Any] | None, a: str = "found", aaaa: str = "nodata", invented: str = ""
) -> SnapshotBuilder:
    one = {"domain": OLD, "role": role, "A": a, "AAAA": aaaa, "page": shown}
    data = {"invented": invented or "nxdomain", "domains": [one]}
    return (
        SnapshotBuilder(folder, site=OWN)
        .page(OWN.home, "<title>云岭县人民政府</title>")
        .probe("domains", OWN.home, data)
    )


@pytest.mark.parametrize(
    ("shown", "outcome", "rounds"),
    [
        (page(final=OWN.home), PASSED, 1),
        (page(final="http://zw.yunling-demo.gov.cn/x"), PASSED, 1),
        (page(), FAILED, BY_PERSON),
        (page(parked=True, title=OLD), FAILED, BY_PERSON),
        (page(final="http://casino.test/"), FAILED, BY_PERSON),
        (page(code="9999990001"), FAILED, 2),
        (page(code="1111110001"), FAILED, BY_PERSON),
        (page(title="云岭县人民政府"), FAILED, 2),
        (page(status=404), FAILED, 2),
        (page(status=403), CANT_TELL, 1),
        (page(status=412), CANT_TELL, 1),
        (page(status=0, failure="refused"), FAILED, 2),
        (page(onward=True, little=True), CANT_TELL, 1),
        (page(canonical=OWN.home), CANT_TELL, 1),
    ],
)
def test_old_domains(tmp_path: Path, shown: dict[str, Any], outcome: Outcome, rounds: int) -> None:
    found = judge_one("dns.old_domain", seen(tmp_path, "old", shown))
    assert (found.subject, found.outcome, found.rounds) == (OLD, outcome, rounds)
    assert ("疑似" in found.message) == (rounds == BY_PERSON)
    assert found.evidence


@pytest.mark.parametrize(
    ("shown", "outcome", "warns"),
    [
        (page(final=OWN.home), PASSED, False),
        (page(canonical=OWN.home), PASSED, True),
        (page(), FAILED, False),
        (page(final="http://zw.yunling-demo.gov.cn/"), FAILED, False),
        (page(onward=True, little=True), CANT_TELL, False),
        (page(status=0, failure="timeout"), CANT_TELL, False),
    ],
)
def test_further_domains(tmp_path: Path, shown: dict[str, Any], outcome: Outcome, warns: bool) -> None:
    found = judge_one("dns.main_domain", seen(tmp_path, "alias", shown))
    assert (found.subject, found.outcome, bool(found.warning)) == (OLD, outcome, warns)
    assert found.rounds == (2 if outcome is FAILED else 1)


@pytest.mark.parametrize(("check", "role"), [("dns.old_domain", "old"), ("dns.main_domain", "alias")])
def test_names_without_addresses(tmp_path: Path, check: str, role: str) -> None:
    states = [("nxdomain", "nxdomain", PASSED), ("nodata", "nodata", PASSED), ("servfail", "nodata", CANT_TELL)]
    for number, (a, aaaa, outcome) in enumerate(states):
        assert judge_one(check, seen(tmp_path / str(number), role, None, a, aaaa)).outcome is outcome


@pytest.mark.parametrize(("check", "role"), [("dns.old_domain", "old"), ("dns.main_domain", "alias")])
def test_what_keeps_names_from_being_judged(tmp_path: Path, check: str, role: str) -> None:
    lying = judge_one(check, seen(tmp_path / "1", role, page(), invented="found"))
    assert lying.outcome is CANT_TELL
    assert "不存在的域名" in lying.message
    assert judge_one(check, SnapshotBuilder(tmp_path / "2", site=OWN)).outcome is CANT_TELL
    assert judge_one(check, SnapshotBuilder(tmp_path / "3")).outcome is Outcome.INAPPLICABLE
    other = seen(tmp_path / "4", "other", page())
    assert judge(check, other) == []
