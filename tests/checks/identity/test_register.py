"""identity.one_site, identity.needless_site and identity.code_tag: the site against the register."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from core.county import Site
from core.outcome import Outcome
from core.snapshot import PageKind
from tests.support.judging import judge_one
from tests.support.snapshots import HOME, SITE, SnapshotBuilder, facts_of

OTHER = "https://zt.yunling-demo.gov.cn/"


@pytest.mark.parametrize(
    ("siblings", "unit", "outcome"),
    [
        ([], "云岭县林业局", Outcome.PASSED),
        ([OTHER], "云岭县林业局", Outcome.FAILED),
        ([], "", Outcome.CANT_TELL),
    ],
)
def test_one_site(tmp_path: Path, siblings: list[str], unit: str, outcome: Outcome) -> None:
    builder = SnapshotBuilder(tmp_path, site=replace(SITE, unit=unit)).probe("register", HOME, {"siblings": siblings})
    found = judge_one("identity.one_site", builder)
    assert found.outcome is outcome
    assert all(one in found.message for one in siblings)
    assert found.evidence


def test_one_site_of_a_snapshot_that_does_not_know(tmp_path: Path) -> None:
    assert judge_one("identity.one_site", SnapshotBuilder(tmp_path)).outcome is Outcome.CANT_TELL


@pytest.mark.parametrize(
    ("name", "code", "outcome"),
    [
        ("云岭县人民政府", "5300990001", Outcome.PASSED),
        ("云岭县人民政府门户网站", "5300990001", Outcome.PASSED),
        ("云岭县人民政府办公室", "5300990001", Outcome.PASSED),
        ("云溪镇人民政府", "", Outcome.CANT_TELL),
        ("城关街道办事处", "5300990009", Outcome.CANT_TELL),
        ("云岭县教育局", "5300990002", Outcome.CANT_TELL),
        ("云岭市教育局", "5301000002", Outcome.INAPPLICABLE),
        ("云岭县教育局", "", Outcome.INAPPLICABLE),
        ("云岭旅游网", "5300990003", Outcome.PASSED),
    ],
)
def test_needless_site_without_a_word_on_its_approval(tmp_path: Path, name: str, code: str, outcome: Outcome) -> None:
    site = Site("x", name, HOME, id_code=code)
    assert judge_one("identity.needless_site", SnapshotBuilder(tmp_path, site=site)).outcome is outcome


@pytest.mark.parametrize(
    ("name", "approval", "outcome"),
    [
        ("云岭县教育局", "无", Outcome.FAILED),
        ("云溪镇人民政府", "无", Outcome.FAILED),
        ("云岭县教育局", "云政办函〔2018〕5号", Outcome.PASSED),
        ("云岭县人民政府", "无", Outcome.PASSED),
    ],
)
def test_needless_site_by_its_approval(tmp_path: Path, name: str, approval: str, outcome: Outcome) -> None:
    site = Site("x", name, HOME, id_code="5300990002", approval=approval)
    found = judge_one("identity.needless_site", SnapshotBuilder(tmp_path, site=site))
    assert found.outcome is outcome
    assert found.evidence


@pytest.mark.parametrize(
    ("tags", "outcome"),
    [
        (("5300990001",), Outcome.PASSED),
        ((" 5300990001 ",), Outcome.PASSED),
        (("5300990002",), Outcome.FAILED),
        (("", "5300990001"), Outcome.PASSED),
        (("{SiteIDCode}",), Outcome.INAPPLICABLE),
        ((), Outcome.INAPPLICABLE),
    ],
)
def test_code_tag(tmp_path: Path, tags: tuple[str, ...], outcome: Outcome) -> None:
    facts = facts_of("", meta={"siteidcode": tags} if tags else {})
    builder = SnapshotBuilder(tmp_path).page(HOME, kind=PageKind.HOME, facts=facts)
    assert judge_one("identity.code_tag", builder).outcome is outcome


def test_code_tag_without_home_or_registered_code(tmp_path: Path) -> None:
    assert judge_one("identity.code_tag", SnapshotBuilder(tmp_path / "a")).outcome is Outcome.CANT_TELL
    facts = facts_of("", meta={"siteidcode": ("5300990002",)})
    builder = SnapshotBuilder(tmp_path / "b", site=replace(SITE, id_code="")).page(
        HOME, kind=PageKind.HOME, facts=facts
    )
    assert judge_one("identity.code_tag", builder).outcome is Outcome.INAPPLICABLE
