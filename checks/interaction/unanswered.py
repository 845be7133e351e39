"""Messages without an answer for more than three months."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from checks.freshness.newest import months_before
from checks.interaction.message import Message
from checks.interaction.messages import messages
from checks.interface import Params, check
from core.clock import days_between
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Snapshot

_CHECK = "interaction.unanswered"
#: Answered messages beside one that must show where an answer would stand, before its absence means anything.
_FELLOWS = 3


@check(
    id=_CHECK,
    title="网民留言超过3个月未回应",
    clause="国办秘函〔2019〕19号 第一部分 单项否决“互动回应差”第2种情形",
    needs={"pages", "links", "columns", "dom"},
    # One year and three months: that clause. The warning of 14 days before is our own.
    defaults={"window_months": 12, "limit_months": 3, "warn_left": 14},
)
def unanswered(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """网民留言超过3个月未回应：监测时间点前1年内的公开留言，提出后超过 3 个月仍没有答复。

    是什么：在登记为“互动”的栏目和留言、信箱、咨询类页面中，读取每条公开留言的留言时间、回复时间、办理状态和答复内容
    （网上信访、纪检举报、在线访谈、调查征集不在此列）。页面或列表写明“未回复”“待办理”“办理中”等，或答复内容为空，
    且留言距监测时间点超过 3 个月的，判为未回应；3 个月按日历月倒推。页面没有答复部分、而同一栏目其他留言都有答复的，
    先列为疑似，两次检查结果一致才确认。一页列出多条留言的，逐条读取，只采用写明了留言时间和答复位置的部分，分不清的
    不采用。页面用脚本显示答复或不能确认的，记“无法判断”。临近 3 个月的先作黄色预警。

    为什么重要：监测时间点前 1 年内存在超过 3 个月未回应有效留言的现象，属于单项否决。

    如何整改：由留言涉及事项的承办单位尽快答复，并在网站公开答复单位、答复时间和答复内容；已经答复而网站没有显示的，请技术
    单位检查同步；属于无效留言的，不应公开或者应标明不予受理的理由。今后应每天查看留言，5 个工作日内答复咨询、建议。
    """
    today = snapshot.taken_at.date()
    first = months_before(today, int(params["window_months"]))
    found = messages(snapshot)
    answered = Counter(_folder(item.url) for item in found if item.answer and item.alone)
    for message in found:
        if message.done:
            yield _observe(message, Outcome.PASSED, f"{message.asked} 的留言已答复。")
        elif first <= message.asked <= today:
            yield _judge(message, today, answered[_folder(message.url)] >= _FELLOWS, params)


def _judge(message: Message, today: date, usual: bool, params: Params) -> Observation:
    limit = int(params["limit_months"])
    last = months_before(today, limit)
    fact = f"“{message.question[:40]}”于 {message.asked} 提出，距监测时间点 {days_between(message.asked, today)} 天"
    if message.asked >= last:
        left = (message.asked - last).days
        warning = f"{fact}，尚未答复，距 {limit} 个月期限还有 {left} 天。" if left <= int(params["warn_left"]) else ""
        return _observe(message, Outcome.PASSED, f"{fact}，未超过 {limit} 个月。", warning)
    if message.open and not message.hint:
        shown = f"页面显示“{message.status}”" if message.status else "答复内容为空"
        return _observe(message, Outcome.FAILED, f"{fact}，{shown}，超过 {limit} 个月未回应。")
    if message.alone and usual and not message.hint:
        why = f"{fact}，页面没有答复，同栏目其他留言均有答复，疑似超过 {limit} 个月未回应。"
        return _observe(message, Outcome.FAILED, why, rounds=2)
    return _observe(message, Outcome.CANT_TELL, f"无法判断留言是否答复：{fact}，没有识别出答复部分，请人工核对。")


def _folder(url: str) -> str:
    return url.rsplit("/", 1)[0]


def _observe(message: Message, outcome: Outcome, text: str, warning: str = "", rounds: int = 1) -> Observation:
    excerpt = f"留言时间：{message.asked}；状态：{message.status or '—'}"
    return Observation(
        _CHECK, message.url, SubjectKind.PAGE, outcome, text, message.identity,
        evidence=message.page.evidence(excerpt), warning=warning, rounds=rounds,
    )  # fmt: skip
