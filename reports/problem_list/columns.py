"""The columns of each sheet and the rows that fill them.

The problem list's columns are those that real county notices use (standards: 真实通报样本, 问题清单列); their names and
order are read by other programs and by people, so a test holds them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from core.finding import Finding
from core.outcome import Observation
from reports.accounts import account_problems, last_update, tally_platforms, total
from reports.links import place_rows
from reports.model import Inspection, MediaReport, Problem, SiteReport
from reports.spread import is_spread, last_address, pages_of
from reports.wording import day_of, demands, gap_name, minute

#: Pages of one template named in the list; report.html names all that are known.
MOST_PAGES = 5


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading and its width in characters of the standard font."""

    name: str
    width: int


Row = tuple[int | str, ...]

COLUMNS = (
    Column("序号", 5),
    Column("责任单位", 14),
    Column("网站/栏目（账号名称、平台）", 18),
    Column("问题类型（对应指标编号）", 15),
    Column("问题描述", 30),
    Column("页面地址", 28),
    Column("证据（截图、检测时间）", 22),
    Column("首次发现", 11),
    Column("整改要求", 28),
    Column("整改时限", 11),
    Column("整改情况", 11),
    Column("复核结果", 11),
)
UNMEASURED_COLUMNS = (
    Column("序号", 6),
    Column("网站", 28),
    Column("未检测或无法判断的项目", 32),
    Column("原因", 60),
    Column("数量", 10),
    Column("地址示例", 50),
)
LINK_COLUMNS = (
    Column("序号", 6),
    Column("网站", 22),
    Column("责任单位", 18),
    Column("类型", 18),
    Column("状态", 10),
    Column("链接地址", 46),
    Column("位置", 10),
    Column("引用处数", 10),
    Column("引用页面", 46),
    Column("链接文字", 26),
)
BY_HAND_COLUMNS = (
    Column("序号", 6),
    Column("网站", 22),
    Column("检查项目", 20),
    Column("链接地址", 50),
    Column("无法判断的原因", 40),
    Column("引用处数", 10),
    Column("引用页面", 46),
    Column("截图", 22),
    Column("人工核对结果", 16),
    Column("核对人、时间", 16),
)
FIXED_COLUMNS = (
    Column("序号", 6),
    Column("责任单位", 20),
    Column("网站", 24),
    Column("问题类型", 22),
    Column("原问题描述", 44),
    Column("页面地址", 40),
    Column("首次发现", 12),
    Column("最后一次发现", 14),
    Column("复核结果", 18),
)


ACCOUNT_COLUMNS = (
    Column("序号", 6),
    Column("新媒体类型", 16),
    Column("名称（平台）", 30),
    Column("责任单位", 24),
    Column("状态", 8),
    Column("判定", 10),
    Column("问题类别", 36),
    Column("检查时最后更新日期", 14),
    Column("说明", 50),
)
PLATFORM_COLUMNS = (
    Column("新媒体类型", 24),
    Column("运行数", 10),
    Column("检查数", 10),
    Column("不合格数", 10),
    Column("合格率", 10),
)


def confirmed_rows(inspection: Inspection) -> Iterator[Row]:
    """Every confirmed problem, numbered as in the letter."""
    wanted = demands(inspection.checks)
    for site in inspection.parts:
        for problem in site.problems:
            due = problem.finding.due or inspection.due
            row = _problem(problem, site, wanted)
            yield (problem.number, *row, f"{due:%Y-%m-%d}", "", "")


def suspected_rows(inspection: Inspection) -> Iterator[Row]:
    """Problems that nobody is accused of yet: to be looked at by a person, no deadline."""
    wanted = demands(inspection.checks)
    cases = ((problem, site) for site in inspection.parts for problem in site.suspected)
    for number, (problem, site) in enumerate(cases, start=1):
        yield (number, *_problem(problem, site, wanted), "待核实", "", "")


def unmeasured_rows(inspection: Inspection) -> Iterator[Row]:
    """What could not be measured, and what the crawl left out."""
    cases = ((site, case) for site in inspection.parts for case in _unmeasured(site))
    for number, (site, case) in enumerate(cases, start=1):
        yield (number, site.site.name, *case)


