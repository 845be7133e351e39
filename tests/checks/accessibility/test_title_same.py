"""a11y.title_same: the titles of a whole site."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.judging import judge_one
from tests.support.snapshots import HOME, SnapshotBuilder


@pytest.mark.parametrize(
    ("titles", "outcome", "warned"),
    [
        (["云岭县人民政府"] * 12, "passed", True),
        (["云岭县人民政府"] * 8 + ["甲", "乙"], "passed", True),
        (["云岭县人民政府"] * 8 + ["甲", "乙", "丙", "丁"], "passed", False),
        ([""] * 12, "passed", False),
        (["云岭县人民政府"] * 5, "inapplicable", False),
        ([], "inapplicable", False),
    ],
)
def test_titles_of_a_site(tmp_path: Path, titles: list[str], outcome: str, warned: bool) -> None:
    builder = SnapshotBuilder(tmp_path)
    for number, title in enumerate(titles):
        builder.page(f"{HOME}{number}.html", f"<title>{title}</title><p>正文")
    found = judge_one("a11y.title_same", builder)
    assert (found.outcome, bool(found.warning)) == (outcome, warned)
    assert found.evidence
