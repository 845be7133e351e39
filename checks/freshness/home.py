"""A home page without anything new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checks.freshness.entries import Entries, read_entries, unfilled
from checks.freshness.newest import Dates, doubt, gather
from checks.interface import Params, check
from core.clock import days_between
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Page, Snapshot

ID = "fresh.home"


@check(
    id=ID,
    title="首页不更新",
    clause="国办秘函〔2019〕19号 第一部分 单项否决“首页不更新”",
    needs={"pages", "links"},
    # 14 days: 监测2周 in that clause. 10 days: the early-warning line customary with vendors of the trade.
    defaults={"limit_days": 14, "warn_days": 10},
)
def stale_home(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """首页不更新：监测时间点前两周内，首页没有新发布的信息。

    是什么：取首页各列表中稿件的日期（包括脚本加载的列表数据，以及用浏览器打开才出现的稿件），以及这些稿件页面上标明的发布日期，以最新的一个为准。首页只有栏目导航、没有稿件的，
    看所有二级页面。日期晚于监测时间点的不计入。天数按“监测时间点日期减最新发布日期”计算，前后两端都算在期限内：相差
    14 天的仍算两周内更新，相差 15 天起判为不更新；相差 10 天起先作黄色预警。首页没有任何日期、列表由脚本加载或稿件没有
    采集完整的，记“无法判断”，不作为问题。

    为什么重要：首页不更新属于单项否决，一旦出现，网站即判为不合格。

    如何整改：由网站主办单位在首页发布新的政务动态、通知公告等信息，并标明发布日期（格式 YYYY-MM-DD）；已经发布而首页
    没有显示的，请网站技术单位检查首页静态页面是否重新生成、列表是否调用了正确的栏目。今后应安排专人，至少每周更新一次。
    """
    home = snapshot.home
    if home is None:
        yield _observe(snapshot, Outcome.CANT_TELL, "无法判断首页是否更新：本次没有采集到首页。")
        return
    dates = Dates(snapshot.taken_at.date())
    entries = read_entries(home, snapshot)
    if entries.items:
        gather(entries.items, snapshot, dates)
    elif not home.facts.scripted:
        _gather_second_level(snapshot, dates)
    yield _judge(snapshot, home, entries, dates, params)


def _gather_second_level(snapshot: Snapshot, dates: Dates) -> None:
    for page in snapshot.pages():
        if page.row.depth == 1:
            gather(page.items, snapshot, dates)
            if page.facts.publish_day is not None:
                dates.add(page.facts.publish_day, page.url)
            dates.blind += page.facts.truncated or bool(page.facts.scripted and not page.items)
    # The clause asks of all second-level pages: a crawl that left pages out cannot deny that one was updated.
    dates.blind += not snapshot.complete


def _judge(snapshot: Snapshot, home: Page, entries: Entries, dates: Dates, params: Params) -> Observation:
    limit = int(params["limit_days"])
    if dates.newest is None:
        scripted = f"首页列表由脚本加载，{unfilled(home)}"
        cause = scripted if home.facts.scripted else "首页及其稿件没有可识别的发布日期"
        return _observe(snapshot, Outcome.CANT_TELL, f"无法判断首页是否更新：{cause}。{dates.future_note}", home)
    days = days_between(dates.newest, dates.today)
    facets = {"days": str(days), "days_left": str(limit - days)}
    place = "首页" if entries.items else "首页仅为导航，二级页面"
    fact = f"{place}最新一条信息发布于 {dates.newest}，距监测时间点 {days} 天"
    excerpt = f"{dates.newest} {dates.url}"
    if days > limit:
        why = doubt(home, entries, dates)
        if why:
            message = f"无法判断首页是否更新：{fact}，但{why}。{dates.future_note}"
            return _observe(snapshot, Outcome.CANT_TELL, message, home, excerpt, facets)
        message = f"{fact}，超过 {limit} 天。{dates.future_note}"
        found = _observe(snapshot, Outcome.FAILED, message, home, excerpt, facets)
        return replace(found, evidence=(*found.evidence, *entries.evidence))
    warning = ""
    if days >= int(params["warn_days"]):
        warning = f"首页已 {days} 天没有更新，距 {limit} 天期限还有 {limit - days} 天。"
    message = f"{fact}，未超过 {limit} 天。{dates.future_note}"
    return _observe(snapshot, Outcome.PASSED, message, home, excerpt, facets, warning)


def _observe(
    snapshot: Snapshot,
    outcome: Outcome,
    message: str,
    home: Page | None = None,
    excerpt: str = "",
    facets: dict[str, str] | None = None,
    warning: str = "",
) -> Observation:
    return Observation(
        ID,
        snapshot.site.home,
        SubjectKind.SITE,
        outcome,
        message,
        evidence=home.evidence(excerpt) if home else (),
        warning=warning,
        facets=facets or {},
    )
