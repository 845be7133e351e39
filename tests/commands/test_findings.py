"""`findings`: numbers, the acts, and what each leaves in the audit trail."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from commands.exits import Exit
from core.clock import beijing_now
from core.county import Site
from core.finding import Finding, FindingState
from core.outcome import Observation, Outcome, fingerprint
from ledger.audit import AuditRow, read_audit
from ledger.database import open_database
from ledger.findings.repository import load_findings, record_run
from ledger.runs import SiteRun, begin_run, finish_run
from tests.commands.conftest import Run
from tests.ledger.observations import SITE, TARGET, link, unit_of

TOWN = Site("town.yunling-demo.gov.cn", "青石镇", "http://town.yunling-demo.gov.cn/", unit="青石镇人民政府")
SLOW = "http://www.yunling-demo.gov.cn/slow.html"
NUMBER = fingerprint("link.dead", TARGET, ())
NOW = beijing_now()
UNTIL = (NOW.date() + timedelta(days=30)).isoformat()


@pytest.fixture(autouse=True)
def ledger(working_folder: Path) -> str:
    """The portal has one confirmed and one suspected problem; the town the same dead link, seen a run earlier."""
    url = f"sqlite:///{working_folder / 'xunjian-data' / 'xunjian.db'}"
    inspected(url, "run-1", 3, TOWN, link(Outcome.FAILED))
    inspected(url, "run-2", 1, SITE, link(Outcome.FAILED), link(Outcome.FAILED, SLOW, rounds=2))
    return url


def inspected(url: str, run: str, days: int, site: Site, *seen: Observation) -> None:
    engine, moment = open_database(url), NOW - timedelta(days=days)
    begin_run(engine, run, run, moment)
    record_run(engine, SiteRun(run, site, f"snapshots/{run}", moment), seen, unit_of, moment.date())
    finish_run(engine, run, moment)
    engine.dispose()


def standing(url: str, site: Site = SITE, number: str = NUMBER) -> Finding:
    engine = open_database(url)
    found = load_findings(engine, site.key, NOW.date())
    engine.dispose()
    return next(item for item in found if item.fingerprint == number)


def audit(url: str) -> list[AuditRow]:
    engine = open_database(url)
    rows = read_audit(engine)
    engine.dispose()
    return rows


def test_list_shows_open_problems(xunjian: Run) -> None:
    result = xunjian("findings", "list")
    assert result.exit_code == Exit.FINE
    lines = [line for line in result.stdout.splitlines() if NUMBER[:12] in line]
    assert len(lines) == 2
    assert "confirmed" in lines[0]
    assert "站内错链断链" in lines[0]
    assert "suspected" in result.stdout
    assert "3 problems" in result.stderr


@pytest.mark.parametrize(
    ("options", "count"),
    [
        ((), 3),
        (("--site", TOWN.key), 1),
        (("--site", "青石镇"), 1),
        (("--site", "www.yunling-demo.gov.cn"), 2),
        (("--state", "suspected"), 1),
        (("--state", "confirmed"), 2),
        (("--state", "waived"), 0),
        (("--state", "all"), 3),
        (("--unit", "县政府"), 3),
        (("--unit", "水务局"), 0),
    ],
)
def test_list_narrows(xunjian: Run, options: tuple[str, ...], count: int) -> None:
    found = json.loads(xunjian("findings", "list", "--format", "json", *options).stdout)
    assert len(found) == count


def test_json_names_everything_a_program_needs(xunjian: Run) -> None:
    (found,) = json.loads(xunjian("findings", "list", "--format", "json", "--site", TOWN.key).stdout)
    assert found["fingerprint"] == NUMBER
    assert found["site"] == TOWN.key
    assert found["state"] == "confirmed"
    assert found["message"] == "链接打不开。"
    assert found["due"] is None


def test_show_tells_evidence_places_and_history(xunjian: Run) -> None:
    text = xunjian("findings", "show", NUMBER[:6], "--site", SITE.key).stdout
    for words in (NUMBER, TARGET, "crawl.warc.gz", "旧闻", "seen by an inspection", "run-2", "链接打不开。"):
        assert words in text


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (NUMBER[:5], "6 位以上"),
        ("%%%%%%", "6 位以上"),
        ("zzzzzz", "6 位以上"),
        ("0" * 12, "没有编号以 000000000000 开头的问题"),
        (NUMBER[:8], "--site"),
    ],
)
def test_a_number_that_names_no_single_problem(xunjian: Run, number: str, said: str) -> None:
    result = xunjian("findings", "show", number)
    assert result.exit_code == Exit.ERROR
    assert said in result.stderr


def test_candidates_are_named(xunjian: Run, ledger: str) -> None:
    assert f"{NUMBER[:16]}（{TOWN.key}）" in xunjian("findings", "show", NUMBER).stderr
    wrong = NUMBER[:6] + ("0" if NUMBER[6] != "0" else "1") * 6
    assert NUMBER[:16] in xunjian("findings", "show", wrong).stderr
    assert TOWN.key in xunjian("findings", "list", "--site", "nobody").stderr


def test_several_problems_of_one_beginning_are_named(xunjian: Run, ledger: str) -> None:
    named: dict[str, str] = {}
    for count in range(100_000):
        target = f"http://www.yunling-demo.gov.cn/{count}"
        number = fingerprint("link.dead", target, ())
        if number[:6] in named:
            break
        named[number[:6]] = target
    inspected(ledger, "run-3", 0, SITE, *(link(Outcome.FAILED, item) for item in (named[number[:6]], target)))
    said = xunjian("findings", "show", number[:6]).stderr
    assert "多写几位" in said
    assert number[:16] in said


def test_notify_asks_and_records_what_the_last_inspection_confirmed(xunjian: Run, ledger: str) -> None:
    refused = xunjian("findings", "notify", input="n\n")
    assert refused.exit_code == Exit.INTERRUPTED
    assert standing(ledger).state is FindingState.CONFIRMED
    assert not audit(ledger)
    done = xunjian("findings", "notify", "--by", "李科", input="y\n")
    assert done.exit_code == Exit.FINE
    assert "confirmed → notified" in done.stdout
    finding = standing(ledger)
    assert finding.state is FindingState.NOTIFIED
    assert finding.due is not None
    assert finding.due > NOW.date()
    # Seen by an earlier inspection only, and merely suspected: neither is in the last one's notice.
    assert standing(ledger, TOWN).state is FindingState.CONFIRMED
    assert standing(ledger, number=fingerprint("link.dead", SLOW, ())).state is FindingState.SUSPECTED
    (row,) = audit(ledger)
    assert (row.actor, row.action, row.subject) == ("李科", "finding.notified", NUMBER)


def test_notify_again_finds_nothing_waiting(xunjian: Run) -> None:
    xunjian("findings", "notify", "--yes")
    again = xunjian("findings", "notify", "--yes")
    assert again.exit_code == Exit.FINE
    assert "No confirmed problem" in again.stdout


def test_notify_of_an_earlier_run_and_of_named_numbers(xunjian: Run, ledger: str) -> None:
    assert xunjian("findings", "notify", "--run", "run-1", "--yes", "--due", UNTIL).exit_code == Exit.FINE
    assert standing(ledger, TOWN).due is not None
    assert xunjian("findings", "notify", NUMBER[:8], "--site", SITE.key, "--due", UNTIL, "--yes").exit_code == 0
    assert str(standing(ledger).due) == UNTIL


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("notify", NUMBER[:8], "--run", "run-1"), "not both"),
        (("notify", "--run", "run-9"), "No such finished inspection"),
        (("notify", "--due", "2020-01-01", "--yes"), "早于办理当天"),
        (("notify", fingerprint("link.dead", SLOW, ()), "--yes"), "疑似"),
        (("waive", NUMBER[:8], "--site", SITE.key, "--reason", " ", "--until", UNTIL), "请填写理由"),
        (("waive", NUMBER[:8], "--site", SITE.key, "--reason", "旧", "--until", "2999-01-01"), "最长一年"),
        (("withdraw", NUMBER[:8], "--site", SITE.key, "--reason", "误"), "不能执行"),
        (("fixed", NUMBER[:8], "--site", SITE.key, "--by", " "), "--by must not be empty"),
    ],
)
def test_what_is_refused_changes_nothing(xunjian: Run, ledger: str, arguments: tuple[str, ...], said: str) -> None:
    result = xunjian("findings", *arguments)
    assert result.exit_code == Exit.ERROR
    assert said in result.stderr
    assert not audit(ledger)
    assert standing(ledger).state is FindingState.CONFIRMED


def test_a_person_confirms_a_suspicion(xunjian: Run, ledger: str) -> None:
    slow = fingerprint("link.dead", SLOW, ())
    result = xunjian("findings", "confirm", slow, "--reason", "已核实", "--by", "王科")
    assert "to be looked at again → confirmed" in result.stdout
    assert standing(ledger, number=slow).state is FindingState.CONFIRMED
    assert [(row.action, row.actor) for row in audit(ledger)] == [("finding.confirmed", "王科")]


def test_the_acts_tell_the_new_state(xunjian: Run, ledger: str) -> None:
    here = (NUMBER[:6], "--site", SITE.key, "--by", "王科")
    steps = (
        (("fixed", *here, "--note", "已改"), "confirmed → reported fixed"),
        (("waive", *here, "--reason", "历史专题", "--until", UNTIL), "→ waived"),
        (("withdraw", *here, "--reason", "不再需要"), "waived → reported fixed"),
        (("dismiss", *here, "--reason", "误报"), "→ dismissed"),
        (("withdraw", *here, "--reason", "重新核实"), "dismissed, no problem → reported fixed"),
    )
    for arguments, said in steps:
        result = xunjian("findings", *arguments)
        assert result.exit_code == Exit.FINE
        assert said in result.stdout
    assert [row.actor for row in audit(ledger)] == ["王科"] * len(steps)
    assert "历史专题" in xunjian("findings", "show", *here[:3]).stdout
