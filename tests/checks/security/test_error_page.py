from __future__ import annotations

from pathlib import Path

import pytest

from core.outcome import BY_PERSON, Outcome
from core.snapshot import PageKind, Verdict
from tests.checks.security.test_traces import JAVA
from tests.support.judging import judge, judge_one
from tests.support.snapshots import HOME, SnapshotBuilder

URL = HOME + "list.jsp"


@pytest.mark.parametrize(
    ("html", "kind", "outcome"),
    [
        (f"<pre>{JAVA}</pre>", PageKind.COLUMN, Outcome.FAILED),
        (f"<pre>{JAVA}</pre>", PageKind.ARTICLE, Outcome.CANT_TELL),
        ("<p>通知公告</p>", PageKind.COLUMN, Outcome.PASSED),
    ],
)
def test_pages(tmp_path: Path, html: str, kind: PageKind, outcome: Outcome) -> None:
    found = judge_one("security.stack_trace", SnapshotBuilder(tmp_path).page(URL, html, kind=kind))
    assert (found.outcome, found.rounds) == (outcome, BY_PERSON if outcome is Outcome.FAILED else 1)


def answered(folder: Path, html: str, *, internal: bool = True) -> SnapshotBuilder:
    builder = SnapshotBuilder(folder).resource(
        URL, Verdict.SERVER_ERROR, status=500, content_type="text/html", body=html.encode(), internal=internal
    )
    return builder.link(URL, internal=internal)


def test_error_answers(tmp_path: Path) -> None:
    (bad,) = judge("security.error_answer", answered(tmp_path / "1", f"<pre>{JAVA}"))
    assert (bad.outcome, bad.subject, bad.rounds) == (Outcome.FAILED, URL, BY_PERSON)
    assert bad.evidence[0].record_id
    for folder, builder in (
        ("2", answered(tmp_path / "2", "<h1>500</h1>")),
        ("3", answered(tmp_path / "3", f"<pre>{JAVA}", internal=False)),
    ):
        assert [item.outcome for item in judge("security.error_answer", builder)] == [Outcome.PASSED], folder


@pytest.mark.parametrize(("html", "outcomes"), [("<h1>500</h1>", ["passed"]), (f"<pre>{JAVA}", ["failed"])])
def test_an_address_suspected_before_is_looked_at_again(tmp_path: Path, html: str, outcomes: list[str]) -> None:
    builder = answered(tmp_path, html).watch("security.error_answer", URL, pages=(HOME,))
    found = [item.outcome.value for item in judge("security.error_answer", builder) if item.subject == URL]
    assert found == outcomes