def link_rows(inspection: Inspection) -> Iterator[Row]:
    """Every known place of every link that does not open, confirmed ones first."""
    parts = inspection.parts
    cases = ((site.site.name, row) for site in parts for row in place_rows((*site.problems, *site.suspected)))
    for number, (name, row) in enumerate(cases, start=1):
        yield (number, name, *row)


def by_hand_rows(inspection: Inspection) -> Iterator[Row]:
    """Links of which nobody could tell whether they open: a person opens each and writes down what came."""
    titles = {item.id: item.title for item in inspection.checks}
    cases = ((site, item) for site in inspection.parts for item in site.unclear)
    for number, (site, item) in enumerate(cases, start=1):
        page = item.sources[0].page if item.sources else ""
        shot = next((proof.shot for proof in item.evidence if proof.shot), "")
        title = titles.get(item.check, item.check)
        yield (number, site.site.name, title, item.subject, item.message, item.source_count, page, shot, "", "")


def account_rows(media: MediaReport) -> Iterator[Row]:
    """Every registered media account with its verdict and the types of its problems."""
    titles = {item.report.account.key: "、".join(item.titles) for item in account_problems(media)}
    for number, report in enumerate(media.accounts, start=1):
        account = report.account
        yield (
            number,
            account.kind or account.platform,
            account.title,
            account.unit,
            account.state.value,
            report.conclusion.value if report.conclusion else "—",
            titles.get(account.key, ""),
            last_update(report),
            report.explanation,
        )


def platform_rows(media: MediaReport) -> Iterator[Row]:
    """Accounts in operation, judged and 不合格, by platform and together."""
    platforms = tally_platforms(media)
    for row in (*platforms, total(platforms)):
        yield (row.platform, row.running, row.checked, row.failed, row.pass_rate or "—")


def fixed_rows(inspection: Inspection) -> Iterator[Row]:
    """Findings verified as fixed in this inspection."""
    titles = {item.id: item.title for item in inspection.checks}
    cases = ((site, finding) for site in inspection.parts for finding in site.fixed)
    for number, (site, finding) in enumerate(cases, start=1):
        yield (
            number,
            finding.unit,
            site.site.name,
            titles.get(finding.check, finding.check),
            last_message(finding),
            last_address(finding),
            f"{day_of(finding.first_seen):%Y-%m-%d}",
            f"{day_of(finding.last_seen):%Y-%m-%d}",
            "已整改",
        )


def last_message(finding: Finding) -> str:
    """What was last seen wrong, as kept with the finding."""
    message = finding.data.get("message", "")
    return message if isinstance(message, str) else ""


def _problem(problem: Problem, site: SiteReport, wanted: dict[str, str]) -> Row:
    kind = f"{problem.title}（{problem.indicator or problem.finding.check}）"
    return (
        problem.unit,
        problem.place,
        kind,
        problem.observation.message,
        problem.address,
        _evidence(problem.observation, site),
        f"{day_of(problem.finding.first_seen):%Y-%m-%d}",
        wanted.get(problem.finding.check, "请核实并整改，整改后反馈。"),
    )


def _evidence(observation: Observation, site: SiteReport) -> str:
    parts = [f"检测时间 {minute(site.taken_at)}", f"快照 {_short(site.snapshot)}"]
    for item in observation.evidence[:1]:
        if item.shot:
            parts.append(f"截图 {item.shot}")
        if item.warc:
            parts.append(f"{item.warc} 偏移 {item.offset} 记录 {item.record_id}")
    if is_spread(observation):
        parts.append(f"所在页面（{pages_of(observation, MOST_PAGES)}）")
    elif observation.sources:
        parts.append(f"引用页面（共 {observation.source_count} 处）：{observation.sources[0].page}")
    return "；".join(parts)


def _unmeasured(site: SiteReport) -> Iterator[tuple[int | str, ...]]:
    for reason in site.sanity.reasons if not site.sanity.sound else ():
        yield "全部项目", reason, "", ""
    for name, reason in site.unmeasured:
        yield name, reason, "", ""
    for gap in site.gaps:
        detail = f"{gap_name(gap.reason)}{f'（{gap.detail}）' if gap.detail else ''}"
        yield "未采集的地址", detail, gap.count, gap.example


def _short(snapshot: str) -> str:
    """The site and the inspection, without the folders of this machine above them."""
    return "/".join(PurePosixPath(snapshot).parts[-2:])
