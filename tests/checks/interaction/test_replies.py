"""interaction.reply_time and interaction.reply_text."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.outcome import Observation, Outcome
from tests.checks.interaction.support import BOARD, board, message
from tests.support.judging import judge

URL = BOARD + "a.html"


def run(folder: Path, check: str, **pages: str) -> dict[str, Observation]:
    return {item.subject: item for item in judge(check, board(folder, **pages))}


@pytest.mark.parametrize(
    ("asked", "answered", "outcome"),
    [
        ("2026-11-02", "2026-11-09", Outcome.PASSED),
        ("2026-11-02", "2026-11-10", Outcome.FAILED),
        # The National Day holiday counts no working day.
        ("2026-09-30", "2026-10-09", Outcome.PASSED),
        ("2026-11-02", "2026-11-01", Outcome.CANT_TELL),
        ("2026-11-02", "", Outcome.CANT_TELL),
    ],
)
def test_working_days(tmp_path: Path, asked: str, answered: str, outcome: Outcome) -> None:
    found = run(tmp_path, "interaction.reply_time", a=message(asked, answered=answered))[URL]
    assert found.outcome is outcome, found.message


def test_open_ones_count_to_the_day(tmp_path: Path) -> None:
    html = message("2026-11-02", answer=None, more="<p>状态：待回复</p>")
    assert run(tmp_path, "interaction.reply_time", a=html)[URL].outcome is Outcome.FAILED


def test_complaints_have_other_limits(tmp_path: Path) -> None:
    html = message(answered="2026-11-20", more="<p>信件类型：投诉举报</p>")
    assert run(tmp_path, "interaction.reply_time", a=html) == {}


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("您好！来信收悉，感谢您对我们工作的关注，您的问题已转相关部门办理。", Outcome.FAILED),
        ("尊敬的网友：您好！您的留言我局已收悉，我们将尽快核实处理，感谢您的支持！祝您生活愉快。", Outcome.FAILED),
        ("感谢您的关注。经查，该路段属县道，计划 2027 年 3 月开工改造。", Outcome.PASSED),
        ("周一至周五上午九点到十一点半。", Outcome.PASSED),
        ("不收费，带身份证。", Outcome.PASSED),
    ],
)
def test_courtesies_alone(tmp_path: Path, answer: str, outcome: Outcome) -> None:
    found = run(tmp_path, "interaction.reply_text", a=message(answer=answer))[URL]
    assert found.outcome is outcome, found.message


def test_called_answered_but_empty(tmp_path: Path) -> None:
    html = message(answer="", more="<p>办理状态：已答复</p>")
    assert run(tmp_path, "interaction.reply_text", a=html)[URL].outcome is Outcome.FAILED


def test_not_answered_yet(tmp_path: Path) -> None:
    html = message(answer="暂无回复", answered="", more="<p>办理状态：处理中</p>")
    assert run(tmp_path, "interaction.reply_text", a=html)[URL].outcome is Outcome.INAPPLICABLE


def test_one_text_for_three_questions(tmp_path: Path) -> None:
    text = "请按照有关法律法规和政策规定，向业务主管单位提出书面申请。"
    asked = ("孩子转学要什么手续？", "宅基地如何审批？", "摆摊需要执照吗？")
    names = ("陈女士", "李先生", "王先生")
    pages = {
        key: message(question=one, answer=f"{name}您好：{text}")
        for key, one, name in zip("abc", asked, names, strict=True)
    }
    found = run(tmp_path, "interaction.reply_text", **pages, d=message(question="图书馆几点开门？"))
    assert [item.outcome for item in found.values()] == [Outcome.FAILED] * 3 + [Outcome.PASSED]
    assert "3 个不同的问题" in found[URL].message


def test_the_same_question_may_be_answered_alike(tmp_path: Path) -> None:
    found = run(tmp_path, "interaction.reply_text", a=message(), b=message("2026-11-03"), c=message("2026-11-04"))
    assert {item.outcome for item in found.values()} == {Outcome.PASSED}
