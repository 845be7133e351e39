"""Columns without anything new."""

from __future__ import annotations

from collections.abc import Iterator

from checks.freshness.entries import Entries, read_entries, unfilled
from checks.freshness.listing import FILES, Listing, list_page
from checks.freshness.main_text import main_text, shown_days
from checks.freshness.newest import Dates, doubt, gather
from checks.freshness.window import Window, window_of
from checks.interface import Params, check
from core.clock import days_between
from core.county import Column
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Page, Snapshot

ID = "fresh.column"
#: Fewest undated entries that make a list: one alone may be no list at all.
_SEVERAL = 2


@check(
    id=ID,
    title="栏目不更新",
    clause="国办秘函〔2019〕19号 第一部分 单项否决“栏目不更新”",
    needs={"pages", "links", "columns", "dom"},
    # 2 weeks and 6 months: that clause. The warning lines are our own: 10 of 14 days as for the home page, the last
    # 30 days of six months, the last 28 % of a registered interval (as 4 of 14 days).
    defaults={
        "news_days": 14,
        "news_warn_days": 10,
        "policy_months": 6,
        "policy_warn_left": 30,
        "interval_warn_percent": 28,
    },
)
def stale_column(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """栏目不更新：登记的栏目在规定期限内没有发布新信息。

    是什么：对登记表中的每个栏目，取列表页、列表后续页面和脚本加载的列表数据中各条稿件的日期，以及稿件页面上标明的发布
    日期，以最新的一个为准（置顶的旧稿不影响）。列表只有运行脚本才出现的，用浏览器打开后读取，并附截图。日期不写年份的，取不晚于监测次日的最近一年；晚于监测时间点的日期单独提示，不计入。
    期限：动态、要闻类两周（14 天）；通知公告、政策文件类 6 个月，按日历月倒推，如 11 月 23 日监测，5 月 23 日及
    以后发布的算已更新；其他栏目按登记的更新周期，没有登记周期的不检查。期限两端的日期都算在内。临近期限的先作黄色预警。
    列表和逐篇查看的稿件页面都未见任何日期的，按未更新计；列表数据没有读到、稿件没有采集完整、列表
    可能在内嵌页面中的，记“无法判断”，不作为问题；没有任何稿件的，由“空白栏目”一项检查。

    为什么重要：动态要闻、通知公告、政策文件类栏目累计 5 个以上（含）未更新，或应更新的栏目 10 个以上（含）长期
    未更新，属于单项否决。

    如何整改：由栏目的责任单位发布新信息并标明发布日期；确实没有内容可更新的，报网站主办单位同意后归并或撤销栏目，并请
    技术单位去掉导航入口、修改登记表；已发布而列表没有显示的，请技术单位检查列表页是否重新生成。不得用修改旧稿日期代替更新。
    """
    for column in snapshot.columns:
        yield _judge(column, snapshot, params)


def _judge(column: Column, snapshot: Snapshot, params: Params) -> Observation:
    today = snapshot.taken_at.date()
    window = window_of(column, today, params)
    if window is None:
        return _observe(column, Outcome.INAPPLICABLE, f"栏目“{column.name}”没有规定或登记更新周期，不检查更新。")
    found = list_page(column, snapshot)
    if found.page is None:
        return _observe(column, Outcome.CANT_TELL, f"无法判断栏目“{column.name}”是否更新：{found.why}。")
    entries = read_entries(found.page, snapshot, column.url)
    if not entries.items:
        return _without_items(column, found.page, entries)
    dates = gather(entries.items, snapshot, Dates(today))
    if dates.newest is None:
        return _without_dates(column, Listing(found.page, data=entries.evidence), entries, dates)
    return _compare(column, found.page, window, entries, dates)


def _without_items(column: Column, page: Page, entries: Entries) -> Observation:
    listing = Listing(page, data=entries.evidence)
    if page.facts.scripted and not entries.said_none:
        message = f"无法判断栏目“{column.name}”是否更新：列表由脚本加载，{unfilled(page)}。"
        return _observe(column, Outcome.CANT_TELL, message, listing)
    if page.facts.truncated:
        message = f"无法判断栏目“{column.name}”是否更新：页面过大或嵌套过深，解析时被截断。"
        return _observe(column, Outcome.CANT_TELL, message, listing)
    text = main_text(page.dom)
    if text.files:
        message = f"无法判断栏目“{column.name}”是否更新：页面没有稿件，但{FILES}，请人工查看。"
        return _observe(column, Outcome.CANT_TELL, message, listing)
    if text.framed:
        message = f"无法判断栏目“{column.name}”是否更新：页面没有稿件，但有内嵌页面，列表可能在其中，请人工查看。"
        return _observe(column, Outcome.CANT_TELL, message, listing)
    return _observe(column, Outcome.INAPPLICABLE, f"栏目“{column.name}”没有稿件列表，由“空白栏目”一项检查。", listing)


def _without_dates(column: Column, listing: Listing, entries: Entries, dates: Dates) -> Observation:
    """No date to be seen counts as not updated, once nothing is left that might have shown one."""
    number = len(entries.items)
    sure = listing.page is not None and not doubt(listing.page, entries, dates)
    if sure and listing.page is not None and shown_days(listing.page.dom) * 2 >= number:
        message = f"无法判断栏目“{column.name}”是否更新：页面上有日期，但没有能与稿件对应，请人工查看。"
        return _observe(column, Outcome.CANT_TELL, message, listing)
    if sure and not dates.future and dates.dateless == number >= _SEVERAL:
        message = f"栏目“{column.name}”列有稿件 {number} 条，列表和各稿件页面均未见日期，按未更新计。"
        return _observe(column, Outcome.FAILED, message, listing)
    message = f"无法判断栏目“{column.name}”是否更新：列表和稿件都没有可识别的发布日期。{dates.future_note}"
    return _observe(column, Outcome.CANT_TELL, message, listing)


def _compare(column: Column, page: Page, window: Window, entries: Entries, dates: Dates) -> Observation:
    newest = dates.newest or dates.today
    days, left = days_between(newest, dates.today), window.days_left(newest)
    listing = Listing(page, excerpt=f"{newest} {dates.url}", data=entries.evidence)
    facets = {"days": str(days), "days_left": str(left)}
    fact = f"栏目“{column.name}”最新一条 {newest}，距监测时间点 {days} 天"
    if left < 0:
        why = doubt(page, entries, dates)
        if why:
            message = f"无法判断栏目“{column.name}”是否更新：{fact}，但{why}。{dates.future_note}"
            return _observe(column, Outcome.CANT_TELL, message, listing, facets)
        return _observe(column, Outcome.FAILED, f"{fact}，超过{_limit(window)}。{dates.future_note}", listing, facets)
    warning = f"栏目“{column.name}”已 {days} 天没有更新，距期限还有 {left} 天。" if left <= window.warn_left else ""
    message = f"{fact}，未超过{_limit(window)}。{dates.future_note}"
    return _observe(column, Outcome.PASSED, message, listing, facets, warning)


def _limit(window: Window) -> str:
    return window.name if window.name.startswith("登记") else f" {window.name}"


def _observe(
    column: Column,
    outcome: Outcome,
    message: str,
    listing: Listing | None = None,
    facets: dict[str, str] | None = None,
    warning: str = "",
) -> Observation:
    return Observation(
        ID,
        column.key,
        SubjectKind.COLUMN,
        outcome,
        message,
        evidence=listing.evidence() if listing else (),
        warning=warning,
        facets={"category": column.category.value, "name": column.name, **(facets or {})},
    )
