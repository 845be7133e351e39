"""service.forms and service.provided."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.county import Column, ColumnCategory
from core.outcome import Outcome, Source
from core.snapshot import PageKind, Verdict
from tests.support.judging import judge, judge_one
from tests.support.snapshots import HOME, SnapshotBuilder, facts_of

COLUMNS = (Column("yunling", "办事服务", HOME + "bsfw/", ColumnCategory.SERVICES),)
URL = HOME + "bsfw/1.html"
FORM = HOME + "bsfw/biao.docx"
GUIDE = (
    "<html><head><title>残疾人证办事指南</title></head><body><p>办理材料：<a href='biao.docx'>申请表</a></p>"
    "<p>申请条件：本县户籍</p><a href='javascript:down(3)'>表格下载</a><a href='http://[x'>样表</a></body></html>"
)


def guide(folder: Path, html: str = GUIDE) -> SnapshotBuilder:
    builder = SnapshotBuilder(folder, columns=COLUMNS)
    return builder.page(URL, html, kind=PageKind.ARTICLE, facts=facts_of(html))


@pytest.mark.parametrize(
    ("verdict", "outcome", "rounds"),
    [
        (Verdict.OK, Outcome.PASSED, 1),
        (Verdict.DEAD, Outcome.FAILED, 1),
        (Verdict.WRONG_TYPE, Outcome.FAILED, 1),
        (Verdict.TIMEOUT, Outcome.FAILED, 2),
        (Verdict.BLOCKED, Outcome.CANT_TELL, 1),
    ],
)
def test_downloads(tmp_path: Path, verdict: Verdict, outcome: Outcome, rounds: int) -> None:
    found = judge_one("service.forms", guide(tmp_path).resource(FORM, verdict, status=200))
    assert (found.outcome, found.rounds) == (outcome, rounds)
    assert found.evidence


def test_what_was_not_asked_for_is_not_known(tmp_path: Path) -> None:
    assert judge_one("service.forms", guide(tmp_path)).outcome is Outcome.CANT_TELL


def test_a_guide_without_forms(tmp_path: Path) -> None:
    html = GUIDE.replace("<a href='biao.docx'>申请表</a>", "身份证").replace("http://[x", "#").replace("样表", "返回")
    assert judge("service.forms", guide(tmp_path, html)) == []


@pytest.mark.parametrize(("text", "outcome"), [("网上办事", Outcome.PASSED), ("服务动态", Outcome.FAILED)])
def test_provided(tmp_path: Path, text: str, outcome: Outcome) -> None:
    home = "<html><body><p>云岭县</p></body></html>"
    builder = SnapshotBuilder(tmp_path).page(HOME, home, kind=PageKind.HOME, facts=facts_of(home))
    builder.link(HOME + "x/", samples=[Source(HOME, text, "a")]).resource(HOME + "x/", status=200)
    assert judge_one("service.provided", builder).outcome is outcome
