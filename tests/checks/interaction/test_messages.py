"""Reading messages from pages of several makes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from checks.interaction.labels import LABELS
from checks.interaction.message import Message
from checks.interaction.messages import messages
from checks.interaction.rows import rows_of
from checks.labelled import text_of
from core.snapshot import open_snapshot
from tests.checks.interaction.support import BOARD, board, page


def read(folder: Path, **pages: str) -> list[Message]:
    with open_snapshot(board(folder, **pages).seal()) as snapshot:
        return messages(snapshot)


def test_a_table_of_labels(tmp_path: Path) -> None:
    (found,) = read(tmp_path, a=page("answered_table"))
    assert (found.asked, found.answered) == (date(2026, 10, 12), date(2026, 10, 15))
    assert found.unit == "云岭县城市管理局"
    assert found.answer is not None
    assert found.answer.endswith("当晚恢复照明。"), "what the template prints behind is no answer"
    assert found.question.startswith("村口的路灯")


def test_blocks_with_the_unit_behind_the_answer(tmp_path: Path) -> None:
    (found,) = read(tmp_path, a=page("answered_blocks"))
    assert (found.asked, found.answered) == (date(2026, 9, 8), date(2026, 9, 11))
    assert found.unit == "云岭县人力资源和社会保障局"
    assert found.done


@pytest.mark.parametrize(
    ("name", "open_", "hint"),
    [
        ("open_status", True, False),
        ("open_empty", True, False),
        ("no_answer", False, False),
        ("unlabelled_answer", False, True),
        ("script_answer", False, True),
    ],
)
def test_messages_without_a_read_answer(tmp_path: Path, name: str, open_: bool, hint: bool) -> None:
    (found,) = read(tmp_path, a=page(name))
    assert not found.done
    assert (found.open, found.hint) == (open_, hint)


def test_rows_of_a_table(tmp_path: Path) -> None:
    found = read(tmp_path, index=page("list_table"))
    assert [(item.url, item.status, item.open) for item in found] == [
        (BOARD + "1.html", "待回复", True),
        (BOARD + "2.html", "已回复", False),
    ]
    assert found[0].unit == "交警大队"


def test_rows_of_boxes(tmp_path: Path) -> None:
    (found,) = read(tmp_path, index=page("list_boxes"))
    assert (found.url, found.answered) == (BOARD + "7.html", date(2026, 11, 5))


def test_a_page_of_its_own_goes_before_its_row(tmp_path: Path) -> None:
    rows = page("list_boxes").replace("/hd/7.html", "7.html").replace("2026-11-05", "")
    found = {item.url: item for item in read(tmp_path, **{"index": rows, "7": page("answered_table")})}
    assert found[BOARD + "7.html"].unit == "云岭县城市管理局"


def test_a_page_without_messages(tmp_path: Path) -> None:
    assert read(tmp_path, a="<html><body><p>留言须知：请文明留言。</p><form><input></form></body></html>") == []


@given(st.text(alphabet="<>divtrul/ =留言时间回复内容：:2026-11.\n", max_size=400))
def test_anything_is_read_without_error(html: str) -> None:
    dom = LexborHTMLParser(html)
    values = LABELS.values(text_of(dom))
    assert all(value.day is None or value.day.year >= 2000 for value in values)
    assert all(row.url.startswith("http") or not row.url for row in rows_of(dom, BOARD, LABELS))


def test_blanks_inside_labels_and_several_on_one_line() -> None:
    values = LABELS.values("留 言 时 间：2026-11-02　办理 状态：已办结 | 回　复　内　容：好的")
    assert [(value.kind, value.text) for value in values] == [
        ("asked", "2026-11-02"),
        ("status", "已办结 |"),
        ("answer", "好的"),
    ]
