"""（三）其他方面: what could not be measured and why. An honest letter says what it does not know."""

from __future__ import annotations

from collections.abc import Iterator

from reports.model import Inspection, SiteReport
from reports.notice.media import doubted_accounts
from reports.notice.names import named_sites
from reports.plain import called, plain, sentence

#: Kinds of unmeasured checks told in the letter; all stand in report.html.
_MOST_CHECKS = 8
#: Reasons told why accounts could not be judged, and accounts named with each; the enclosure has all.
_MOST_REASONS, _MOST_NAMED = 12, 8


def unmeasured(inspection: Inspection) -> Iterator[str]:
    """Paragraphs of the third section; one positive sentence when everything was measured."""
    told = [*_crawls(inspection), *_checks(inspection), *_accounts(inspection), *_programs(inspection)]
    yield from told or ["本期各项自动检测均正常完成。"]


def _crawls(inspection: Inspection) -> Iterator[str]:
    unsound = [site for site in inspection.sites if not site.sanity.sound]
    decided = [site for site in unsound if site.assessment.reasons]
    for sites, but in (
        ([site for site in unsound if not site.assessment.reasons], ""),
        (decided, "除另行监测的项目外，"),
    ):
        if sites:
            reasons = "；".join(dict.fromkeys(reason for site in sites for reason in site.sanity.reasons))
            verdict = f"本次采集未通过可信度检验，{but}不作判定。原因：{reasons or '采集异常'}"
            yield sentence(f"{named_sites(sites)}{verdict}", 400)
    partial = [site for site in inspection.sites if site.sanity.sound and not site.complete]
    if partial:
        yield f"{named_sites(partial)}采集不完整，未采集到的页面不作评价。"


def _checks(inspection: Inspection) -> Iterator[str]:
    found: dict[str, list[tuple[SiteReport, str]]] = {}
    for site in inspection.sites:
        for name, reason in site.unmeasured if site.sanity.sound else ():
            found.setdefault(name, []).append((site, reason))
    for name, cases in list(found.items())[:_MOST_CHECKS]:
        sites = list({site.site.key: site for site, _ in cases}.values())
        reason = plain(cases[0][1], 120).rstrip("。")
        yield f"“{plain(name, 60)}”一项，{named_sites(sites)}有无法判断的情况（如：{reason}），不作为问题通报。"
    if len(found) > _MOST_CHECKS:
        yield f"另有{len(found) - _MOST_CHECKS}项检测存在无法判断的情况，不作为问题通报。"


def _accounts(inspection: Inspection) -> Iterator[str]:
    if inspection.media is None:
        return
    report = inspection.media.report
    if not report.sanity.sound:
        reasons = "；".join(report.sanity.reasons) or "采集异常"
        yield sentence(f"政务新媒体账号本次取数未通过可信度检验，不作判定。原因：{reasons}", 400)
        return
    doubted = list(doubted_accounts(inspection.media))
    for reason, accounts in doubted[:_MOST_REASONS]:
        names = called([item.account.title for item in accounts], _MOST_NAMED)
        yield sentence(f"{names}本期无法判定，不作评价，原因：{reason}", 500)
    if len(doubted) > _MOST_REASONS:
        left = sum(len(accounts) for _, accounts in doubted[_MOST_REASONS:])
        yield f"另有{left}个账号因其他原因本期无法判定，详见附件。"
    titles = list(dict.fromkeys(name for name, _ in report.unmeasured))
    if titles:
        shown = "".join(f"“{plain(title, 60)}”" for title in titles[:_MOST_CHECKS])
        more = "等" if len(titles) > _MOST_CHECKS else ""
        yield (
            f"{shown}{more}{len(titles)}项，部分政务新媒体账号无法自动判断，不作为问题通报，"
            "逐项的账号和原因见《问题清单.xlsx》的“未检测项目”表。"
        )


def _programs(inspection: Inspection) -> Iterator[str]:
    if inspection.broken_plugins:
        yield f"另有{len(inspection.broken_plugins)}个扩展检查程序未能加载，相应项目本期未检测。"
    if inspection.calendar_warning:
        yield sentence(inspection.calendar_warning, 300)
