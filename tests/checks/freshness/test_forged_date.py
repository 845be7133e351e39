"""fresh.forged_date: each clue, what is no clue, and sites that were moved."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from core.outcome import Observation, Outcome, Source
from core.snapshot import ArticleFacts, PageFacts, PageHistory, PageKind, Role, Verdict
from tests.checks.freshness.test_file_dates import office, pdf
from tests.support.judging import judge
from tests.support.snapshots import HOME, SnapshotBuilder

CHECK = "fresh.forged_date"
SHOWN = date(2026, 11, 10)
SEEN = date(2026, 11, 16)
OLD = "Mon, 02 Mar 2026 08:00:00 GMT"


def add(
    builder: SnapshotBuilder,
    name: str = "a",
    *,
    shown: date | None = SHOWN,
    url_day: date | None = None,
    history: PageHistory | None = None,
    modified: str = "",
) -> SnapshotBuilder:
    source = "label" if shown else ""
    facts = PageFacts(title=name, publish_day=shown, publish_source=source, article=ArticleFacts(url_day=url_day))
    headers = {"Last-Modified": modified} if modified else {}
    builder.page(f"{HOME}{name}.html", kind=PageKind.ARTICLE, facts=facts, headers=headers)
    return builder.history(f"{HOME}{name}.html", history) if history else builder


def outcome(builder: SnapshotBuilder) -> Observation:
    (found,) = judge(CHECK, builder)
    return found


@pytest.mark.parametrize(
    "history",
    [
        PageHistory(date(2026, 5, 1), None, (date(2026, 4, 30),)),
        PageHistory(date(2026, 5, 1), None, (date(2026, 4, 30), date(2026, 6, 1))),
    ],
)
def test_an_old_article_with_a_new_date(tmp_path: Path, history: PageHistory) -> None:
    found = outcome(add(SnapshotBuilder(tmp_path), history=history))
    assert found.outcome is Outcome.FAILED
    assert "以前采集时标注 2026-04-30，现标注 2026-11-10" in found.message
    assert found.evidence


def test_a_page_that_came_long_after_its_date(tmp_path: Path) -> None:
    found = outcome(
        add(SnapshotBuilder(tmp_path), shown=date(2026, 9, 1), history=PageHistory(SEEN, date(2026, 11, 9)))
    )
    assert found.outcome is Outcome.FAILED
    assert "2026-11-09 完整采集时还没有该页" in found.message


@pytest.mark.parametrize(
    "history",
    [
        None,
        PageHistory(SEEN),
        PageHistory(SEEN, date(2026, 11, 9)),
        PageHistory(SEEN, date(2026, 12, 9)),
        PageHistory(SEEN, None, (date(2026, 11, 8),)),
        PageHistory(SEEN, None, (date(2026, 11, 20),)),
    ],
)
def test_what_is_no_clue(tmp_path: Path, history: PageHistory | None) -> None:
    found = outcome(add(SnapshotBuilder(tmp_path), history=history, url_day=date(2026, 10, 25)))
    assert found.outcome is Outcome.PASSED


def test_a_weak_clue_alone_is_no_verdict_two_are_listed(tmp_path: Path) -> None:
    early = date(2026, 3, 2)
    assert outcome(add(SnapshotBuilder(tmp_path / "a"), url_day=early)).outcome is Outcome.CANT_TELL
    assert outcome(add(SnapshotBuilder(tmp_path / "b"), modified=OLD)).outcome is Outcome.CANT_TELL
    assert outcome(add(SnapshotBuilder(tmp_path / "c"), url_day=early, modified=OLD)).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "modified",
    ["Mon, 23 Nov 2026 00:00:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "yesterday", "-1", "Mon, 09 Nov 2026 20:00:00"],
)
def test_other_times_of_the_file_mean_nothing(tmp_path: Path, modified: str) -> None:
    assert outcome(add(SnapshotBuilder(tmp_path), modified=modified)).outcome is Outcome.PASSED


def test_a_migrated_site_forged_nothing(tmp_path: Path) -> None:
    builder = SnapshotBuilder(tmp_path)
    for number in range(8):
        add(builder, f"{number}", shown=date(2026, 11, 10 + number), url_day=date(2026, 1, 4), modified=OLD)
    found = judge(CHECK, builder)
    assert [(item.outcome, item.identity) for item in found[:2]] == [
        (Outcome.CANT_TELL, ("address",)),
        (Outcome.CANT_TELL, ("modified",)),
    ]
    assert {item.outcome for item in found[2:]} == {Outcome.PASSED}


@pytest.mark.parametrize("shown", [None, date(2025, 11, 22), date(2026, 11, 24)])
def test_articles_outside_the_window_are_not_looked_at(tmp_path: Path, shown: date | None) -> None:
    assert judge(CHECK, add(SnapshotBuilder(tmp_path), shown=shown, url_day=date(2020, 1, 1))) == []


def attached(builder: SnapshotBuilder, body: bytes, *, pages: tuple[str, ...] = ("a",)) -> SnapshotBuilder:
    samples = [Source(f"{HOME}{page}.html", "附件", "a") for page in pages]
    builder.link(HOME + "f.docx", Role.ATTACHMENT, samples=samples)
    return builder.resource(HOME + "f.docx", Verdict.OK, status=200, content_type="application/zip", body=body)


@pytest.mark.parametrize(
    ("made", "outcome_"),
    [("2026-10-02", Outcome.CANT_TELL), ("2026-10-01", Outcome.PASSED), ("2026-08-30", Outcome.PASSED)],
)
def test_an_attachment_made_later_alone_is_no_verdict(tmp_path: Path, made: str, outcome_: Outcome) -> None:
    for name, body in (("office", office(made)), ("pdf", pdf(made))):
        found = outcome(attached(add(SnapshotBuilder(tmp_path / name), shown=date(2026, 9, 1)), body))
        assert found.outcome is outcome_
        assert (made in found.message) is (outcome_ is Outcome.CANT_TELL)


@pytest.mark.parametrize(
    ("url_day", "outcome_"),
    [(date(2026, 10, 20), Outcome.FAILED), (date(2026, 1, 2), Outcome.CANT_TELL), (None, Outcome.CANT_TELL)],
)
def test_it_adds_to_an_address_that_is_later_too(tmp_path: Path, url_day: date | None, outcome_: Outcome) -> None:
    builder = add(SnapshotBuilder(tmp_path), shown=date(2026, 9, 1), url_day=url_day)
    assert outcome(attached(builder, office("2026-10-20"))).outcome is outcome_


def test_a_file_put_in_the_place_of_another_is_no_clue(tmp_path: Path) -> None:
    seen = PageHistory(date(2026, 9, 7))
    builder = add(SnapshotBuilder(tmp_path), shown=date(2026, 9, 1), history=seen)
    assert outcome(attached(builder, office("2026-10-20"))).outcome is Outcome.PASSED


def test_a_form_of_many_pages_is_no_articles_own(tmp_path: Path) -> None:
    builder = add(SnapshotBuilder(tmp_path), shown=date(2026, 9, 1))
    assert outcome(attached(builder, office("2026-10-20"), pages=("a", "b"))).outcome is Outcome.PASSED


def read_whole(builder: SnapshotBuilder, created: str, modified: str, kind: str = "office") -> SnapshotBuilder:
    kept = builder.exhibit(HOME + "f.docx", b"PK")
    record = [kept.file, kept.offset, kept.record_id]
    data = {"failure": "", "created": created, "modified": modified, "record": record}
    return builder.probe(kind, HOME + "f.docx", data)


@pytest.mark.parametrize("kind", ["pdf", "office"])
@pytest.mark.parametrize(
    ("created", "modified", "outcome_", "said"),
    [
        ("2026-10-20", "2026-10-21", Outcome.CANT_TELL, "创建日期为 2026-10-20"),
        ("2026-08-20", "2026-10-21", Outcome.CANT_TELL, "最后修改日期为 2026-10-21"),
        ("", "2026-10-21", Outcome.CANT_TELL, "最后修改日期为 2026-10-21"),
        ("2026-08-20", "2026-09-21", Outcome.PASSED, ""),
        ("", "", Outcome.PASSED, ""),
    ],
)
def test_what_a_file_that_was_read_whole_tells(
    tmp_path: Path, kind: str, created: str, modified: str, outcome_: Outcome, said: str
) -> None:
    builder = attached(add(SnapshotBuilder(tmp_path), shown=date(2026, 9, 1)), b"PK\x03\x04")
    found = outcome(read_whole(builder, created, modified, kind))
    assert found.outcome is outcome_
    assert said in found.message
    assert (HOME + "f.docx" in {proof.url for proof in found.evidence}) is bool(said)


def test_a_file_changed_later_adds_to_nothing(tmp_path: Path) -> None:
    builder = add(SnapshotBuilder(tmp_path), shown=date(2026, 9, 1), url_day=date(2026, 10, 20))
    found = outcome(read_whole(attached(builder, b"PK\x03\x04"), "2026-08-20", "2026-10-21"))
    assert found.outcome is Outcome.CANT_TELL
