"""Which inspection is interrupted, which ended last, and what each left."""

from sqlalchemy import Engine

from core.county import Register, Site
from core.finding import FindingState
from core.outcome import Outcome
from ledger.findings.actions import Act, FindingKey, waive
from ledger.findings.reconcile import Occasion, as_inspected
from ledger.findings.repository import load_findings, record_run
from ledger.run_history import finished_run, unfinished_run
from ledger.runs import SiteRun, begin_run, finish_run
from tests.ledger.moments import at, on
from tests.ledger.observations import SITE, link, site_run, unit_of

TOWN = Site("town.yunling-demo.gov.cn", "青石镇", "http://town.yunling-demo.gov.cn/")


def test_an_empty_ledger_has_no_runs(engine: Engine) -> None:
    assert unfinished_run(engine) is None
    assert finished_run(engine) is None
    assert finished_run(engine, "run-1") is None


def test_a_run_under_way_is_unfinished(engine: Engine) -> None:
    begin_run(engine, "run-1", "", at(1))
    found = unfinished_run(engine)
    assert found is not None
    assert (found.id, found.started, found.finished, found.sites, found.snapshots) == ("run-1", at(1), None, (), ())
    assert finished_run(engine) is None
    assert finished_run(engine, "run-1") is None


def test_an_interrupted_run_is_over_once_a_later_one_ended(engine: Engine) -> None:
    begin_run(engine, "run-1", "", at(1))
    begin_run(engine, "run-2", "", at(8))
    finish_run(engine, "run-2", at(8, 10))
    assert unfinished_run(engine) is None
    found = finished_run(engine)
    assert found is not None
    assert (found.id, found.finished) == ("run-2", at(8, 10))


def test_the_last_that_ended_is_found_behind_one_under_way(engine: Engine) -> None:
    for day, name in ((1, "run-1"), (8, "run-2")):
        begin_run(engine, name, "", at(day))
        finish_run(engine, name, at(day, 10))
    begin_run(engine, "run-3", "", at(15))
    last, named, under_way = finished_run(engine), finished_run(engine, "run-1"), unfinished_run(engine)
    assert last is not None
    assert named is not None
    assert under_way is not None
    assert (last.id, named.id, under_way.id) == ("run-2", "run-1", "run-3")


def test_runs_begun_in_the_same_second_have_one_order(engine: Engine) -> None:
    for name in ("run-b", "run-a"):
        begin_run(engine, name, "", at(1))
        finish_run(engine, name, at(1, 10))
    found = finished_run(engine)
    assert found is not None
    assert found.id == "run-b"


def test_sites_snapshots_and_what_was_missed(engine: Engine) -> None:
    begin_run(engine, "run-1", "", at(1))
    record_run(engine, site_run("run-1", 1), (), unit_of, on(1))
    missed = SiteRun("run-1", TOWN, "", at(2), "inconclusive", ("本次未能完成采集：磁盘已满",))
    record_run(engine, missed, (), unit_of, on(2))
    found = unfinished_run(engine)
    assert found is not None
    assert found.sites == (SITE, TOWN)
    assert found.snapshots == ("snapshots/run-1",)
    assert found.missed.keys() == {TOWN.key}
    assert found.missed[TOWN.key].at == at(2)
    assert found.missed[TOWN.key].reasons == ("本次未能完成采集：磁盘已满",)


def test_findings_as_an_earlier_inspection_left_them(engine: Engine) -> None:
    later = "http://www.yunling-demo.gov.cn/later.html"
    seen = {1: (link(Outcome.FAILED),), 8: (link(Outcome.PASSED), link(Outcome.FAILED, later))}
    for day, observations in seen.items():
        begin_run(engine, f"run-{day}", "", at(day))
        record_run(engine, site_run(f"run-{day}", day), observations, unit_of, on(day))
    now = load_findings(engine, SITE.key, on(8))
    (then,) = as_inspected(now, Occasion("run-1", SITE.key, at(1)), on(1))
    assert then.state is FindingState.CONFIRMED
    assert then.last_seen == at(1)
    assert as_inspected(now, Occasion("run-8", SITE.key, at(8)), on(8)) == now
    assert as_inspected(now, Occasion("run-0", SITE.key, at(1, 8)), on(1)) == ()


def test_two_inspections_within_one_second_are_told_apart_by_their_names(engine: Engine) -> None:
    later = "http://www.yunling-demo.gov.cn/later.html"
    seen = {"run-1": (link(Outcome.FAILED),), "run-2": (link(Outcome.PASSED), link(Outcome.FAILED, later))}
    for run, observations in seen.items():
        begin_run(engine, run, "", at(1))
        record_run(engine, site_run(run, 1), observations, unit_of, on(1))
    now = load_findings(engine, SITE.key, on(1))
    (then,) = as_inspected(now, Occasion("run-1", SITE.key, at(1)), on(1))
    assert then.subject == link(Outcome.FAILED).subject
    assert then.state is FindingState.CONFIRMED


def test_what_people_did_since_stays_in(engine: Engine) -> None:
    begin_run(engine, "run-1", "", at(1))
    record_run(engine, site_run("run-1", 1), (link(Outcome.FAILED),), unit_of, on(1))
    key = FindingKey(SITE.key, link(Outcome.FAILED).fingerprint)
    waive(engine, key, Act("李", at(2)), "历史专题", on(20))
    (found,) = as_inspected(load_findings(engine, SITE.key, on(1)), Occasion("run-1", SITE.key, at(1)), on(1))
    assert found.state is FindingState.WAIVED


def test_sites_stand_in_the_order_of_the_register_that_the_run_went_by(engine: Engine) -> None:
    register = Register("云岭县", sites=(TOWN, SITE))
    begin_run(engine, "run-1", "", at(1), register=register)
    for site in (SITE, TOWN):
        record_run(engine, SiteRun("run-1", site, "", at(1)), (), unit_of, on(1))
    finish_run(engine, "run-1", at(1, 10))
    found = finished_run(engine)
    assert found is not None
    assert (found.sites, found.register) == ((TOWN, SITE), register)
