"""Snapshots of a small message board."""

from __future__ import annotations

from pathlib import Path

from core.county import Column, ColumnCategory
from core.snapshot import PageKind
from tests.support.snapshots import HOME, SnapshotBuilder, facts_of

PAGES = Path(__file__).parent / "pages"
BOARD = HOME + "hd/"
COLUMNS = (Column("yunling", "咨询建言", BOARD, ColumnCategory.INTERACTION),)


def page(name: str) -> str:
    return (PAGES / f"{name}.html").read_text("utf-8")


def board(folder: Path, **pages: str) -> SnapshotBuilder:
    """A board whose pages are written as given, by name."""
    builder = SnapshotBuilder(folder, columns=COLUMNS)
    for name, html in pages.items():
        builder.page(f"{BOARD}{name}.html", html, kind=PageKind.ARTICLE, facts=facts_of(html))
    return builder


def message(
    asked: str = "2026-11-02",
    *,
    question: str = "请问怎么办理？",
    answer: str | None = "请到政务服务中心一楼办理，带身份证原件即可。",
    answered: str = "2026-11-04",
    more: str = "",
) -> str:
    """A message's page; `answer` None: without any place for one."""
    reply = "" if answer is None else f"<p>回复时间：{answered}</p><p>回复内容：{answer}</p>"
    return f"<html><body><p>留言时间：{asked}</p><p>留言内容：{question}</p>{more}{reply}</body></html>"
