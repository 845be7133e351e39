"""A rich invented inspection: three sites, all states, and ways to fill every text with something hostile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from core.clock import BEIJING
from core.county import Account, AccountState, Site
from core.finding import Change, Finding, FindingState
from core.outcome import Evidence, Observation, Outcome, Source, SubjectKind
from core.snapshot import Gap, Sanity
from indicators.model import (
    Assessment,
    Clause,
    Conclusion,
    Row,
    RowKind,
    RowResult,
    RowState,
    Verified,
)
from reports.model import CheckHelp, Inspection, Problem, SiteReport

FINISHED = datetime(2026, 11, 23, 8, 30, tzinfo=BEIJING)
PORTAL = Site("9999990001", "云岭县人民政府", "https://www.yunling-demo.gov.cn/", "9999990001", "云岭县人民政府办公室")
SCHOOLS = Site("9999990002", "云岭县教育体育局", "https://jy.yunling-demo.gov.cn/", "9999990002", "县教育体育局")
TOWN = Site("town.yunling-demo.gov.cn", "青石镇人民政府", "http://town.yunling-demo.gov.cn/", "", "青石镇人民政府")

HELP = {
    "link.dead": "站内错链断链：指向本网站的链接打不开。\n\n为什么重要：群众点开后看不到内容。\n\n"
    "如何整改：删除失效链接或者改到新地址，\n改好后用浏览器核实一次再反馈。",
    "fresh.column": "栏目更新：栏目超过期限没有更新。\n\n如何整改：及时发布信息，或者按规定归并栏目。",
    "identity.footer": "页面底部标识：网站标识码、备案号等应当齐全。\n\n如何整改：在页面底部补全标识。",
    "ipv6.home": "IPv6 首页访问：首页应当能够通过 IPv6 打开。",
}
TITLES = {
    "link.dead": "站内错链断链",
    "fresh.column": "栏目不更新",
    "identity.footer": "页面底部标识不全",
    "ipv6.home": "IPv6 首页访问",
}
INDICATORS = {"link.dead": "L-01 可用性", "fresh.column": "W-V4 栏目不更新", "identity.footer": "L-03 网站标识"}


def checks() -> tuple[CheckHelp, ...]:
    return tuple(CheckHelp(name, TITLES[name], "国办秘函〔2019〕19号", HELP[name], 1) for name in sorted(HELP))


def observation(
    check: str = "link.dead", subject: str = "https://www.yunling-demo.gov.cn/gone/1.html", message: str = ""
) -> Observation:
    return Observation(
        check,
        subject,
        {"fresh.column": SubjectKind.COLUMN, "identity.footer": SubjectKind.SITE}.get(check, SubjectKind.LINK),
        Outcome.FAILED,
        message or "链接打不开，服务器答复 404（不存在）。",
        identity=("icp",) if check == "identity.footer" else (),
        evidence=(
            Evidence(
                subject,
                "crawl.warc.gz",
                12345,
                "<urn:uuid:00000000-0000-0000-0000-000000000001>",
                f"GET {subject} 404 127.0.0.1",
                "shots/ab12.png",
            ),
        ),
        sources=tuple(
            Source(f"https://www.yunling-demo.gov.cn/list/{number}.html", "通知公告", "a", number, "main")
            for number in range(3)
        ),
        source_count=42,
        facets={"place": "home"},
    )


def problem(
    number: int, site: Site = PORTAL, status: str = "新发现", unit: str = "", column: str = "", **texts: str
) -> Problem:
    seen = observation(**texts)
    first = FINISHED - timedelta(days=0 if status == "新发现" else 21)
    unit = unit or site.unit
    finding = Finding(
        seen.fingerprint,
        seen.check,
        seen.subject,
        seen.kind,
        seen.identity,
        site.key,
        unit,
        FindingState.SUSPECTED if status == "疑似" else FindingState.CONFIRMED,
        first,
        FINISHED,
        reopened=int(status == "再次出现"),
    )
    return Problem(
        number, finding, seen, unit, site, TITLES[seen.check], INDICATORS.get(seen.check, ""), status, column
    )


def assessment(conclusion: Conclusion = Conclusion.QUALIFIED) -> Assessment:
    def row(id: str, name: str, state: RowState, explanation: str) -> RowResult:
        clause = Clause(f"{id}.1", name, 5, Verified.V2, ("fresh.column",))
        rule = "监测时间点前2周内的动态、要闻类栏目累计超过（含）5个未更新，即单项否决。"
        return RowResult(
            Row(id, name, RowKind.VETO, rule, "国办秘函〔2019〕19号 单项否决", Verified.V2, (clause,)),
            state,
            explanation,
            5 if state is RowState.TRIGGERED else 0,
        )

    failed = conclusion is Conclusion.UNQUALIFIED
    results = (
        row("W-V2", "站点无法访问", RowState.UNTESTED, "需连续7天可用性监测：未监测"),
        row("W-V3", "首页不更新", RowState.WARNING, "首页超过2周无信息更新 0 个（否决线 1 个）"),
        row("W-V4", "栏目不更新", RowState.TRIGGERED if failed else RowState.CLEAR, "未更新栏目 5 个（否决线 5 个）"),
        row("W-V5", "互动回应差", RowState.CANT_TELL, "公开留言：无法判定（2 项未能判定）"),
        row("L-01", "可用性", RowState.LISTED, "打不开的链接 3 个"),
    )
    reasons = ("W-V4 栏目不更新：未更新栏目 5 个（否决线 5 个）",) if failed else ()
    return Assessment("2019-19-website", 1, conclusion, results, reasons)


def site_report(site: Site, problems: tuple[Problem, ...] = (), **changes: object) -> SiteReport:
    base = SiteReport(
        site,
        f"{site.key}-20261123",
        FINISHED - timedelta(minutes=20),
        Sanity(),
        assessment(),
        {"pages": 1234, "links": 8765},
        {"passed": 8000, "failed": len(problems), "cantTell": 3, "inapplicable": 2, "untested": 1},
        problems,
        (),
        (),
        (),
        (),
        (),
        (),
        True,
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def portal_problems(count: int = 7) -> tuple[Problem, ...]:
    statuses = ("新发现", "仍存在", "再次出现")
    units = ("云岭县人民政府办公室", "县农业农村局", "县民政局")
    return tuple(
        problem(
            number + 1,
            status=statuses[number % 3],
            unit=units[number % 3],
            subject=f"https://www.yunling-demo.gov.cn/nyncj/zwgk/2026/attachment/{number}/detail_{number}.html",
        )
        for number in range(count)
    )


def inspection(count: int = 7) -> Inspection:
    """Three sites: one unqualified with everything, one qualified, one that could not be judged."""
    warning = replace(
        observation("fresh.column", "https://www.yunling-demo.gov.cn/ywdt/"),
        outcome=Outcome.PASSED,
        message="栏目“要闻动态”最新一条 2026-11-12。",
        warning="栏目“要闻动态”已 11 天没有更新，距期限还有 3 天。",
        facets={"days_left": "3", "category": "动态要闻"},
    )
    suspected = problem(1, status="疑似", subject="https://www.yunling-demo.gov.cn/slow.html", message="链接超时。")
    waived = problem(1, subject="https://www.yunling-demo.gov.cn/old.html")
    waived = replace(
        waived,
        finding=replace(waived.finding, state=FindingState.WAIVED, waiver="历史专题，按规定归档（2026-12-31 到期）"),
    )
    fixed = replace(problem(1, subject="https://www.yunling-demo.gov.cn/fixed.html", status="仍存在").finding)
    portal = site_report(
        PORTAL,
        portal_problems(count),
        assessment=assessment(Conclusion.UNQUALIFIED),
        suspected=(suspected,),
        waived=(waived,),
        warnings=(warning,),
        fixed=(replace(fixed, state=FindingState.VERIFIED_FIXED),),
        unmeasured=(("IPv6 首页访问", "检测机没有可用的 IPv6 线路，不能判断。"),),
        gaps=(Gap("page_cap", "https://www.yunling-demo.gov.cn/more/9.html", 120),),
        complete=False,
    )
    schools = site_report(
        SCHOOLS,
        (
            problem(
                count + 1,
                SCHOOLS,
                "仍存在",
                column="通知公告",
                check="fresh.column",
                subject="https://jy.yunling-demo.gov.cn/tzgg/",
                message="栏目“通知公告”最新一条 2026-03-02，距监测时间点 266 天，超过 6 个月。",
            ),
            problem(
                count + 2, SCHOOLS, check="identity.footer", subject=SCHOOLS.home, message="首页底部没有 ICP 备案号。"
            ),
        ),
    )
    town = site_report(
        TOWN,
        sanity=Sanity("inconclusive", ("首页被安全防护拦截",)),
        assessment=assessment(Conclusion.CANT_TELL),
        complete=False,
    )
    return Inspection(
        "run-20261123-0830",
        "云岭县",
        "人民政府办公室",
        "2026年第47周",
        FINISHED - timedelta(hours=2),
        FINISHED,
        date(2026, 12, 1),
        (portal, schools, town),
        (
            Account("微信公众号", "云岭发布", "yunling", "", "县委宣传部"),
            Account("新浪微博", "青石镇", "", "", "青石镇人民政府", AccountState.CLOSED),
        ),
        Change(new=tuple(item.finding.fingerprint for item in portal.problems if item.status == "新发现")),
        checks(),
        {"xunjian": "0.1.0", "link.dead": "1"},
        "节假日表只到 2026 年，之后的期限按周一至周五计算，请核对。",
    )


def clean() -> Inspection:
    """One qualified site without any problem."""
    return replace(inspection(), sites=(site_report(PORTAL),), calendar_warning="", change=Change())
