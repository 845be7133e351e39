"""Media accounts through a whole inspection: asked, judged, followed, reported, told again."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from core.clock import BEIJING, beijing_now
from core.county import Account, Register, Site, Unit
from core.finding import FindingState
from core.snapshot import MEDIA, FetchStatus, open_snapshot
from crawler.progress import Progress
from crawler.shelf import snapshot_folder
from indicators.model import Conclusion
from inspection import House, Plan, inspect_county, judge, new_run, open_house, retell
from ledger.clues import ClueVerdict, JudgedClue, keep_clues, unregistered_accounts
from ledger.findings.repository import load_findings
from reports.model import Inspection
from settings import Settings
from tests.crawler.site import LiveSite, serve

UNIT = "云岭县人民政府办公室"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    settings = Settings(data_dir=tmp_path / "data", retry_wait=0, timeout=5, delay=0, allow_private=("127.0.0.0/8",))
    with open_house(settings) as opened:
        yield opened


def silent(_site: Site, _progress: Progress) -> None:
    """Nobody looks."""


def feed(days: float) -> str:
    at = format_datetime(beijing_now() - timedelta(days=days))
    return (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>云岭发布</title>'
        f"<item><guid>1</guid><title>公告</title><pubDate>{at}</pubDate></item></channel></rss>"
    )


def plan_of(moment: datetime, accounts: tuple[Account, ...]) -> Plan:
    register = Register("云岭县", (Unit(UNIT),), accounts=accounts)
    return Plan(new_run(moment), moment, register, (), accounts=accounts)


def accounts_at(site: LiveSite) -> tuple[Account, ...]:
    """One that is updated, one that is not, one whose bridge is broken, one that names no source."""
    rows = (("微博", "fresh"), ("抖音", "old"), ("快手", "broken"))
    named = tuple(Account(platform, "云岭发布", unit=UNIT, source=f"{site.home}{path}") for platform, path in rows)
    return (*named, Account("哔哩哔哩", "云岭发布", unit=UNIT))


async def inspected(house: House, moment: datetime, folder: Path, old: float = 40) -> tuple[Plan, Inspection]:
    async with serve({"/fresh": feed(1), "/old": feed(old)}, "127.0.0.1") as site:
        plan = plan_of(moment, accounts_at(site))
        inspection, _ = await asyncio.to_thread(inspect_county, house, plan, silent, folder)
    return plan, inspection


async def test_accounts_are_their_own_subject(house: House, tmp_path: Path) -> None:
    started = beijing_now()
    plan, inspection = await inspected(house, started, tmp_path / "out")
    assert inspection.media is not None
    assert inspection.sites == ()
    by_platform = {item.account.platform: item for item in inspection.media.accounts}
    assert by_platform["微博"].conclusion is Conclusion.QUALIFIED
    assert by_platform["抖音"].conclusion is Conclusion.UNQUALIFIED
    assert by_platform["快手"].conclusion is Conclusion.CANT_TELL
    assert by_platform["哔哩哔哩"].conclusion is Conclusion.CANT_TELL
    assert inspection.monitored_accounts == 2
    stale = [problem for problem in inspection.problems if problem.finding.check == "media.stale"]
    assert [(problem.finding.subject, problem.unit) for problem in stale] == [("抖音:云岭发布", UNIT)]
    data = json.loads((tmp_path / "out" / "findings.json").read_text("utf-8"))
    assert [item["conclusion"] for item in data["inspection"]["media"]] == ["合格", "不合格", "无法判定", "无法判定"]

    again, _ = retell(house, plan, started, tmp_path / "again")
    assert [problem.finding.fingerprint for problem in again.problems] == [
        problem.finding.fingerprint for problem in inspection.problems
    ]


async def test_an_update_settles_the_finding(house: House, tmp_path: Path) -> None:
    first = datetime(2026, 11, 16, 9, 0, tzinfo=BEIJING)
    await inspected(house, first, tmp_path / "out")
    await inspected(house, first + timedelta(days=7), tmp_path / "out", old=2)
    findings = [
        item for item in load_findings(house.engine, MEDIA.key, beijing_now().date()) if item.check == "media.stale"
    ]
    assert [item.state for item in findings] == [FindingState.VERIFIED_FIXED]


@pytest.mark.parametrize(("apart", "state"), [(3600, FindingState.SUSPECTED), (0, FindingState.CONFIRMED)])
async def test_two_inspections_in_a_row_see_the_same_trouble_once(
    tmp_path: Path, apart: int, state: FindingState
) -> None:
    settings = Settings(data_dir=tmp_path / "data", delay=0, allow_private=("127.0.0.0/8",), seen_apart=apart)
    pages = {"/feed": "<!DOCTYPE html><title>提示</title><p>该公众号已迁移</p>"}
    with open_house(settings) as house:
        async with serve(pages, "127.0.0.1") as site:
            account = Account("微信公众号", "云岭发布", unit=UNIT, source=f"{site.home}feed")
            for number in range(2):
                plan = plan_of(beijing_now() + timedelta(days=number), (account,))
                await asyncio.to_thread(inspect_county, house, plan, silent, tmp_path / f"out{number}")
        found = load_findings(house.engine, MEDIA.key, beijing_now().date())
    assert [(item.check, item.state) for item in found if item.check == "media.moved"] == [("media.moved", state)]


async def test_the_snapshot_judges_the_same_anywhere(house: House, tmp_path: Path) -> None:
    plan, _ = await inspected(house, beijing_now(), tmp_path / "out")
    with open_snapshot(snapshot_folder(house.settings, MEDIA, plan.run)) as snapshot:
        assert list(judge(house, snapshot)) == list(judge(house, snapshot))
        taking = snapshot.taking("抖音:云岭发布")
        assert taking is not None
        assert taking.status is FetchStatus.OK


async def test_our_own_outage_judges_nobody(house: House, tmp_path: Path) -> None:
    async with serve({}) as site:
        gone = site.home
    plan = plan_of(beijing_now(), (Account("微博", "云岭发布", unit=UNIT, source=f"{gone}feed"),))
    inspection, _ = await asyncio.to_thread(inspect_county, house, plan, silent, tmp_path / "out")
    assert inspection.media is not None
    assert not inspection.media.report.sanity.sound
    assert inspection.media.accounts[0].conclusion is Conclusion.CANT_TELL


async def test_an_account_that_a_person_found_missing_is_told_where_none_is_registered(
    house: House, tmp_path: Path
) -> None:
    now = beijing_now()
    said = ClueVerdict.UNREGISTERED
    clue = JudgedClue("微博:云岭发布", "微博", "云岭发布", "", "", UNIT, "首页", said, "", now, "李")
    keep_clues(house.engine, [clue], now, "李")
    register = Register("云岭县", (Unit(UNIT),))
    plan = Plan(new_run(now), now, register, (), unregistered=unregistered_accounts(house.engine))
    inspection, _ = await asyncio.to_thread(inspect_county, house, plan, silent, tmp_path / "out")
    (problem,) = inspection.problems
    assert (problem.finding.check, problem.unit) == ("media.unregistered", UNIT)
