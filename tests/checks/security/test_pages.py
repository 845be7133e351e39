"""The example pages are documentation; here they are held to be true, each by every check that reads pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.outcome import BY_PERSON, Outcome
from tests.checks.security.recording import ARTICLE, PAGES, examples, recorded
from tests.support.judging import judge_one

CHECKS = ("hidden_links", "words", "search_visitors")


def outcome_of(folder: Path, path: Path, check: str) -> Outcome:
    return judge_one(f"security.{check}", recorded(folder, {ARTICLE: path.read_text("utf-8")})).outcome


@pytest.mark.parametrize("path", [p for c in CHECKS for p in examples("bad", c)], ids=lambda path: path.stem)
def test_bad_pages_are_suspected_and_wait_for_a_person(tmp_path: Path, path: Path) -> None:
    check = path.stem.split("-")[0]
    found = judge_one(f"security.{check}", recorded(tmp_path, {ARTICLE: path.read_text("utf-8")}))
    assert (found.outcome, found.subject, found.rounds) == (Outcome.FAILED, ARTICLE, BY_PERSON), found.message
    assert found.message.startswith("疑似")
    assert found.message.endswith("请安排人员核实。")
    assert found.evidence[0].record_id
    assert found.evidence[0].excerpt
    assert found.sources


@pytest.mark.parametrize("path", [p for c in CHECKS for p in examples("good", c)], ids=lambda path: path.stem)
@pytest.mark.parametrize("check", CHECKS)
def test_good_pages_are_accused_by_none(tmp_path: Path, path: Path, check: str) -> None:
    assert outcome_of(tmp_path, path, check) is Outcome.PASSED


@pytest.mark.parametrize("path", [p for c in CHECKS for p in examples("unsure", c)], ids=lambda path: path.stem)
def test_unsure_pages_are_told_and_not_accused(tmp_path: Path, path: Path) -> None:
    assert outcome_of(tmp_path, path, path.stem.split("-")[0]) is Outcome.CANT_TELL


@pytest.mark.parametrize("check", CHECKS)
def test_every_check_has_pages_of_each_kind(check: str) -> None:
    assert all(examples(folder, check) for folder in ("good", "bad"))
    assert all(path.stem.split("-")[0] in CHECKS for path in PAGES.rglob("*.html"))
