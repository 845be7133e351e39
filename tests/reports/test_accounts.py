"""Verdicts on media accounts, counts by platform, and what each document says of them."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

import docx
import openpyxl
import pytest
from rich.console import Console
from selectolax.lexbor import LexborHTMLParser

from checks import load_registry
from core.county import Account, AccountState
from core.finding import Change, Finding, FindingState
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Sanity
from indicators import load_tables
from indicators.model import Conclusion
from ledger.findings.data import observation_data
from reports.accounts import PlatformTally, account_problems, account_reports, last_update, tally_platforms, total
from reports.assembly import SiteResult, media_report
from reports.html import write_html
from reports.model import Inspection
from reports.notice import write_notice
from reports.problem_list import write_problem_list
from reports.terminal import print_summary
from tests.reports.factory import FINISHED, assessment, clean, inspection
from tests.reports.media_factory import ACCOUNTS, MEDIA, NEWS, SCHOOLS, account_problem, with_media

TABLE = replace(load_tables()["2019-19-media"])
UPDATES = replace(
    TABLE,
    rows=tuple(
        replace(row, clauses=tuple(replace(clause, checks=(check,)) for clause in row.clauses))
        for row, check in zip(TABLE.rows, ("media.content_risk", "media.stale", "media.interaction"), strict=True)
    ),
)


def said(outcome: Outcome, check: str = "media.stale", account: Account = NEWS, **facets: str) -> Observation:
    return Observation(check, account.key, SubjectKind.ACCOUNT, outcome, "……", facets=facets)


@pytest.mark.parametrize(
    ("observations", "conclusion"),
    [
        ([said(Outcome.PASSED)], Conclusion.QUALIFIED),
        ([said(Outcome.FAILED)], Conclusion.UNQUALIFIED),
        ([said(Outcome.PASSED), said(Outcome.FAILED, "media.interaction")], Conclusion.UNQUALIFIED),
        ([said(Outcome.PASSED), said(Outcome.CANT_TELL, "media.interaction")], Conclusion.QUALIFIED),
        ([said(Outcome.CANT_TELL)], Conclusion.CANT_TELL),
        ([said(Outcome.CANT_TELL), said(Outcome.PASSED, "media.interaction")], Conclusion.CANT_TELL),
        ([said(Outcome.PASSED, "media.interaction")], Conclusion.CANT_TELL),
        ([said(Outcome.FAILED, "media.content_risk"), said(Outcome.PASSED)], Conclusion.QUALIFIED),
        ([], Conclusion.CANT_TELL),
    ],
)
def test_an_account_is_never_called_good_unless_its_updates_were_seen(
    observations: list[Observation], conclusion: Conclusion
) -> None:
    (report,) = account_reports([NEWS], {}, observations, UPDATES, True, ())
    assert report.conclusion is conclusion


def test_each_account_is_judged_by_its_own() -> None:
    elsewhere = Observation(
        "media.interaction", "http://a/", SubjectKind.LINK, Outcome.FAILED, "……", facets={"account": SCHOOLS.key}
    )
    observations = [said(Outcome.PASSED), said(Outcome.PASSED, account=SCHOOLS), elsewhere]
    first, second = account_reports([NEWS, SCHOOLS], {}, observations, UPDATES, True, ())
    assert (first.conclusion, second.conclusion) == (Conclusion.QUALIFIED, Conclusion.UNQUALIFIED)
    assert "互动回应差" in second.explanation


def test_what_is_suspected_or_unsound_decides_nothing() -> None:
    failed = said(Outcome.FAILED)
    (suspected,) = account_reports([NEWS], {}, [failed], UPDATES, True, {failed.fingerprint})
    (unsound,) = account_reports([NEWS], {}, [failed], UPDATES, False, ())
    assert suspected.conclusion is unsound.conclusion is Conclusion.CANT_TELL
    assert suspected.explanation == "疑似长期没有更新，待核实。"


def test_the_last_update_is_the_latest_that_anybody_saw() -> None:
    known = replace(NEWS, updated_on=date(2026, 11, 1))
    days = [{}, {NEWS.key: date(2026, 10, 1)}, {NEWS.key: date(2026, 11, 20)}]
    seen = [account_reports([known], day, [], UPDATES, True, ())[0].updated_on for day in days]
    assert seen == [date(2026, 11, 1), date(2026, 11, 1), date(2026, 11, 20)]
    (never,) = account_reports([NEWS], {}, [], UPDATES, True, ())
    assert last_update(never) == "未取得"


def test_one_that_is_closed_is_not_judged() -> None:
    closed = replace(NEWS, state=AccountState.CLOSED)
    assert account_reports([closed], {}, [said(Outcome.FAILED)], UPDATES, True, ())[0].conclusion is None


def media(value: Inspection) -> Any:
    assert value.media
    return value.media


def test_counts_by_platform() -> None:
    found = tally_platforms(media(with_media(clean())))
    assert found == (
        PlatformTally("微信公众号", 2, 2, 1),
        PlatformTally("微博", 1, 1, 0),
        PlatformTally("抖音", 1, 0, 0),
    )
    assert [row.pass_rate for row in (*found, total(found))] == ["50.0%", "100%", "", "66.7%"]


def test_problems_by_account() -> None:
    found = account_problems(media(with_media(clean())))
    assert [(item.report.account.name, item.titles, item.updated) for item in found] == [
        ("云岭教育", ("内容不更新", "缺少认证主体"), "2026-09-30"),
        ("云岭林业", ("关停账号没有公告",), "未取得"),
    ]


def test_assembly_names_accounts_and_numbers_on() -> None:
    seen = said(Outcome.FAILED, "media.gone", SCHOOLS)
    finding = Finding(
        seen.fingerprint, seen.check, seen.subject, seen.kind, (), MEDIA.key, SCHOOLS.unit, FindingState.CONFIRMED,
        FINISHED, FINISHED, data=observation_data(seen),
    )  # fmt: skip
    result = SiteResult(
        MEDIA, (), "s", FINISHED, Sanity(), {}, {}, (seen,), (finding,), Change(), assessment(), (), True,
        accounts=ACCOUNTS,
    )  # fmt: skip
    report = media_report(result, load_registry(()), UPDATES, 7)
    (problem,) = report.report.problems
    assert (problem.number, problem.account, problem.place) == (8, "云岭教育（微信公众号）", "云岭教育（微信公众号）")
    assert report.accounts == ACCOUNTS


def letter(value: Inspection) -> Any:
    stream = io.BytesIO()
    write_notice(value, stream)
    return docx.Document(stream)


def test_an_account_that_nobody_registered_stands_in_the_enclosure_once_confirmed() -> None:
    value = with_media(clean())
    assert value.media
    clue = Account("微博", "云岭司法", unit="云岭县司法局", key="0123456789ab")
    made = account_problem(9, clue, "账号未登记（瞒报漏报）", "经人工核定为本县单位的账号，登记表中没有。")
    seen = replace(made.observation, facets={"platform": "微博", "name": clue.title, "unit": clue.unit})
    confirmed = replace(made, observation=seen)
    report = replace(value.media.report, problems=(*value.media.report.problems, confirmed))
    suspected = replace(value.media.report, suspected=(confirmed,))
    told = [row[2:5] for row in cells(letter(replace(value, media=replace(value.media, report=report))).tables[-2])]
    assert told[-1] == ["云岭司法（微博）", "云岭县司法局", "账号未登记（瞒报漏报）"]
    silent = letter(replace(value, media=replace(value.media, report=suspected)))
    assert "云岭司法" not in "".join(text for table in silent.tables for row in cells(table) for text in row)
    assert "云岭司法" not in "".join(paragraph.text for paragraph in silent.paragraphs)


def cells(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_letter_tells_the_verdicts_the_platforms_and_the_problems() -> None:
    document = letter(with_media(inspection()))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert (
        "登记的政务新媒体账号共5个（正常4个，关停1个）。本期检查正常运行账号4个，其中合格2个，不合格1个，无法判定1个。"
        in text
    )
    assert "合格率66.7%（无法判定的不计入）" in text
    assert "县教育体育局“云岭教育（微信公众号）”判定为不合格，原因：内容不更新（监测时间点前2周内无更新：是）。" in text
    assert "微信公众号运行2个、检查2个、不合格1个、合格率50.0%；" in text
    assert "抖音运行1个、检查0个、不合格0个。" in text
    section = text.split("（二）政务新媒体方面")[1].split("（三）其他方面")[0]
    assert "县教育体育局“云岭教育（微信公众号）”，最近一次更新为 2026-09-30" in section
    assert "weixin.example.com" in section
    assert "“青石镇（抖音）”本期无法判定，不作评价，原因：取数授权已于 2026-10-01 到期，不能读取更新情况。" in text
    assert "“内容不更新”1项，部分政务新媒体账号无法自动判断" in text
    assert "附件：1.问题清单\n2.政务新媒体检查情况" in text
    marks = [paragraph.text for paragraph in document.paragraphs if paragraph.text.startswith("附件")]
    assert marks == ["附件：1.问题清单", "附件1", "附件2"]
    platforms, accounts, doubted = document.tables[-3:]
    assert cells(doubted)[1:] == [
        ["1", "抖音", "青石镇（抖音）", "青石镇人民政府", "取数授权已于 2026-10-01 到期，不能读取更新情况。", "未取得"]
    ]
    assert cells(platforms)[0] == ["新媒体类型", "运行数", "检查数", "不合格数", "合格率"]
    assert cells(platforms)[-1] == ["合计", "4", "3", "1", "66.7%"]
    assert cells(accounts) == [
        ["序号", "新媒体类型", "名称（平台）", "责任单位", "问题类别", "检查时最后更新日期"],
        ["1", "微信公众号", "云岭教育（微信公众号）", "县教育体育局", "内容不更新、缺少认证主体", "2026-09-30"],
        ["2", "微博", "云岭林业（微博）", "县林业局", "关停账号没有公告", "未取得"],
    ]
    assert "media:accounts" not in text


def test_where_accounts_alone_were_inspected_nothing_is_said_of_websites() -> None:
    value = replace(with_media(clean()), sites=())
    text = "\n".join(paragraph.text for paragraph in letter(value).paragraphs)
    assert "全县政务新媒体检查情况的通报" in text
    assert "网站" not in text.replace("《政府网站与政务新媒体检查指标》", "")
    assert "（一）政务新媒体方面" in text
    assert "（二）其他方面" in text
    assert text.index("登记的政务新媒体账号共5个") < text.index("本期共确认问题3个")
    stream = io.BytesIO()
    write_html(value, stream)
    summary = LexborHTMLParser(stream.getvalue().decode()).css_first("main #summary")
    assert summary
    assert "网站" not in summary.text()
    cards = [node.text(separator=" ").split() for node in summary.css(".cards div")]
    assert cards[:4] == [["正常运行账号", "4"], ["合格", "2"], ["不合格", "1"], ["无法判定", "1"]]


def test_a_warning_names_the_account_as_people_do() -> None:
    value = with_media(clean())
    soon = replace(
        said(Outcome.PASSED, name=NEWS.title, days_left="3"), warning="已有 11 天没有更新，还有 3 天就达到两周。"
    )
    report = replace(media(value).report, warnings=(soon,))
    stream = io.BytesIO()
    write_html(replace(value, media=replace(media(value), report=report)), stream)
    page = stream.getvalue().decode()
    assert "云岭发布（微信公众号） 已有 11 天没有更新" in page
    assert NEWS.key not in page


def test_what_could_not_be_told_names_the_accounts() -> None:
    unseen = [
        replace(said(Outcome.CANT_TELL, account=account, name=account.title), message="无法判断：需要登录。")
        for account in (NEWS, SCHOOLS)
    ]
    result = SiteResult(
        MEDIA, (), "s", FINISHED, Sanity(), {}, {}, tuple(unseen), (), Change(), assessment(), (), True,
        accounts=ACCOUNTS,
    )  # fmt: skip
    report = media_report(result, load_registry(()), UPDATES, 0).report
    assert [reason for _, reason in report.unmeasured] == [
        "“云岭发布（微信公众号）”“云岭教育（微信公众号）”2个账号：无法判断：需要登录。"
    ]


def test_why_an_account_could_not_be_judged_is_said_in_its_check_s_words() -> None:
    blocked = replace(said(Outcome.CANT_TELL), message="无法判断两周内有无更新：来源要求登录。")
    old = replace(said(Outcome.FAILED, account=SCHOOLS), message="截至 2026-11-23 08:30，前 14 天内没有更新。")
    doubted, failed = account_reports([NEWS, SCHOOLS], {}, [blocked, old], UPDATES, True, ())
    assert (doubted.conclusion, doubted.explanation) == (Conclusion.CANT_TELL, "来源要求登录。")
    assert failed.conclusion is Conclusion.UNQUALIFIED
    assert failed.explanation == "内容不更新（截至 2026-11-23 08:30，前 14 天内没有更新）"


def test_a_letter_without_problems_still_encloses_the_counts() -> None:
    value = with_media(clean())
    part = media(value)
    quiet = replace(value, media=replace(part, report=replace(part.report, problems=())))
    text = "\n".join(paragraph.text for paragraph in letter(quiet).paragraphs)
    assert "附件：政务新媒体检查情况" in text
    assert text.count("本期检查的政务新媒体账号未发现需要通报的问题。") == 2
    unjudged = replace(quiet, media=replace(media(quiet), accounts=ACCOUNTS[3:]))
    text = "\n".join(paragraph.text for paragraph in letter(unjudged).paragraphs)
    assert "附件：政务新媒体检查情况" in text
    assert "没有可以作出判定的账号，不计算合格率" in text


def test_many_failed_accounts_are_not_all_named_in_the_letter() -> None:
    value = with_media(clean())
    many = tuple(replace(ACCOUNTS[1], account=replace(SCHOOLS, name=f"账号{n}")) for n in range(25))
    text = "\n".join(p.text for p in letter(replace(value, media=replace(media(value), accounts=many))).paragraphs)
    assert text.count("判定为不合格，原因") == 20
    assert "另有5个账号判定为不合格，详见附件。" in text


def test_the_workbook_has_a_sheet_of_accounts_and_one_of_platforms() -> None:
    stream = io.BytesIO()
    write_problem_list(with_media(inspection()), stream)
    book = openpyxl.load_workbook(stream)
    assert book.sheetnames[-2:] == ["新媒体账号", "新媒体分平台统计"]
    rows = list(book["新媒体账号"].iter_rows(min_row=2, values_only=True))
    assert rows[1] == (
        2, "微信公众号", "云岭教育（微信公众号）", "县教育体育局", "正常", "不合格", "内容不更新、缺少认证主体",
        "2026-09-30", "内容不更新（监测时间点前2周内无更新：是）",
    )  # fmt: skip
    assert rows[3][-1] == "取数授权已于 2026-10-01 到期，不能读取更新情况。"
    assert rows[0][1] == "订阅号"
    assert rows[4][5] == "—"
    assert list(book["新媒体分平台统计"].iter_rows(min_row=2, values_only=True))[-1] == ("合计", 4, 3, 1, "66.7%")
    problems = list(book["问题清单"].iter_rows(min_row=2, values_only=True))
    assert problems[-3][2] == "云岭教育（微信公众号）"
    assert [row[5] for row in problems[-2:]] == ["https://weixin.example.com/gh_2", None]


def test_the_page_shows_verdicts_and_problems() -> None:
    stream = io.BytesIO()
    write_html(with_media(inspection()), stream)
    tree = LexborHTMLParser(stream.getvalue().decode())
    section = tree.css_first("#accounts")
    assert section
    rows = [node.text(separator=" ").split() for node in section.css("tr")]
    assert ["合计", "4", "3", "1", "66.7%"] in rows
    assert any(row[0] == "云岭教育（微信公众号）" and "不合格" in row and "2026-09-30" in row for row in rows)
    assert "最近一次更新为 2026-09-30" in section.text()
    assert any(row[0] == "青石镇（抖音）" and "取数授权已于" in row for row in rows)
    names = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(names) == len(set(names))


def test_the_terminal_counts_accounts() -> None:
    console = Console(file=io.StringIO(), width=120)
    print_summary(with_media(inspection()), console, lambda words: words)
    assert isinstance(console.file, io.StringIO)
    told = console.file.getvalue()
    assert "政务新媒体" in told
    assert "2 qualified" in told
