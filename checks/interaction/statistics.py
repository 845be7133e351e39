"""Whether a site with public messages tells how many were received and answered."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.interaction.message import Message, is_whole
from checks.interaction.messages import messages
from checks.interface import Params, check
from checks.labelled import text_of
from checks.reach import left_out
from core.county import ColumnCategory
from core.outcome import Evidence, Observation, Outcome, SubjectKind
from core.snapshot import Page, Snapshot

_CHECK = "interaction.statistics"
_TITLE = re.compile(
    r"(?:留言|来信|信件|信箱|咨询|互动|诉求|受理|办理|答复|回复|反馈).{0,12}(?:统计|情况通报|数据)|统计.{0,6}(?:留言|来信|信件)"
)
_NUMBERS = re.compile(
    r"(?:办结|回复|答复|办理)率|(?:共|累计|本年|本月)?(?:收到|受理|收件)(?:留言|来信|咨询|信件|诉求|总[数量]|[:：])|(?:留言|来信|信件)总[数量]"
    r"|(?:已|总)(?:回复|答复|办结|受理)(?:数|量)?[:：\s]{0,3}\d"
)


@check(
    id=_CHECK,
    title="未公开留言受理反馈统计",
    clause="国办秘函〔2019〕19号 第二部分“留言公开”（须公开留言受理反馈情况统计数据）",
    needs={"pages", "links", "columns", "dom"},
)
def statistics(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """未公开留言受理反馈统计：网站公开了网民留言，却没有公开留言的受理、答复统计数据。

    是什么：网站有公开留言的，在链接文字、页面标题和互动类栏目页面中找“留言统计”“办理情况统计”“答复率”“累计收到留言”一类
    内容。采集不完整，或者互动页面由脚本显示的，记“无法判断”；没有公开留言的网站不检查。

    为什么重要：统计数据反映办理质量，是“留言公开”一项的检查内容。分值未见原文，本项只列出供核对，不计分。

    如何整改：由网站主办单位在互动交流栏目公开统计数据：收到、受理、答复的数量，平均答复时间等，并定期更新。
    """
    found = messages(snapshot)
    home = snapshot.site.home
    evidence = snapshot.home.evidence() if snapshot.home else (Evidence(home),)
    if not found:
        outcome, message = Outcome.INAPPLICABLE, "没有见到公开的网民留言，不检查统计数据。"
    elif shown := _shown(snapshot):
        outcome, message = Outcome.PASSED, f"已公开留言统计数据（{shown[:40]}）。"
    elif left_out(snapshot) or any(map(_unread, found)) or _scripted(snapshot):
        outcome, message = Outcome.CANT_TELL, "没有见到留言统计数据，但采集不完整或页面由脚本显示，请人工核对。"
    else:
        outcome, message = Outcome.FAILED, f"公开网民留言 {len(found)} 条，没有见到受理反馈情况的统计数据。"
        evidence = (*evidence, *found[0].page.evidence())
    yield Observation(_CHECK, home, SubjectKind.SITE, outcome, message, evidence=evidence)


def _unread(message: Message) -> bool:
    """Whether the message's page shows things that were not read; one doubtful block of a board is no such page."""
    return message.hint and (message.alone or not is_whole(message.page))


def _shown(snapshot: Snapshot) -> str:
    for link in snapshot.links():
        if name := next((source.text for source in link.samples if _TITLE.search(source.text[:60])), ""):
            return name
    for page in _pages(snapshot):
        if match := _NUMBERS.search(text_of(page.dom)):
            return match[0]
    return ""


def _pages(snapshot: Snapshot) -> list[Page]:
    columns = [column for column in snapshot.columns if column.category is ColumnCategory.INTERACTION]
    found = [snapshot.page(column.url) for column in columns]
    return [page for page in found if page is not None]


def _scripted(snapshot: Snapshot) -> bool:
    return any(page.facts.scripted or page.facts.truncated for page in _pages(snapshot))
