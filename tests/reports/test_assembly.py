"""How one site's results become the lines that the documents show."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from checks import load_registry
from core.county import Column
from core.finding import Change, Finding, FindingState
from core.outcome import Observation, Outcome, Source, SubjectKind
from core.snapshot import Sanity
from indicators import load_tables
from ledger.findings.data import observation_data
from reports.assembly import SiteResult, is_notable, merge_changes, site_reports
from reports.model import SiteReport
from tests.reports.factory import FINISHED, PORTAL, SCHOOLS, assessment

REGISTRY = load_registry(())
TABLE = load_tables()["2019-19-website"]
NEWS = Column(PORTAL.key, "要闻动态", f"{PORTAL.home}ywdt/index.html")


def seen(name: str = "gone", check: str = "link.dead", **changes: object) -> Observation:
    subject = f"{PORTAL.home}{name}.html"
    made = Observation(check, subject, SubjectKind.LINK, Outcome.FAILED, f"{name} 打不开。")
    return replace(made, **changes)  # type: ignore[arg-type]


def followed(observation: Observation, state: FindingState = FindingState.CONFIRMED, unit: str = "县政府办") -> Finding:
    return Finding(
        observation.fingerprint,
        observation.check,
        observation.subject,
        observation.kind,
        observation.identity,
        PORTAL.key,
        unit,
        state,
        FINISHED - timedelta(days=7),
        FINISHED,
        data=observation_data(replace(observation, message="上次所见。")),
    )


def result(notable: tuple[Observation, ...] = (), findings: tuple[Finding, ...] = (), **changes: object) -> SiteResult:
    base = SiteResult(
        PORTAL, (NEWS,), "s", FINISHED, Sanity(), {}, {}, notable, findings, Change(), assessment(), (), True
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def report(given: SiteResult) -> SiteReport:
    (arranged,) = site_reports([given], REGISTRY, TABLE)
    return arranged


@pytest.mark.parametrize(
    ("kind", "status"),
    [("new", "新发现"), ("still", "仍存在"), ("reopened", "再次出现"), ("", "仍存在")],
)
def test_status_of_what_was_seen(kind: str, status: str) -> None:
    item = seen()
    change = Change(**{kind: (item.fingerprint,)}) if kind else Change()
    (line,) = report(result((item,), (followed(item),), change=change)).problems
    assert line.status == status
    assert line.observation is item


@pytest.mark.parametrize("state", [FindingState.CONFIRMED, FindingState.NOTIFIED, FindingState.REPORTED_FIXED])
def test_an_open_problem_not_looked_at_again_stays_open(state: FindingState) -> None:
    (line,) = report(result((), (followed(seen(), state),))).problems
    assert line.status == "本次未能复核"
    assert line.observation.message == "上次所见。"


def test_an_unsound_crawl_is_no_news_of_any_problem() -> None:
    item = seen()
    warned = seen("soon", outcome=Outcome.PASSED, warning="快到期限。")
    unsound = report(result((item, warned), (followed(item),), sanity=Sanity("inconclusive", ("首页被拦截",))))
    (line,) = unsound.problems
    assert line.status == "本次未能复核"
    assert line.observation.message == "上次所见。"
    assert unsound.warnings == ()


def test_suspicions_and_waivers_stand_apart() -> None:
    slow, old, wrong, fixed = (seen(name) for name in ("slow", "old", "wrong", "fixed"))
    arranged = report(
        result(
            (slow, old, wrong),
            (
                followed(slow, FindingState.SUSPECTED),
                followed(old, FindingState.WAIVED),
                followed(wrong, FindingState.DISMISSED),
                followed(fixed, FindingState.VERIFIED_FIXED),
            ),
            change=Change(fixed=(fixed.fingerprint,)),
        )
    )
    assert arranged.problems == ()
    assert [line.status for line in arranged.suspected] == ["疑似"]
    assert [line.finding.subject for line in arranged.waived] == [old.subject]
    assert [item.subject for item in arranged.fixed] == [fixed.subject]


def test_what_was_fixed_long_ago_is_not_told_again() -> None:
    assert report(result((), (followed(seen(), FindingState.VERIFIED_FIXED),))).fixed == ()


def test_numbers_run_through_all_sites() -> None:
    items = [seen(name) for name in ("a", "b", "c")]
    first = result(tuple(items[:2]), tuple(followed(item) for item in items[:2]))
    second = result((items[2],), (followed(items[2]),), site=SCHOOLS)
    reports = site_reports([first, second], REGISTRY, TABLE)
    assert [line.number for arranged in reports for line in arranged.problems] == [1, 2, 3]


def test_order_is_unit_then_rank_in_the_table_then_subject() -> None:
    column = seen("list", "fresh.column", kind=SubjectKind.COLUMN)
    late, early, unknown = seen("b"), seen("a"), seen("x", "third.party")
    other = seen("z")
    findings = (*map(followed, (unknown, late, early, column)), followed(other, unit="县水务局"))
    lines = report(result((), findings[::-1])).problems
    own = [line.finding.subject for line in lines if line.unit == "县政府办"]
    assert own == [item.subject for item in (column, early, late, unknown)]
    assert [line.unit for line in lines] == sorted(line.unit for line in lines)
    assert lines[-1].finding.subject == other.subject or lines[0].finding.subject == other.subject


def test_what_no_table_and_no_registry_knows_is_named_by_its_id() -> None:
    (line,) = report(result((), (followed(seen(check="third.party"), unit=""),))).problems
    assert (line.title, line.indicator, line.unit) == ("third.party", "其他", "（未登记责任单位）")
    assert line.rank > 0


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"sources": (Source(f"{PORTAL.home}ywdt/1.html"),)}, "要闻动态"),
        ({"sources": (Source(f"{PORTAL.home}other/1.html"),)}, ""),
        ({"kind": SubjectKind.PAGE, "subject": f"{PORTAL.home}ywdt/2.html"}, "要闻动态"),
        ({"kind": SubjectKind.COLUMN, "subject": NEWS.url}, "要闻动态"),
        ({"kind": SubjectKind.SITE, "subject": f"{PORTAL.home}ywdt/"}, ""),
    ],
)
def test_the_column_a_problem_lies_in(changes: dict[str, object], name: str) -> None:
    item = seen(**changes)  # type: ignore[arg-type]
    (line,) = report(result((item,), (followed(item),))).problems
    assert line.column == name


def test_unmeasured_is_grouped_by_check_and_reason_most_frequent_first() -> None:
    reasons = ["拒绝检查"] * 3 + ["需要登录"] * 2 + ["没有答复", "文件过大", "未检查"]
    silent = tuple(seen(str(number), outcome=Outcome.CANT_TELL, message=words) for number, words in enumerate(reasons))
    untested = seen("u", "third.party", outcome=Outcome.UNTESTED, message="缺少探测。")
    assert report(result((*silent, untested))).unmeasured == (
        ("站内错链断链", "拒绝检查（3 项）；需要登录（2 项）；文件过大；另有 2 项"),
        ("third.party", "缺少探测。"),
    )


def test_only_passes_that_warn_are_warnings() -> None:
    warned = seen("soon", outcome=Outcome.PASSED, warning="快到期限。")
    assert report(result((warned, seen("other", warning="也坏了。")))).warnings == (warned,)


@pytest.mark.parametrize(
    ("outcome", "warning", "shown"),
    [
        (Outcome.FAILED, "", True),
        (Outcome.CANT_TELL, "", True),
        (Outcome.UNTESTED, "", True),
        (Outcome.PASSED, "", False),
        (Outcome.PASSED, "快到期限。", True),
        (Outcome.INAPPLICABLE, "", False),
    ],
)
def test_what_is_notable(outcome: Outcome, warning: str, shown: bool) -> None:
    assert is_notable(seen(outcome=outcome, warning=warning)) is shown


def test_changes_are_merged_in_order() -> None:
    merged = merge_changes(iter([Change(("a",), ("b",)), Change(("c",), (), ("d",), ("e",))]))
    assert merged == Change(("a", "c"), ("b",), ("d",), ("e",))
