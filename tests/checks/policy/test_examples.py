"""The example sites beside this file are documentation; here they are held to be true."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks import load_registry
from core.outcome import Observation, Outcome
from tests.support.examples import read_example, record_example
from tests.support.judging import judge

HERE = Path(__file__).parent
#: A ratio is nothing official: an office sets its own.
PARAMS = {"policy.coverage": {"least_percent": 60}}


def cases(kind: str) -> list[str]:
    return sorted(path.name for path in (HERE / kind).iterdir())


def run(tmp_path: Path, kind: str, name: str) -> list[Observation]:
    check = f"policy.{name}"
    return judge(check, record_example(tmp_path, read_example(HERE / kind / name)), PARAMS.get(check))


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
    family = {item.id.removeprefix("policy."): item for item in load_registry(()) if item.id.startswith("policy.")}
    # It judges one page at a time, and has its pages in test_repealed.py; forms of interpretation never fail.
    assert set(cases("good")) == set(family) - {"repealed"}
    assert set(cases("bad")) == set(family) - {"repealed", "kinds"}
    for item in family.values():
        assert all(part in item.help for part in ("是什么：", "为什么重要：", "如何整改："))
