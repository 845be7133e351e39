"""When the platform, guides and reports cannot be judged: other hosts, files, scripts, moved pages."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from core.calendar import WorkingCalendar
from core.catalogue import CatalogueItem
from core.clock import BEIJING
from core.outcome import Outcome
from core.snapshot import Verdict
from tests.support.examples import read_example, record_example
from tests.support.judging import judge
from tests.support.snapshots import HOME

HERE = Path(__file__).parent
SCRIPT = "<script>createPageHTML(3, 0, 'index', 'html');</script></body>"


def pages(kind: str, name: str) -> dict[str, str]:
    return read_example(HERE / kind / name)


def part(folder: Path, found: dict[str, str], name: str, verdict: Verdict | None = None) -> Outcome:
    """What is said of one part; with `verdict`, what became of the one page that is linked and was not recorded."""
    verdicts = {HOME + "zwgk/sq.html": verdict} if verdict else {}
    builder = record_example(folder, found, verdicts=verdicts)
    return {item.identity[0]: item.outcome for item in judge("disclosure.platform", builder)}[name]


def test_a_platform_on_another_host(tmp_path: Path) -> None:
    home = pages("good", "platform")["index.html"].replace('"/zwgk/"', '"https://xxgk.example.gov.cn/yunling/"')
    assert part(tmp_path, {"index.html": home}, "依申请公开") is Outcome.CANT_TELL


def test_a_platform_drawn_by_scripts(tmp_path: Path) -> None:
    found = pages("bad", "platform")
    found["zwgk/index.html"] = found["zwgk/index.html"].replace("</body>", SCRIPT)
    assert part(tmp_path, found, "依申请公开") is Outcome.CANT_TELL


def test_an_entrance_that_only_the_source_names(tmp_path: Path) -> None:
    html = "<html><head><title>云岭县人民政府</title></head><body><p>首页</p>"
    html += "<script>menu('政府信息公开')</script></body></html>"
    assert part(tmp_path, {"index.html": html}, "入口") is Outcome.CANT_TELL


def test_a_part_that_is_a_file(tmp_path: Path) -> None:
    found = pages("good", "platform")
    found["zwgk/index.html"] = found["zwgk/index.html"].replace('"/zwgk/zn.html"', '"/f/zn.pdf"')
    del found["zwgk/zn.html"]
    assert part(tmp_path, found, "政府信息公开指南") is Outcome.PASSED


def test_a_part_that_does_not_open(tmp_path: Path) -> None:
    found = pages("good", "platform")
    del found["zwgk/sq.html"]
    assert part(tmp_path / "unknown", found, "依申请公开", Verdict.TIMEOUT) is Outcome.CANT_TELL
    assert part(tmp_path / "gone", found, "依申请公开", Verdict.DEAD) is Outcome.FAILED


def test_a_guide_with_a_form_may_hold_the_rest(tmp_path: Path) -> None:
    found = pages("bad", "guide")
    found["zn.html"] = found["zn.html"].replace("</body>", '<img src="/zn.png" alt="联系方式"></body>')
    assert [item.outcome for item in judge("disclosure.guide", record_example(tmp_path, found))] == [Outcome.CANT_TELL]


@pytest.mark.parametrize("check", ["disclosure.annual_report", "disclosure.site_report"])
def test_a_page_without_a_day_was_perhaps_in_time(tmp_path: Path, check: str) -> None:
    name = check.removeprefix("disclosure.")
    found = {path: html.replace("发布日期：", "摘要：") for path, html in pages("bad", name).items()}
    found = {path: html.replace("2026-05-06", "").replace("2026-04-02", "") for path, html in found.items()}
    outcomes = [item.outcome for item in judge(check, record_example(tmp_path, found)) if item.kind == "site"]
    assert outcomes == [Outcome.CANT_TELL]


def test_a_report_that_was_moved(tmp_path: Path) -> None:
    tag = '<meta name="PubDate" content="2026-03-02 09:00"></head>'
    found = {path: html.replace("</head>", tag) for path, html in pages("bad", "annual_report").items()}
    outcomes = {
        item.identity: item.outcome for item in judge("disclosure.annual_report", record_example(tmp_path, found))
    }
    assert outcomes["published",] is Outcome.CANT_TELL


def test_a_report_as_a_file_tells_nothing_of_looking_back(tmp_path: Path) -> None:
    builder = record_example(tmp_path, pages("unsure", "annual_report"))
    outcomes = {item.identity: item.outcome for item in judge("disclosure.annual_report", builder, {"review": 1})}
    assert outcomes["review",] is Outcome.CANT_TELL


def test_looking_back_is_asked_for_only_where_the_office_says_so(tmp_path: Path) -> None:
    found = {path: html.replace("“回头看”", "检查") for path, html in pages("good", "annual_report").items()}
    assert Outcome.FAILED not in {
        item.outcome for item in judge("disclosure.annual_report", record_example(tmp_path / "a", found))
    }
    told = judge("disclosure.annual_report", record_example(tmp_path / "b", found), {"review": 1})
    assert Outcome.FAILED in {item.outcome for item in told}


def test_the_sites_report_is_not_due_in_january(tmp_path: Path) -> None:
    moment = datetime(2026, 1, 31, 9, tzinfo=BEIJING)
    builder = record_example(tmp_path, {"index.html": pages("good", "platform")["index.html"]}, taken_at=moment)
    assert [item.outcome for item in judge("disclosure.site_report", builder)] == [Outcome.INAPPLICABLE]


def test_a_report_without_its_year_may_be_the_sites(tmp_path: Path) -> None:
    found = {"index.html": pages("unsure", "site_report")["index.html"].replace("2025年度", "")}
    assert [item.outcome for item in judge("disclosure.site_report", record_example(tmp_path, found))] == ["cantTell"]


def test_an_earlier_day_in_the_tags_is_doubt(tmp_path: Path) -> None:
    tag = '<meta name="PubDate" content="2026-09-10 09:00"></head>'
    found = {path: html.replace("</head>", tag) for path, html in pages("bad", "overdue").items()}
    assert [item.outcome for item in judge("disclosure.overdue", record_example(tmp_path, found))] == ["cantTell"]


def test_a_year_without_holidays_is_doubt_near_the_limit(tmp_path: Path) -> None:
    builder = record_example(tmp_path, pages("bad", "overdue"), calendar=WorkingCalendar(frozenset(), frozenset(), {}))
    (found,) = judge("disclosure.overdue", builder)
    assert found.outcome is (Outcome.FAILED if "48 个" in found.message else Outcome.CANT_TELL)


def test_half_a_crawl_misses_no_subsidy(tmp_path: Path) -> None:
    item = CatalogueItem("补贴公开", "惠民惠农财政补贴", "耕地地力保护补贴", levels=("县", "乡", "村"))
    builder = record_example(tmp_path, pages("bad", "subsidy"), catalogue=(item,)).gap("page_cap", HOME + "x.html")
    assert [found.outcome for found in judge("disclosure.subsidy", builder)] == [Outcome.CANT_TELL]


def test_three_levels_are_told_without_being_asked_for(tmp_path: Path) -> None:
    builder = record_example(tmp_path, pages("good", "subsidy"))
    assert [found.outcome for found in judge("disclosure.subsidy", builder)] == [Outcome.PASSED]


def test_another_name_of_the_entrance_is_a_warning(tmp_path: Path) -> None:
    found = {path: html.replace("政府信息公开", "政务公开") for path, html in pages("good", "platform").items()}
    told = {item.identity[0]: item for item in judge("disclosure.platform", record_example(tmp_path, found))}
    assert told["入口"].outcome is Outcome.PASSED
    assert "统一名称" in told["入口"].warning
