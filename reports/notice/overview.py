"""一、总体情况: what was inspected, the verdicts, and how the problems moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from indicators.model import Conclusion, RowResult
from reports.model import Inspection
from reports.notice.media import named_accounts, verdicts_on_accounts
from reports.notice.names import division, named_site, named_sites
from reports.plain import sentence
from reports.tally import tally
from reports.wording import chinese_day, day_of


def overview(inspection: Inspection) -> Iterator[str]:
    """Paragraphs of the first part."""
    if inspection.of_websites:
        yield _verdicts(inspection)
        yield from _named(inspection)
        yield _movement(inspection)
        yield _accounts(inspection)
        yield from named_accounts(inspection)
    else:
        yield f"截至{chinese_day(day_of(inspection.finished))}，{_accounts(inspection)}"
        yield from named_accounts(inspection)
        yield _movement(inspection)


def _verdicts(inspection: Inspection) -> str:
    counted = tally(inspection)
    text = (
        f"截至{chinese_day(day_of(inspection.finished))}，共检查{division(inspection)}政府网站{counted.sites}个，"
        f"其中合格{counted.qualified}个，不合格{counted.unqualified}个，无法判定{counted.unclear}个。"
    )
    if not counted.pass_rate:
        return text + "本期没有可以作出判定的网站，不计算合格率。"
    excluded = "（无法判定的不计入）" if counted.unclear else ""
    return text + f"合格率{counted.pass_rate}{excluded}。"


def _named(inspection: Inspection) -> Iterator[str]:
    for site in inspection.sites:
        if site.assessment.conclusion is Conclusion.UNQUALIFIED:
            reasons = "；".join(_veto(result) for result in site.assessment.vetoes)
            yield sentence(f"{named_site(site)}判定为不合格，原因：{reasons or '出现单项否决情形'}", 600)
    unclear = [site for site in inspection.sites if site.assessment.conclusion is Conclusion.CANT_TELL]
    if unclear:
        yield f"因采集不可信或者主要指标无法测量，{named_sites(unclear)}本期无法判定，待复查后另行通报。"


def _veto(result: RowResult) -> str:
    # The row's number is this program's own; the letter names the indicator as the document does.
    return f"{result.row.name}（{result.explanation.rstrip('。')}）"


def _movement(inspection: Inspection) -> str:
    counted = tally(inspection)
    fixed = f"经复核，以往问题已整改{counted.fixed}个。" if counted.fixed else ""
    if not counted.problems:
        return "本期检查未发现需要通报的问题。" + fixed
    parts = [f"新发现{counted.new}个", f"仍存在{counted.still}个"]
    if counted.again:
        parts.append(f"整改后再次出现{counted.again}个")
    if counted.unchecked:
        parts.append(f"本次未能复核{counted.unchecked}个")
    return f"本期共确认问题{counted.problems}个，涉及责任单位{counted.units}个，其中{'，'.join(parts)}。" + fixed


def _accounts(inspection: Inspection) -> str:
    total = len(inspection.accounts)
    if not total:
        return "本期登记表中没有政务新媒体账号，未对政务新媒体作评价。"
    states = Counter(account.state.value for account in inspection.accounts)
    by_state = "，".join(f"{name}{count}个" for name, count in sorted(states.items(), key=lambda pair: -pair[1]))
    text = f"登记的政务新媒体账号共{total}个（{by_state}）。"
    if not inspection.media:
        return text + "本期未对账号发布内容进行自动监测，不作合格与否的评价。"
    return text + verdicts_on_accounts(inspection.media)
