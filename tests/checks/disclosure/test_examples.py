"""The example sites beside this file are documentation; here they are held to be true."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks import load_registry
from core.catalogue import CatalogueItem
from core.outcome import Observation, Outcome
from tests.support.examples import read_example, record_example
from tests.support.judging import judge

HERE = Path(__file__).parent
#: Looking back is asked for where the office says so.
PARAMS = {"disclosure.annual_report": {"review": 1}}


def cases(kind: str) -> list[str]:
    return sorted(path.name for path in (HERE / kind).iterdir())


PLAIN = (CatalogueItem("试点领域", "养老服务"), CatalogueItem("试点领域", "就业", columns=("就业创业",)))
SUBSIDY = CatalogueItem("补贴公开", "惠民惠农财政补贴", "耕地地力保护补贴", levels=("县", "乡", "村"))
#: What no catalogue names is only told.
ANY_SUBSIDY = CatalogueItem("补贴公开", "惠民惠农财政补贴", levels=("县", "乡", "村"))


def catalogue_of(kind: str, name: str) -> tuple[CatalogueItem, ...]:
    if name != "subsidy":
        return PLAIN
    return (ANY_SUBSIDY,) if kind == "unsure" else (SUBSIDY,)


def run(tmp_path: Path, kind: str, name: str) -> list[Observation]:
    check = f"disclosure.{name}"
    pages = read_example(HERE / kind / name)
    return judge(check, record_example(tmp_path, pages, catalogue=catalogue_of(kind, name)), PARAMS.get(check))


@pytest.mark.parametrize("name", cases("good"))
def test_good(tmp_path: Path, name: str) -> None:
    outcomes = {item.outcome for item in run(tmp_path, "good", name)}
    assert outcomes == {Outcome.PASSED}


@pytest.mark.parametrize("name", cases("bad"))
def test_bad(tmp_path: Path, name: str) -> None:
    failed = [item for item in run(tmp_path, "bad", name) if item.outcome is Outcome.FAILED]
    assert failed
    assert all(proof.record_id for item in failed for proof in item.evidence)
    assert all(item.evidence for item in failed)


@pytest.mark.parametrize("name", cases("unsure"))
def test_unsure(tmp_path: Path, name: str) -> None:
    outcomes = {item.outcome for item in run(tmp_path, "unsure", name)}
    assert Outcome.CANT_TELL in outcomes
    assert Outcome.FAILED not in outcomes


def test_every_check_has_its_examples_and_help() -> None:
    family = {
        item.id.removeprefix("disclosure."): item for item in load_registry(()) if item.id.startswith("disclosure.")
    }
    assert set(cases("good")) == set(cases("bad")) == set(cases("unsure")) == set(family)
    for item in family.values():
        assert all(part in item.help for part in ("是什么：", "为什么重要：", "如何整改："))
