"""interaction.unanswered: the line of three months, and every way not to know."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.outcome import Observation, Outcome
from tests.checks.interaction.support import BOARD, board, message, page
from tests.support.judging import judge

CHECK = "interaction.unanswered"
URL = BOARD + "a.html"


def run(folder: Path, **pages: str) -> dict[str, Observation]:
    return {item.subject: item for item in judge(CHECK, board(folder, **pages))}


@pytest.mark.parametrize("name", ["answered_table", "answered_blocks"])
def test_answered(tmp_path: Path, name: str) -> None:
    assert run(tmp_path, a=page(name))[URL].outcome is Outcome.PASSED


@pytest.mark.parametrize("name", ["open_status", "open_empty"])
def test_plainly_open(tmp_path: Path, name: str) -> None:
    found = run(tmp_path, a=page(name))[URL]
    assert found.outcome is Outcome.FAILED
    assert found.rounds == 1
    assert found.evidence


@pytest.mark.parametrize("name", ["no_answer", "unlabelled_answer", "script_answer"])
def test_not_to_be_told(tmp_path: Path, name: str) -> None:
    assert run(tmp_path, a=page(name))[URL].outcome is Outcome.CANT_TELL


@pytest.mark.parametrize(
    ("name", "outcome"),
    [("no_answer", Outcome.FAILED), ("unlabelled_answer", Outcome.CANT_TELL), ("script_answer", Outcome.CANT_TELL)],
)
def test_beside_answered_ones_absence_is_a_suspicion(tmp_path: Path, name: str, outcome: Outcome) -> None:
    found = run(tmp_path, a=page(name), b=message(), c=message("2026-10-09"), d=message("2026-10-08"))[URL]
    assert (found.outcome, found.rounds) == (outcome, 2 if outcome is Outcome.FAILED else 1)


@pytest.mark.parametrize(
    ("asked", "outcome"),
    [
        ("2026-08-22", Outcome.FAILED),
        ("2026-08-23", Outcome.PASSED),
        ("2026-11-23", Outcome.PASSED),
        ("2025-11-23", Outcome.FAILED),
    ],
)
def test_three_calendar_months(tmp_path: Path, asked: str, outcome: Outcome) -> None:
    assert run(tmp_path, a=message(asked, answer=None, more="<p>状态：未回复</p>"))[URL].outcome is outcome


@pytest.mark.parametrize("asked", ["2025-11-22", "2026-11-24"])
def test_outside_the_year_nothing_is_said(tmp_path: Path, asked: str) -> None:
    assert run(tmp_path, a=message(asked, answer=None, more="<p>状态：未回复</p>")) == {}


def test_warning_before_the_line(tmp_path: Path) -> None:
    found = run(tmp_path, a=message("2026-09-01", answer=None, more="<p>状态：办理中</p>"))[URL]
    assert found.outcome is Outcome.PASSED
    assert "还有 9 天" in found.warning


def test_a_list_that_says_so(tmp_path: Path) -> None:
    found = run(tmp_path, index=page("list_table"))
    assert found[BOARD + "1.html"].outcome is Outcome.FAILED
    assert found[BOARD + "2.html"].outcome is Outcome.PASSED


def test_an_answer_that_nothing_labels_behind_a_status_is_left_open(tmp_path: Path) -> None:
    more = "<p>状态：办理中</p><p>县交通运输局答复：您反映的问题已经处理，感谢您的关注。</p>"
    found = run(tmp_path, a=message("2026-06-01", answer=None, more=more))[URL]
    assert found.outcome is Outcome.CANT_TELL
