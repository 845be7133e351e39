"""`baseline`: what differs is shown, nothing is overwritten without a yes, and every act is on record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from commands.exits import Exit
from core.clock import beijing_now
from core.finding import FindingState
from core.outcome import BY_PERSON, Evidence, Observation, Outcome, SubjectKind
from ledger.audit import read_audit
from ledger.baseline import Seen, load_baseline, note_state
from ledger.database import open_database
from ledger.findings.repository import load_findings, record_run
from ledger.runs import SiteRun, begin_run
from tests.commands.conftest import Run
from tests.ledger.observations import SITE, unit_of

HOME = SITE.home
COLUMN = f"{HOME}tzgg/"
NOW = beijing_now()


def page(title: str, *embeds: str) -> dict[str, Any]:
    return {"title": title, "blocks": [], "embeds": list(embeds), "links": []}


@pytest.fixture(autouse=True)
def engine(working_folder: Path) -> Engine:
    """A site with a baseline, of which an inspection saw another home page and another column."""
    engine = open_database(f"sqlite:///{working_folder / 'xunjian-data' / 'xunjian.db'}")
    begin_run(engine, "run-1", "一", NOW)
    suspicion = Observation(
        "security.tamper",
        HOME,
        SubjectKind.PAGE,
        Outcome.FAILED,
        "疑似页面被篡改",
        evidence=(Evidence(HOME),),
        rounds=BY_PERSON,
    )
    record_run(engine, SiteRun("run-1", SITE, "s", NOW), [suspicion], unit_of, NOW.date())
    before = {"pages": {HOME: page("云岭县"), COLUMN: page("通知公告")}, "embeds": [], "complete": True}
    now = {
        "pages": {HOME: page("新葡京", "x.example"), COLUMN: page("公示栏")},
        "embeds": ["x.example"],
        "complete": True,
    }
    note_state(engine, Seen(SITE.key, before, "run-0", NOW), sound=True)
    note_state(engine, Seen(SITE.key, now, "run-1", NOW), sound=False)
    return engine


def titles(engine: Engine) -> list[str]:
    kept = load_baseline(engine, SITE.key)
    assert kept is not None
    return [page["title"] for page in kept.state["pages"].values()]


def test_showing(xunjian: Run) -> None:
    shown = xunjian("baseline", "show", SITE.name)
    assert shown.exit_code == Exit.FINE
    for said in (HOME, "! 标题由“云岭县”变为“新葡京”", COLUMN, "x.example", "by xunjian; 2 pages"):
        assert said in shown.stdout


def test_pages_are_approved_one_by_one(xunjian: Run, engine: Engine) -> None:
    result = xunjian("baseline", "approve", SITE.key, "--by", "王科", input="n\ny\nn\n")
    assert "1 pages taken as sound" in result.stdout
    assert titles(engine) == ["云岭县", "公示栏"]
    assert [(row.action, row.actor) for row in read_audit(engine)][-1] == ("baseline.approved", "王科")


def test_nothing_is_overwritten_without_a_yes(xunjian: Run, engine: Engine) -> None:
    assert xunjian("baseline", "approve", SITE.key, "--all", input="n\n").exit_code == Exit.INTERRUPTED
    assert xunjian("baseline", "approve", SITE.key, input="n\nn\nn\n").exit_code == Exit.FINE
    assert xunjian("baseline", "approve", SITE.key, "--all", "--by", " ", "--yes").exit_code == Exit.ERROR
    assert titles(engine) == ["云岭县", "通知公告"]
    assert [row.action for row in read_audit(engine)] == ["baseline.taken"]


def test_approving_everything_at_once(xunjian: Run, engine: Engine) -> None:
    assert "2 pages taken as sound" in xunjian("baseline", "approve", SITE.key, "--all", input="y\n").stdout
    assert titles(engine) == ["新葡京", "公示栏"]
    for verb in ("show", "approve"):
        assert "Nothing differs" in xunjian("baseline", verb, SITE.key).stdout


def test_rejecting_confirms_the_suspicion(xunjian: Run, engine: Engine) -> None:
    arguments = ("baseline", "reject", SITE.key, "--reason", "首页被篡改", "--by", "王科")
    assert xunjian(*arguments, input="n\n").exit_code == Exit.INTERRUPTED
    assert "1 suspicions confirmed" in xunjian(*arguments, "--yes").stdout
    (finding,) = load_findings(engine, SITE.key, NOW.date())
    assert finding.state is FindingState.CONFIRMED
    assert titles(engine) == ["云岭县", "通知公告"]
    assert {row.action for row in read_audit(engine)} >= {"baseline.rejected", "finding.confirmed"}


def test_an_unknown_site_is_said_plainly(xunjian: Run) -> None:
    result = xunjian("baseline", "show", "nowhere")
    assert result.exit_code == Exit.ERROR
    assert SITE.name in result.stderr
