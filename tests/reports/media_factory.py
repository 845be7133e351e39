"""An inspection's part about media accounts: five accounts on three platforms, every verdict."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from core.county import Account, AccountState, Site
from core.outcome import Evidence, SubjectKind
from indicators.model import Conclusion
from reports.model import AccountReport, Inspection, MediaReport, Problem
from tests.reports.factory import assessment, problem, site_report

MEDIA = Site("media", "政务新媒体", "media:accounts")
NEWS = Account("微信公众号", "云岭发布", "gh_1", unit="云岭县融媒体中心", kind="订阅号")
SCHOOLS = Account("微信公众号", "云岭教育", "gh_2", "https://weixin.example.com/gh_2", "县教育体育局")
SCHOOLS_TOO = Account("微博", "云岭县教育局", "99001", unit="县教育体育局")
VILLAGE = Account("抖音", "青石镇", unit="青石镇人民政府")
CLOSED = Account("微博", "云岭林业", "99002", unit="县林业局", state=AccountState.CLOSED)
ACCOUNTS = (
    AccountReport(NEWS, Conclusion.QUALIFIED, date(2026, 11, 22)),
    AccountReport(SCHOOLS, Conclusion.UNQUALIFIED, date(2026, 9, 30), "内容不更新（监测时间点前2周内无更新：是）"),
    AccountReport(SCHOOLS_TOO, Conclusion.QUALIFIED, date(2026, 11, 20)),
    AccountReport(VILLAGE, Conclusion.CANT_TELL, explanation="取数授权已于 2026-10-01 到期，不能读取更新情况。"),
    AccountReport(CLOSED, None),
)


def account_problem(number: int, account: Account, title: str, message: str) -> Problem:
    made = problem(number, MEDIA, unit=account.unit, subject=account.key, message=message)
    seen = replace(made.observation, kind=SubjectKind.ACCOUNT, evidence=(Evidence(account.url),), sources=())
    finding = replace(made.finding, kind=SubjectKind.ACCOUNT)
    return replace(made, finding=finding, observation=seen, title=title, indicator="", account=account.title)


def with_media(value: Inspection) -> Inspection:
    """The inspection with its part about accounts."""
    first = len(value.problems) + 1
    stale = account_problem(first, SCHOOLS, "内容不更新", "最近一次更新为 2026-09-30，距监测时间点 54 天，超过 14 天。")
    named = account_problem(first + 1, SCHOOLS, "缺少认证主体", "登记表没有填写认证主体。")
    silent = account_problem(first + 2, CLOSED, "关停账号没有公告", "账号已关停，登记表没有停更公告的地址。")
    report = site_report(
        MEDIA,
        (stale, named, silent),
        assessment=assessment(),
        unmeasured=(("内容不更新", "取数授权已于 2026-10-01 到期。"),),
    )
    accounts = tuple(report.account for report in ACCOUNTS)
    return replace(value, accounts=accounts, media=MediaReport(report, ACCOUNTS))
