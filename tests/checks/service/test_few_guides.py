"""service.few_guides: a site with fewer than five guides, all of them poor."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.outcome import Outcome, Source
from core.snapshot import PageKind
from tests.checks.service.test_guide import COLUMNS, PAGES
from tests.support.judging import judge_one
from tests.support.snapshots import HOME, SnapshotBuilder, facts_of

POOR, FAIR = "bad/four_missing", "bad/one_empty"


def site(folder: Path, *names: str) -> SnapshotBuilder:
    builder = SnapshotBuilder(folder, columns=COLUMNS).page(HOME, "<p>云岭县</p>", kind=PageKind.HOME)
    for number, name in enumerate(names):
        html = (PAGES / f"{name}.html").read_text("utf-8")
        builder.page(f"{HOME}bsfw/{number}.html", html, kind=PageKind.ARTICLE, facts=facts_of(html))
    return builder


@pytest.mark.parametrize(
    ("names", "outcome"),
    [
        ([], Outcome.INAPPLICABLE),
        ([POOR], Outcome.FAILED),
        ([POOR] * 4, Outcome.FAILED),
        ([POOR] * 3 + [FAIR], Outcome.PASSED),
        ([POOR] * 5, Outcome.PASSED),
    ],
)
def test_every_one_of_fewer_than_five(tmp_path: Path, names: list[str], outcome: Outcome) -> None:
    found = judge_one("service.few_guides", site(tmp_path, *names))
    assert found.outcome is outcome
    assert found.evidence


def test_further_guides_may_be_elsewhere(tmp_path: Path) -> None:
    named = site(tmp_path / "a", POOR).link("https://fw.demo.gov.cn/", samples=[Source(HOME, "政务服务网", "a")])
    assert judge_one("service.few_guides", named).outcome is Outcome.CANT_TELL
    plain = site(tmp_path / "b", POOR).link("https://www.demo.gov.cn/", samples=[Source(HOME, "省政府", "a")])
    assert judge_one("service.few_guides", plain).outcome is Outcome.FAILED
    gap = site(tmp_path / "c", POOR).gap("page_cap", HOME + "y.html")
    assert judge_one("service.few_guides", gap).outcome is Outcome.CANT_TELL


@pytest.mark.parametrize("name", ["picture", "script"])
def test_a_guide_that_may_be_whole_is_no_poor_one(tmp_path: Path, name: str) -> None:
    assert judge_one("service.few_guides", site(tmp_path, POOR, f"unsure/{name}")).outcome is Outcome.CANT_TELL
