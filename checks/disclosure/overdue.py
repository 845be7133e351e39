"""Documents published later after signing than allowed."""

from __future__ import annotations

from collections.abc import Iterator

from checks.freshness.newest import months_before
from checks.interface import Params, check
from checks.policy.pairing import read_library
from core.calendar import WorkingCalendar
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Page, Snapshot

_CHECK = "disclosure.overdue"


@check(
    id=_CHECK,
    title="文件超过规定时间公开",
    clause="《政府信息公开条例》第二十六条（形成或者变更之日起20个工作日内公开）；见宁化县2023年第三季度通报",
    needs={"pages", "links", "columns", "dom"},
    # 20 working days: V2. Beyond `moved_days` a page was probably moved from an older site, not published late.
    defaults={"working_days": 20, "months": 12, "moved_days": 365},
)
def overdue(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """文件超过规定时间公开：政策文件的发布日期，比成文日期晚 20 个工作日以上。

    是什么：取登记的政策文件栏目中近 12 个月本县发布、页面上成文日期和发布日期都能看到的文件，按采集时封存的节假日表
    计算相隔的工作日（成文当日不算）。转载上级的文件不检查；相隔一年以上的（多为网站迁移、补录）、页面标签或地址中另有
    较早日期的，记“无法判断”。其他法规规定了更短期限的（如行政处罚 7 个工作日）不在本项。

    为什么重要：属于主动公开的政府信息，应当自形成或者变更之日起 20 个工作日内公开，法律、法规另有规定的从其规定。

    如何整改：由制发机关把公开属性审核和网站发布纳入发文流程，文件印发后及时报送发布。不得修改成文日期或发布日期。
    """
    first, today = months_before(snapshot.taken_at.date(), int(params["months"])), snapshot.taken_at.date()
    for page in read_library(snapshot).documents:
        day = page.facts.visible_day
        if day is not None and first <= day <= today and page.facts.article.signed_day is not None:
            yield _judge(page, snapshot.calendar, params)


def _judge(page: Page, calendar: WorkingCalendar, params: Params) -> Observation:
    signed, shown, limit = page.facts.article.signed_day, page.facts.visible_day, int(params["working_days"])
    if signed is None or shown is None:
        return _observe(page, Outcome.INAPPLICABLE, "页面没有同时写明成文日期和发布日期。")
    gap = calendar.working_days_between(signed, shown)
    fact = f"成文日期 {signed}，发布日期 {shown}，相隔 {gap} 个工作日"
    if gap <= limit:
        return _observe(page, Outcome.PASSED, f"{fact}，未超过 {limit} 个工作日。")
    others = (page.facts.article.tag_day, page.facts.article.url_day)
    doubt = ""
    if (shown - signed).days > int(params["moved_days"]):
        doubt = "相隔一年以上，可能是网站迁移或补录"
    elif any(other is not None and signed <= other < shown for other in others):
        doubt = "页面标签或地址中另有较早的日期"
    elif calendar.fewest_between(signed, shown) <= limit:
        doubt = calendar.warning((signed, shown)).rstrip("。")
    if doubt:
        return _observe(page, Outcome.CANT_TELL, f"无法判断是否超时公开：{fact}；{doubt}。")
    return _observe(page, Outcome.FAILED, f"{fact}，超过 {limit} 个工作日。")


def _observe(page: Page, outcome: Outcome, message: str) -> Observation:
    facts = page.facts
    evidence = page.evidence(f"{facts.article.title[:200]} 成文 {facts.article.signed_day} 发布 {facts.visible_day}")
    return Observation(_CHECK, page.url, SubjectKind.PAGE, outcome, message, evidence=evidence)
