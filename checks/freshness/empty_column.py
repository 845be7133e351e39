"""Columns that exist but hold nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checks.freshness.entries import Entries, read_entries, unfilled
from checks.freshness.listing import FILES, Listing, list_page
from checks.freshness.main_text import MainText, main_text
from checks.freshness.own_links import own_links
from checks.interface import Params, check
from core.county import Column
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Page, PageKind, Snapshot

ID = "fresh.empty_column"
#: Fewest short links of its own, such as a list of departments, that make a column not blank.
_SEVERAL = 3
#: Separate inspections in which a browser must see the same before anybody is named: one may have come at a bad moment.
_SHOWN_ROUNDS = 2


@check(
    id=ID,
    title="空白栏目",
    clause="国办秘函〔2019〕19号 第一部分 单项否决“栏目不更新”第3种情形（空白栏目）",
    needs={"pages", "links", "columns", "dom"},
    # Characters outside links, navigation, header and footer; cautious choices of our own, not official numbers.
    defaults={"blank_max": 30, "article_min": 150},
)
def empty_column(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """空白栏目：登记的栏目能打开，但没有任何内容，或者只显示“栏目建设中”“暂无信息”之类的文字。

    是什么：逐一查看登记表中栏目的列表页。有稿件的为正常；没有稿件，且页面标明建设中、暂无内容、敬请期待等，或者除导航、
    页头、页脚外几乎没有文字的，判为空白栏目。栏目本身就是一篇文章的（如机构简介）不适用。列表由脚本加载的，读取其
    数据判断：有稿件为正常，数据说明共 0 条的判为空白栏目；数据没有读到的用浏览器打开查看，有稿件为正常，页面自己标明
    没有内容的须在两次独立巡检中都看到才列为问题，其余记“无法判断”。页面有图片、表单、内嵌页面、文件或较多链接
    （如部门名单；各栏目都有的导航链接不算）而识别不出稿件的，也记“无法判断”，由人工查看，不作为问题。

    为什么重要：空白栏目数量达到 5 个（含）即属单项否决；群众点开后一无所获，影响政府网站公信力。

    如何整改：由栏目的责任单位尽快补充应公开的内容；没有内容可公开的，报网站主办单位同意后撤销或归并栏目，由技术单位去掉
    首页和导航入口，并更新登记表。栏目未建成前不要开通入口，不要以“建设中”页面对外。
    """
    for column in snapshot.columns:
        yield _judge(column, snapshot, params)


def _judge(column: Column, snapshot: Snapshot, params: Params) -> Observation:
    listing = list_page(column, snapshot)
    if listing.page is None:
        return _observe(column, Outcome.CANT_TELL, f"无法判断栏目“{column.name}”是否空白：{listing.why}。", listing)
    page = listing.page
    entries = read_entries(page, snapshot, column.url)
    listing = Listing(page, data=entries.evidence)
    if entries.items:
        return _observe(column, Outcome.PASSED, f"栏目“{column.name}”列有稿件 {len(entries.items)} 条。", listing)
    found = _judge_received(column, page, entries, snapshot, params)
    # Of a page with parts the browser showed the first.
    seen = page.rendered is not None and page.rendered.whole and "#" not in column.url
    if found.outcome is not Outcome.CANT_TELL or page.rendered is None or not seen:
        return found
    return _judge_shown(column, found, main_text(page.rendered.dom), params)


def _judge_received(column: Column, page: Page, entries: Entries, snapshot: Snapshot, params: Params) -> Observation:
    why = _unsure(page, entries)
    if why:
        listing = Listing(page, data=entries.evidence)
        return _observe(column, Outcome.CANT_TELL, f"无法判断栏目“{column.name}”是否空白：{why}。", listing)
    text = main_text(page.dom)
    found = _judge_text(column, page, entries, text, params)
    stated = entries.said_none or text.placeholder
    own = own_links(text, page, snapshot) if found.outcome is Outcome.FAILED and not stated else ()
    if len(own) < _SEVERAL:
        return found
    shown = "”“".join(own[:_SEVERAL])
    message = f"无法判断栏目“{column.name}”是否空白：没有识别出稿件，但有“{shown}”等 {len(own)} 个链接，请人工查看。"
    return replace(found, outcome=Outcome.CANT_TELL, message=message)


def _judge_shown(column: Column, found: Observation, text: MainText, params: Params) -> Observation:
    """What the browser adds to a doubt: only a page that says itself that it is empty is."""
    if not text.placeholder or text.links >= 3 or text.media or text.length >= int(params["article_min"]):
        return found
    message = f"栏目“{column.name}”没有任何稿件，用浏览器打开后页面显示“{text.placeholder}”。"
    return replace(found, outcome=Outcome.FAILED, message=message, rounds=_SHOWN_ROUNDS)


def _unsure(page: Page, entries: Entries) -> str:
    if page.facts.scripted and not entries.said_none:
        return f"列表由脚本加载，{unfilled(page)}"
    if page.facts.truncated:
        return "页面过大或嵌套过深，解析时被截断"
    return ""


def _judge_text(column: Column, page: Page, entries: Entries, text: MainText, params: Params) -> Observation:
    listing = Listing(page, excerpt=" ".join(text.lines)[:200], data=entries.evidence)
    if text.length >= int(params["article_min"]) or page.kind is PageKind.ARTICLE or page.facts.publish_day:
        return _observe(column, Outcome.INAPPLICABLE, f"栏目“{column.name}”是单篇内容，不是稿件列表。", listing)
    if text.links >= 3 or text.media or text.files or (text.dynamic and not entries.said_none):
        message = f"无法判断栏目“{column.name}”是否空白：没有识别出稿件，但{_other_content(text)}，请人工查看。"
        return _observe(column, Outcome.CANT_TELL, message, listing)
    if entries.said_none:
        message = f"栏目“{column.name}”没有任何稿件，列表的数据接口说明共 0 条。"
        return _observe(column, Outcome.FAILED, message, listing)
    if text.placeholder:
        message = f"栏目“{column.name}”没有任何稿件，页面显示“{text.placeholder}”。"
        return _observe(column, Outcome.FAILED, message, listing)
    if text.length <= int(params["blank_max"]):
        message = f"栏目“{column.name}”没有任何稿件，除导航、页头、页脚和链接外仅有 {text.length} 个字。"
        return _observe(column, Outcome.FAILED, message, listing)
    message = f"无法判断栏目“{column.name}”是否空白：没有识别出稿件，但有 {text.length} 字文字，请人工查看。"
    return _observe(column, Outcome.CANT_TELL, message, listing)


def _other_content(text: MainText) -> str:
    if text.files:
        return FILES
    if text.dynamic and not (text.links >= 3 or text.media):
        return "页面脚本可能加载内容或跳转"
    return "页面有较多链接" if text.links >= 3 else "页面有图片、表单或内嵌内容"


def _observe(column: Column, outcome: Outcome, message: str, listing: Listing) -> Observation:
    return Observation(
        ID,
        column.key,
        SubjectKind.COLUMN,
        outcome,
        message,
        evidence=listing.evidence(),
        facets={"category": column.category.value, "name": column.name},
    )
