"""Questions and suggestions answered later than within five working days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from checks.freshness.newest import months_before
from checks.interaction.message import Message
from checks.interaction.messages import messages
from checks.interface import Params, check
from core.calendar import WorkingCalendar
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Snapshot

_CHECK = "interaction.reply_time"
#: Kinds of messages with time limits of their own.
_OTHER_KINDS = re.compile(r"投诉|举报|信访|求助|检举|控告|表扬|感谢")


@check(
    id=_CHECK,
    title="留言答复不及时",
    clause="国办秘函〔2019〕19号 第二部分“办理答复”（5个工作日见地方通报，19号文原句未核）",
    needs={"pages", "links", "columns", "dom"},
    defaults={"working_days": 5, "window_months": 12},
)
def reply_time(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """留言答复不及时：咨询、建议类留言没有在 5 个工作日内答复。

    是什么：对监测时间点前 1 年内的公开留言，按“留言时间”“回复时间”计算相隔的工作日（留言当日不算，节假日和
    调休按国务院办公厅通知）。写明是投诉、举报、信访、求助的不检查；页面写明未答复的，算到监测时间点；没有标明回复时间的，记“无法判断”。

    为什么重要：答复及时与否，直接影响群众对政府网站的评价。5 个工作日的期限见于地方检查通报，国家文件原句未核实，本项
    只列出供核对，不计分。

    如何整改：由承办单位指定专人每天查看、当天转办，5 个工作日内答复；情况复杂的，先告知办理进度和预计答复时间。
    已经超期的，不得修改留言时间或者回复时间。
    """
    today = snapshot.taken_at.date()
    first = months_before(today, int(params["window_months"]))
    for message in messages(snapshot):
        if first <= message.asked <= today and not _OTHER_KINDS.search(message.type):
            yield _judge(message, today, snapshot.calendar, int(params["working_days"]))


def _judge(message: Message, today: date, calendar: WorkingCalendar, limit: int) -> Observation:
    end = message.answered or (today if message.open and not message.hint else None)
    if end is None or end < message.asked:
        return _observe(message, Outcome.CANT_TELL, "无法判断答复是否及时：没有识别出回复时间，或早于留言时间。")
    gap = calendar.working_days_between(message.asked, end)
    state = f"{end} 答复" if message.answered else f"至监测时间点 {end} 未答复"
    fact = f"{message.asked} 留言，{state}，相隔 {gap} 个工作日"
    if gap <= limit:
        return _observe(message, Outcome.PASSED, f"{fact}，未超过 {limit} 个工作日。")
    doubt = calendar.warning((message.asked, end))
    if doubt:
        return _observe(message, Outcome.CANT_TELL, f"无法判断答复是否及时：{fact}；{doubt}")
    return _observe(message, Outcome.FAILED, f"“{message.question[:40]}”{fact}，超过 {limit} 个工作日。")


def _observe(message: Message, outcome: Outcome, text: str) -> Observation:
    excerpt = f"留言时间：{message.asked}；回复时间：{message.answered or '—'}"
    return Observation(
        _CHECK, message.url, SubjectKind.PAGE, outcome, text, message.identity, evidence=message.page.evidence(excerpt)
    )
