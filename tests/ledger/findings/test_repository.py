"""Findings stored: once per run, per site, with the next crawl's watches."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine, func, select

from core.county import Site
from core.errors import LedgerError
from core.finding import Change, FindingState
from core.outcome import Outcome, Source, SubjectKind
from core.snapshot import Watch
from indicators.model import Assessment, Conclusion
from ledger import tables
from ledger.database import reading
from ledger.findings.actions import Act, FindingKey, waive
from ledger.findings.repository import load_findings, open_watches, record_run
from ledger.register.store import load_register
from ledger.runs import begin_run, finish_run, past_runs, record_assessment
from tests.ledger.moments import at, on
from tests.ledger.observations import PAGE, SITE, TARGET, link, site_run, unit_of

FAILED, PASSED = Outcome.FAILED, Outcome.PASSED
PRINT = link(FAILED).fingerprint
TODAY = on(31)


def record(engine: Engine, run: str, day: int, *outcomes: Outcome, site: Site = SITE, sanity: str = "ok") -> Change:
    begin_run(engine, run, "2026年第10周", at(day))
    observations = [link(outcome) for outcome in outcomes]
    return record_run(engine, site_run(run, day, site, sanity), observations, unit_of, TODAY)


def test_recording_twice_changes_nothing(engine: Engine) -> None:
    assert record(engine, "a", 1, FAILED) == Change(new=(PRINT,))
    before = load_findings(engine, SITE.key, TODAY)
    assert record(engine, "a", 1, PASSED) == Change(new=(PRINT,))
    assert load_findings(engine, SITE.key, TODAY) == before
    with reading(engine) as connection:
        assert connection.execute(select(func.count()).select_from(tables.finding_event)).scalar() == 1


def test_what_was_gathered_apart_moves_findings_of_an_unsound_crawl(engine: Engine) -> None:
    begin_run(engine, "a", "2026年第10周", at(1))
    seen = [link(FAILED), replace(link(FAILED), check="avail.home")]
    change = record_run(engine, site_run("a", 1, SITE, "inconclusive"), seen, unit_of, TODAY, {"avail.home"})
    assert change == Change(new=(seen[1].fingerprint,))


def test_a_finding_through_several_runs(engine: Engine) -> None:
    for day, outcome in enumerate([FAILED, Outcome.CANT_TELL, PASSED, FAILED], start=1):
        record(engine, f"run-{day}", day, outcome)
    (finding,) = load_findings(engine, SITE.key, TODAY)
    assert (finding.state, finding.reopened, len(finding.events)) == (FindingState.CONFIRMED, 1, 3)
    assert (finding.first_seen, finding.last_seen) == (at(1), at(4))


def test_what_is_fixed_on_one_site_is_not_fixed_on_another(engine: Engine) -> None:
    other = replace(SITE, key="0000000002")
    record(engine, "a", 1, FAILED)
    record(engine, "a", 1, FAILED, site=other)
    record(engine, "b", 2, PASSED)
    assert load_findings(engine, SITE.key, TODAY)[0].state is FindingState.VERIFIED_FIXED
    assert load_findings(engine, other.key, TODAY)[0].state is FindingState.CONFIRMED


def test_what_only_a_browser_saw_is_asked_again_as_that(engine: Engine) -> None:
    begin_run(engine, "a", "2026年第10周", at(1))
    seen = replace(link(FAILED), sources=(Source(PAGE, "专题", "browser:a"),))
    record_run(engine, site_run("a", 1, SITE, "ok"), [seen], unit_of, TODAY)
    (watch,) = open_watches(engine, SITE.key, TODAY)
    assert (watch.pages, watch.browser) == ((PAGE,), True)


def test_a_crawl_that_failed_moves_nothing(engine: Engine) -> None:
    record(engine, "a", 1, FAILED)
    assert record(engine, "b", 2, PASSED, sanity="inconclusive") == Change()
    assert load_findings(engine, SITE.key, TODAY)[0].state is FindingState.CONFIRMED


def test_watches_are_what_is_open_or_waived(engine: Engine) -> None:
    record(engine, "a", 1, FAILED)
    watch = Watch("link.dead", TARGET, "link", (), (PAGE,), seen_on=2)
    assert open_watches(engine, SITE.key, TODAY) == (watch,)
    waive(engine, FindingKey(SITE.key, PRINT), Act("office", at(2)), "迁移中", on(20))
    assert open_watches(engine, SITE.key, on(20)) == (watch,)
    record(engine, "b", 3, PASSED)
    assert open_watches(engine, SITE.key, TODAY) == ()


def test_a_watch_without_sources_asks_the_subject(engine: Engine) -> None:
    begin_run(engine, "a", "", at(1))
    page = replace(link(FAILED), kind=SubjectKind.PAGE, sources=())
    host = replace(page, check="ipv6.aaaa", subject="www.yunling-demo.gov.cn", kind=SubjectKind.SITE)
    record_run(engine, site_run("a", 1), [page, host], unit_of, TODAY)
    pages = {watch.subject: watch.pages for watch in open_watches(engine, SITE.key, TODAY)}
    assert pages == {TARGET: (TARGET,), "www.yunling-demo.gov.cn": ()}


def test_a_site_inspected_by_address_is_not_registered_by_that(engine: Engine) -> None:
    record(engine, "a", 1, FAILED)
    assert load_register(engine).sites == ()


def test_runs_keep_what_judged(engine: Engine) -> None:
    assert begin_run(engine, "a", "2026年第10周", at(1), {"xunjian": "0.1.0"})
    assert not begin_run(engine, "a", "2026年第10周", at(1))
    record(engine, "a", 1, FAILED)
    record(engine, "b", 8, PASSED)
    record_assessment(engine, "a", SITE.key, Assessment("county", 3, Conclusion.UNQUALIFIED, ()))
    finish_run(engine, "a", at(1, 10))
    newest, oldest = past_runs(engine, SITE.key)
    assert (newest.run, newest.conclusion, newest.version, newest.change.fixed) == ("b", "", None, (PRINT,))
    assert (oldest.conclusion, oldest.table, oldest.version) == ("不合格", "county", 3)
    assert [past.run for past in past_runs(engine, SITE.key, limit=1)] == ["b"]


def test_unknown_runs_are_said_plainly(engine: Engine) -> None:
    with pytest.raises(LedgerError, match="没有编号为 x"):
        finish_run(engine, "x", at(1))
    with pytest.raises(LedgerError, match="没有网站"):
        record_assessment(engine, "x", "y", Assessment("county", 3, Conclusion.QUALIFIED, ()))
