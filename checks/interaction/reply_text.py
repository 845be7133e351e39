"""Answers that say nothing: empty, courtesies alone, or the same words to many questions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from checks.interaction.message import Message
from checks.interaction.messages import messages
from checks.interface import Params, check
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Snapshot

_CHECK = "interaction.reply_text"
_GREETING = re.compile(r"^.{0,24}?(?:您好|你好)[!！，,。:：]?|^尊敬的.{1,12}?[:：，,]")
#: Courtesies, receipts and promises to look into it: a short phrase that holds one of these is no answer.
_COURTESY = re.compile(
    r"感谢|谢谢|收悉|已收到|已知悉|祝您|谅解|耐心等待|特此(?:回复|答复)|已(?:经)?转|将转|转(?:交|给|至|由)|尽快|高度重视|"
    r"(?:我们|我局|我镇|我单位|本单位|单位|部门)(?:已|将|会|正在)?(?:认真|及时|积极|尽快)?(?:核实|研究|调查|处理|跟进|办理)$"
)
_PHRASES = re.compile(r"[。！？!?；;，,：:\n]")
_LONGEST_PHRASE = 24
_MARKS = re.compile(r"[\s\W\d_]+")


@check(
    id=_CHECK,
    title="答复内容空洞或雷同",
    clause="国办秘函〔2019〕19号 第二部分“办理答复”（逐条分值未见原文）",
    needs={"pages", "links", "columns", "dom"},
    # Fewest characters that can be an answer, and how many questions one text may answer: our own, cautious.
    defaults={"least": 6, "same": 3},
)
def reply_text(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """答复内容空洞或雷同：标明已答复却没有内容，只有“来信收悉、感谢关注、已转有关部门”之类的套话，或者用同一段话答复
    多个不同的问题。

    是什么：读取每条公开留言的答复内容，去掉称呼、致谢、收悉、转办等套话和标点后，几乎没有文字的，列为空洞；去掉称呼后
    完全相同、且对应 3 个以上不同问题的，列为雷同。问题本身相同的（多人问同一件事）不算；页面用脚本显示答复的不检查。

    为什么重要：敷衍答复等于没有答复，容易引发群众不满和负面舆情。本项只列出供人工核对，不计分。

    如何整改：由承办单位针对问题重新答复：说清能不能办、依据是什么、怎么办、找谁办；已转办的，办结后补充公开结果。
    """
    found = messages(snapshot)
    questions: dict[str, set[str]] = defaultdict(set)
    for message in found:
        if message.answer:
            questions[_core(message.answer)].add(_core(message.question))
    for message in found:
        if message.answer is not None and not message.hint:
            yield _judge(message, questions, params)


def _judge(message: Message, questions: dict[str, set[str]], params: Params) -> Observation:
    answer = message.answer or ""
    if not answer:
        if not message.done:
            return _observe(message, Outcome.INAPPLICABLE, "留言尚未答复。")
        return _observe(message, Outcome.FAILED, "页面标明已答复，但没有答复内容。")
    if len(_substance(answer)) < int(params["least"]):
        return _observe(message, Outcome.FAILED, f"答复只有套话，没有实质内容：“{answer[:60]}”。")
    others = len(questions[_core(answer)])
    if others >= int(params["same"]):
        return _observe(message, Outcome.FAILED, f"同一段答复用于 {others} 个不同的问题：“{answer[:60]}”。")
    return _observe(message, Outcome.PASSED, "答复有实质内容。")


def _substance(answer: str) -> str:
    """What is left of an answer without greeting and courtesies."""
    phrases = (phrase.strip() for phrase in _PHRASES.split(_GREETING.sub("", answer)))
    kept = (phrase for phrase in phrases if len(phrase) > _LONGEST_PHRASE or not _COURTESY.search(phrase))
    return _MARKS.sub("", "".join(kept))


def _core(text: str) -> str:
    return _MARKS.sub("", _GREETING.sub("", text))


def _observe(message: Message, outcome: Outcome, text: str) -> Observation:
    return Observation(
        _CHECK,
        message.url,
        SubjectKind.PAGE,
        outcome,
        text,
        message.identity,
        evidence=message.page.evidence((message.answer or "")[:200]),
    )
