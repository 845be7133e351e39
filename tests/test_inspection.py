"""Whole inspections of tiny sites on loopback: what fails alone, what is kept, and what the second one learns."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web

from core.availability import slots_of, whole_days
from core.clock import BEIJING
from core.county import Register, Site
from core.errors import CrawlError, Stopped
from core.outcome import Outcome
from crawler.job import CrawlJob
from crawler.progress import Progress
from crawler.shelf import sealed_snapshots, snapshot_folder
from demo.visits import visit_row
from indicators.model import Conclusion
from inspection import (
    House,
    Plan,
    crawl_all,
    free_run,
    inspect_county,
    new_run,
    open_house,
    retell,
    worst,
)
from ledger import tables
from ledger.register.rows import site_row
from ledger.run_history import finished_run, unfinished_run
from ledger.upsert import insert_new, upsert
from reports.model import Inspection, SiteReport
from reports.writing import Documents
from settings import Settings
from tests.crawler.site import Body, LiveSite, page, serve

FIRST = datetime(2026, 11, 16, 9, 0, tzinfo=BEIJING)
LATER = FIRST + timedelta(days=7)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    settings = Settings(
        data_dir=tmp_path / "data",
        retry_wait=0,
        timeout=5,
        delay=0,
        keep_snapshots=2,
        parallel_sites=1,
        # Inspections follow at once, and stand for those of several weeks.
        seen_apart=0,
        allow_private=("127.0.0.0/8",),
    )
    with open_house(settings) as opened:
        yield opened


def answers(*links: str) -> dict[str, Body]:
    return {"/": page("首页", "/a/", "/b/"), "/a/": page("甲", "/", *links), "/b/": page("乙", "/")}


def registered(key: str, home: str) -> Site:
    return Site(key, f"{key}人民政府", home, unit=f"{key}办公室")


def plan_of(moment: datetime, *sites: Site) -> Plan:
    return Plan(new_run(moment), moment, Register("云岭县", (), sites), sites)


async def test_inspections_within_one_second_have_names_of_their_own_in_order(house: House) -> None:
    async with serve(answers()) as live:
        site, names = registered("county", live.home), []
        for _ in range(3):
            names.append(free_run(house, FIRST))
            await inspected(house, Plan(names[-1], FIRST, Register("云岭县", (), (site,)), (site,)))
    assert names == sorted(set(names))
    # A snapshot that no inspection made, as discovering columns leaves it, takes its name too.
    (snapshot_folder(house.settings, site, new_run(FIRST, 3)).with_suffix(".partial")).mkdir(parents=True)
    assert free_run(house, FIRST) == new_run(FIRST, 4)


def silent(_site: Site, _progress: Progress) -> None:
    """Nobody looks."""


async def inspected(house: House, plan: Plan, name: str = "report") -> tuple[Inspection, Documents]:
    folder = house.settings.data_dir.parent / name
    return await asyncio.to_thread(inspect_county, house, plan, silent, folder)


def dead(report: SiteReport) -> dict[str, str]:
    return {
        item.finding.subject.split("/", 3)[3]: item.status
        for item in report.problems
        if item.finding.check == "link.dead"
    }


def fixed(report: SiteReport) -> set[str]:
    return {item.subject.split("/", 3)[3] for item in report.fixed if item.check == "link.dead"}


def obstruct(house: House, site: Site, run: str) -> Path:
    """Make the crawl of one site impossible: a file stands where its folder belongs."""
    folder = snapshot_folder(house.settings, site, run).parent
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("in the way", "utf-8")
    return folder


async def test_a_site_that_cannot_be_crawled_stops_no_other(house: House) -> None:
    async with serve(answers("/gone.html")) as live:
        bad, good = registered("a-town", "http://127.0.0.9:9/"), registered("b-county", live.home)
        plan = plan_of(FIRST, bad, good)
        obstruct(house, bad, plan.run)
        inspection, _documents = await inspected(house, plan)
    first, second = inspection.sites
    assert first.assessment.conclusion is Conclusion.CANT_TELL
    assert not first.sanity.sound
    assert not first.complete
    assert first.problems == ()
    assert "未能完成采集" in first.sanity.reasons[0]
    assert dead(second) == {"gone.html": "新发现"}
    assert worst(inspection) is Outcome.FAILED


async def test_retelling_gives_the_same_bytes_also_of_a_site_that_was_missed(house: House) -> None:
    async with serve(answers("/gone.html")) as live:
        bad, good = registered("a-town", "http://127.0.0.9:9/"), registered("b-county", live.home)
        plan = plan_of(FIRST, bad, good)
        way = obstruct(house, bad, plan.run)
        inspection, documents = await inspected(house, plan)
        way.unlink()
    asked = len(live.asked)
    record = finished_run(house.engine)
    assert record is not None
    assert set(record.sites) == {bad, good}
    again, anew = retell(house, plan, inspection.finished, house.settings.data_dir.parent / "again")
    assert again == inspection
    assert len(live.asked) == asked
    assert not way.exists()
    for name in ("observations", "findings", "notice", "problem_list", "report"):
        assert getattr(anew, name).read_bytes() == getattr(documents, name).read_bytes(), name


async def test_retelling_an_earlier_inspection_leaves_out_what_came_later(house: House) -> None:
    pages = answers("/gone.html")
    async with serve(pages) as live:
        plan = plan_of(FIRST, registered("county", live.home))
        inspection, documents = await inspected(house, plan)
        pages |= answers("/later.html")
        second, _documents = await inspected(house, plan_of(LATER, *plan.sites), "second")
    assert dead(second.sites[0]) == {"later.html": "新发现"}
    _again, anew = retell(house, plan, inspection.finished, house.settings.data_dir.parent / "again")
    for name in ("observations", "findings", "notice", "problem_list", "report"):
        assert getattr(anew, name).read_bytes() == getattr(documents, name).read_bytes(), name


async def test_a_snapshot_that_is_gone_is_said_and_not_crawled_anew(house: House) -> None:
    async with serve(answers()) as live:
        plan = plan_of(FIRST, registered("county", live.home))
        inspection, _documents = await inspected(house, plan)
        folder = snapshot_folder(house.settings, plan.sites[0], plan.run)
        folder.rename(folder.with_name("moved"))
        asked = len(live.asked)
        again, _documents = retell(house, plan, inspection.finished, house.settings.data_dir.parent / "again")
    assert len(live.asked) == asked
    assert "已不存在" in again.sites[0].sanity.reasons[0]


async def test_an_interrupted_run_keeps_what_was_sealed(house: House) -> None:
    async with serve(answers("/gone.html")) as one, serve(answers()) as two:
        plan = plan_of(FIRST, registered("a", one.home), registered("b", two.home))

        def stopping(site: Site, _progress: Progress) -> None:
            if site.key == "b":
                raise Stopped("够了")

        folder = house.settings.data_dir.parent / "report"
        with pytest.raises(Stopped):
            await asyncio.to_thread(inspect_county, house, plan, stopping, folder)
        interrupted = unfinished_run(house.engine)
        assert interrupted is not None
        assert interrupted.id == plan.run
        sealed = snapshot_folder(house.settings, plan.sites[0], plan.run) / "manifest.json"
        before, asked = sealed.read_bytes(), len(one.asked)
        inspection, _documents = await inspected(house, plan)
        assert len(one.asked) == asked
        assert sealed.read_bytes() == before
    assert unfinished_run(house.engine) is None
    assert [report.complete for report in inspection.sites] == [True, True]
    assert dead(inspection.sites[0]) == {"gone.html": "新发现"}


async def test_a_site_missed_before_an_interruption_is_tried_again(house: House) -> None:
    async with serve(answers()) as live:
        sites = (registered("a", live.home), registered("b", live.home))
        plan = plan_of(FIRST, *sites)
        way = obstruct(house, sites[0], plan.run)

        def stopping(site: Site, _progress: Progress) -> None:
            raise Stopped("够了")

        with pytest.raises(Stopped):
            await asyncio.to_thread(inspect_county, house, plan, stopping, house.settings.data_dir.parent / "report")
        way.unlink()
        inspection, _documents = await inspected(house, plan)
    assert all(report.sanity.sound for report in inspection.sites)


async def test_once_stopped_no_further_site_is_begun(house: House) -> None:
    async with serve(answers()) as live:
        begun: list[str] = []

        def stopping(site: Site, _progress: Progress) -> None:
            begun.append(site.key)
            raise Stopped("够了")

        plan = plan_of(FIRST, *(registered(f"s{number}", live.home) for number in range(6)))
        with pytest.raises(Stopped):
            await asyncio.to_thread(lambda: list(crawl_all(house, plan, stopping)))
    # One worker: the second may have begun before the first one's end was known.
    assert set(begun) <= {"s0", "s1"}


async def test_only_the_newest_snapshots_are_kept(house: House) -> None:
    async with serve(answers()) as live:
        site = registered("county", live.home)
        for week in range(4):
            await inspected(house, plan_of(FIRST + timedelta(weeks=week), site))
    kept = [path.name for path in sealed_snapshots(house.settings, site)]
    assert kept == [new_run(FIRST + timedelta(weeks=week)) for week in (2, 3)]


async def test_unfinished_crawls_are_bounded_too(house: House) -> None:
    async with serve(answers()) as live:
        site = registered("county", live.home)
        folder = snapshot_folder(house.settings, site, "x").parent
        for week in range(5):
            (folder / f"{new_run(FIRST - timedelta(weeks=week + 1))}.partial").mkdir(parents=True)
        await inspected(house, plan_of(FIRST, site))
    left = sorted(path.name for path in folder.glob("*.partial"))
    assert left == sorted(f"{new_run(FIRST - timedelta(weeks=week))}.partial" for week in (1, 2))


async def second_week(house: House, live: LiveSite, pages: dict[str, Body], now: dict[str, Body]) -> Inspection:
    """Inspect, let the site become `now`, inspect again."""
    site = registered("county", live.home)
    inspection, _documents = await inspected(house, plan_of(FIRST, site))
    assert dead(inspection.sites[0]) == {"gone.html": "新发现"}
    pages.clear()
    pages.update(now)
    second, _documents = await inspected(house, plan_of(LATER, site), "second")
    return second


async def test_a_dead_link_that_was_removed_is_fixed(house: House) -> None:
    pages = answers("/gone.html")
    async with serve(pages) as live:
        (report,) = (await second_week(house, live, pages, answers())).sites
    assert dead(report) == {}
    assert fixed(report) == {"gone.html"}


async def test_a_dead_link_whose_target_is_back_is_fixed(house: House) -> None:
    pages = answers("/gone.html")
    async with serve(pages) as live:
        now = {**answers("/gone.html"), "/gone.html": page("回来", "/")}
        (report,) = (await second_week(house, live, pages, now)).sites
    assert fixed(report) == {"gone.html"}


async def test_a_dead_link_still_there_is_still_there(house: House) -> None:
    pages = answers("/gone.html")
    async with serve(pages) as live:
        (report,) = (await second_week(house, live, pages, answers("/gone.html"))).sites
    assert dead(report) == {"gone.html": "仍存在"}


async def test_a_page_taken_down_takes_its_dead_links_with_it(house: House) -> None:
    pages = answers("/gone.html")
    async with serve(pages) as live:
        now: dict[str, Body] = {"/": page("首页", "/b/"), "/b/": page("乙", "/")}
        (report,) = (await second_week(house, live, pages, now)).sites
    assert dead(report) == {}
    assert fixed(report) == {"gone.html"}


async def test_a_page_that_refuses_to_be_read_again_closes_nothing(house: House) -> None:
    pages = answers("/gone.html")
    async with serve(pages) as live:
        now: dict[str, Body] = {**answers(), "/a/": web.Response(status=403, text="no")}
        (report,) = (await second_week(house, live, pages, now)).sites
    assert dead(report) == {"gone.html": "本次未能复核"}
    assert fixed(report) == set()


async def test_an_outage_of_the_home_page_moves_nothing(house: House) -> None:
    pages = answers("/gone.html")
    async with serve(pages) as live:
        second = await second_week(house, live, pages, {"/": web.Response(status=503, text="down")})
    (report,) = second.sites
    assert not report.sanity.sound
    assert report.assessment.conclusion is Conclusion.CANT_TELL
    assert dead(report) == {"gone.html": "本次未能复核"}
    assert second.change.new == second.change.fixed == second.change.still == second.change.reopened == ()
    assert report.fixed == ()


async def test_a_site_that_is_down_all_week_is_judged_although_its_crawl_is_not_sound(house: House) -> None:
    async with serve({"/": web.Response(status=503, text="down")}) as live:
        site = registered("county", live.home)
        monitored(house, site, FIRST, failed=167)
        first, documents = await inspected(house, plan_of(FIRST, site))
        monitored(house, site, LATER, failed=0)
        second, _documents = await inspected(house, plan_of(LATER, site), "second")
    (report,) = first.sites
    assert not report.sanity.sound
    assert (report.assessment.conclusion, worst(first)) == (Conclusion.UNQUALIFIED, Outcome.FAILED)
    assert [item.finding.check for item in report.problems] == ["avail.home"]
    assert [day.failed for day in report.availability] == [24] * 6 + [23]
    assert "除另行监测的项目外，不作判定" in documents.report.read_text("utf-8")
    (later,) = second.sites
    assert (later.assessment.conclusion, later.problems) == (Conclusion.CANT_TELL, ())
    assert [item.check for item in later.fixed] == ["avail.home"]


def monitored(house: House, site: Site, moment: datetime, failed: int) -> None:
    """A week of visits before `moment`, of which the first so many did not open."""
    slots = [slot for day in whole_days(moment.date(), 7) for slot in slots_of(day)]
    rows = [visit_row(site, slot, "failed" if number < failed else "opened") for number, slot in enumerate(slots)]
    with house.engine.begin() as connection:
        insert_new(connection, tables.site, site_row(site, position=0))
        upsert(connection, tables.availability, rows)


async def test_a_damaged_snapshot_is_a_site_not_inspected(house: House) -> None:
    async with serve(answers()) as live:
        plan = plan_of(FIRST, registered("county", live.home))
        await inspected(house, plan)
        manifest = snapshot_folder(house.settings, plan.sites[0], plan.run) / "manifest.json"
        manifest.write_text("{}", "utf-8")
        # The next crawl must do without it as well.
        later, _documents = await inspected(house, plan_of(LATER, *plan.sites), "second")
        again, _documents = retell(house, plan, FIRST, house.settings.data_dir.parent / "again")
    assert later.sites[0].sanity.sound
    assert not again.sites[0].sanity.sound


async def test_a_disk_error_is_that_sites_alone(house: House) -> None:
    async with serve(answers()) as live:
        plan = plan_of(FIRST, registered("a", live.home), registered("b", live.home))
        obstruct(house, plan.sites[0], plan.run)
        outcomes = await asyncio.to_thread(lambda: [crawled for _site, crawled in crawl_all(house, plan, silent)])
    assert isinstance(outcomes[0], CrawlError)
    assert isinstance(outcomes[1], Path)


async def test_a_fault_of_the_program_itself_is_that_sites_alone(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(job: CrawlJob, report: Callable[[Progress], None]) -> Path:
        if job.site.key == "a":
            raise ZeroDivisionError("nobody thought of this")
        return Path("snapshot")

    monkeypatch.setattr("crawling.crawl_site", broken)
    plan = plan_of(FIRST, registered("a", "http://127.0.0.1:9/"), registered("b", "http://127.0.0.1:9/"))
    bad, good = [crawled for _site, crawled in crawl_all(house, plan, silent)]
    assert good == Path("snapshot")
    assert "ZeroDivisionError" in str(bad)
    assert "nobody thought of this" in caplog.text


async def test_a_file_that_nobody_mended_is_not_said_to_be_mended(house: House) -> None:
    html = web.Response(text=page("附件不存在", "/"), content_type="text/html", headers={"ETag": '"1"'})
    half = b"%PDF-1.7\n1 0 obj\n" + b"0 0 m 1 1 l S\n" * 200
    pages = answers("/t.xls", "/half.pdf") | {"/t.xls": html, "/half.pdf": half}
    told = []
    async with serve(pages) as live:
        site = registered("county", live.home)
        for week in range(3):
            moment = FIRST + timedelta(days=7 * week)
            inspection, _documents = await inspected(house, plan_of(moment, site), f"report{week}")
            (report,) = inspection.sites
            told.append(
                {item.finding.subject: item.status for item in report.problems if ".attach" in item.finding.check}
            )
            assert not [item for item in report.fixed if item.check.startswith("link.")]
            assert not [
                item for item in report.problems if item.finding.kind == "page" and ".xls" in item.finding.subject
            ]
    xls, pdf = f"{live.home}t.xls", f"{live.home}half.pdf"
    assert told[0][xls] == "新发现"
    assert all({xls, pdf} == set(one) for one in told[1:]), told
