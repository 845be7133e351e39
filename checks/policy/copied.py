"""Interpretations that only repeat their document."""

from __future__ import annotations

from collections.abc import Iterator

from checks.freshness.newest import months_before
from checks.interface import Params, check
from checks.policy.pairing import pairs, read_library
from checks.policy.text import body_text, frame_of, share_in
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Page, Snapshot

_CHECK = "policy.copied"


@check(
    id=_CHECK,
    title="政策解读照搬文件",
    clause="国办发〔2017〕47号（政策解读）；“相似度超过80%”为本工具口径，未见官方数字",
    needs={"pages", "links", "columns", "dom"},
    # 80 %: a measure of our own. 200 characters: less text says too little about copying.
    defaults={"percent": 80, "months": 12, "shortest": 200},
)
def copied(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """政策解读照搬文件：解读稿件的文字大部分是文件原文，没有真正解读。

    是什么：取近 12 个月本县文件及其解读，比较两者的正文。口径：去掉标点、空白和网站页面共有的文字后，把解读正文切成
    连续 8 个字的片段，其中在文件正文里也出现的占比超过 80% 的，列出供核对。正文不足 200 字（如图解、视频）的不比较。

    为什么重要：解读应当说明背景依据、主要内容、适用范围、新旧差异和办事方法。照抄条文，群众仍然看不懂。

    如何整改：由文件起草单位重新组织解读材料，用群众听得懂的话说明为什么出台、和谁有关、怎么办理、与以前有何不同，
    也可以改用图解、视频、问答等形式。
    """
    first = months_before(snapshot.taken_at.date(), int(params["months"]))
    frame = frame_of(snapshot)
    for pair in pairs(read_library(snapshot)):
        day = pair.document.facts.visible_day
        if day is None or not first <= day <= snapshot.taken_at.date():
            continue
        document = body_text(pair.document, frame)
        for page in pair.interpretations:
            yield _judge(page, pair.document, (body_text(page, frame), document), params)


def _judge(page: Page, document: Page, texts: tuple[str, str], params: Params) -> Observation:
    if min(map(len, texts)) < int(params["shortest"]):
        return _observe(
            page, document, Outcome.INAPPLICABLE, "文件或解读的文字较少（可能是图解、视频或附件），不作比较。"
        )
    share = share_in(*texts)
    fact = f"解读正文与文件《{document.facts.article.title[:60]}》正文重复的文字占 {share:.0%}"
    limit = int(params["percent"])
    if share * 100 > limit:
        return _observe(page, document, Outcome.FAILED, f"{fact}，超过 {limit}%，请核对是否只是摘抄文件。")
    return _observe(page, document, Outcome.PASSED, f"{fact}，未超过 {limit}%。")


def _observe(page: Page, document: Page, outcome: Outcome, message: str) -> Observation:
    evidence = (*page.evidence(page.facts.article.title[:200]), *document.evidence(document.facts.article.title[:200]))
    return Observation(_CHECK, page.url, SubjectKind.PAGE, outcome, message, evidence=evidence)
