"""Documents and their interpretations that do not link to each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checks.freshness.newest import months_before
from checks.interface import Params, check
from checks.policy.pairing import links_of, pairs, read_library, same_place
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Page, Snapshot

_CHECK = "policy.linked"
_NOISE = re.compile(r"[\s《》〈〉“”\"….]")
#: Words of a block that a script may fill.
_BLOCK = re.compile(r"相关(?:解读|文件|链接|稿件|阅读|政策)|解读材料|政策原文|原文链接|解读链接|关联(?:文件|解读)")

#: How templates name the place into which a script puts related pages.
_TRACE = re.compile(r"\bxg(?:jd|wj|wd|zc|xx|wz)\w{0,20}|\brelat(?:ed|ion)\w{0,20}|\bgl(?:jd|wj)\w{0,20}|guanlian", re.I)


@check(
    id=_CHECK,
    title="政策文件与解读没有互相链接",
    clause="国办秘函〔2019〕19号 政策解读（双向关联；见株洲2022年第四季度通报，V1）",
    needs={"pages", "links", "columns", "dom"},
    # Our own window, not an official number: older pages are rarely touched again.
    defaults={"months": 12},
)
def linked(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """政策文件与解读没有互相链接：文件页没有指向解读的链接，或解读页没有指向文件的链接。

    是什么：取近 12 个月本县发布、能确定其解读的文件（解读标题写明文件名称或文号，或两者之间有写明“解读”“原文”的链接），
    分别查看文件页能否点到解读、解读页能否点到文件。一份文件有多篇解读的，文件页链接其中一篇即可。页面列表由脚本加载、
    有“相关解读”“政策原文”等字样而没有读到链接的，记“无法判断”。

    为什么重要：解读与文件双向关联，群众看到文件能找到解读，看到解读能核对原文，是政策解读抽查的内容。

    如何整改：由发布单位在文件页加上解读稿件的链接，在解读页加上文件原文的链接；内容管理系统有“关联稿件”功能的，
    由网站技术单位开启后自动生成。
    """
    first = months_before(snapshot.taken_at.date(), int(params["months"]))
    for pair in pairs(read_library(snapshot)):
        day = pair.document.facts.visible_day
        if day is None or not first <= day <= snapshot.taken_at.date():
            continue
        yield _judge(pair.document, pair.interpretations, "解读")
        for page in pair.interpretations:
            yield _judge(page, (pair.document,), "文件原文")


def _judge(page: Page, targets: Sequence[Page], what: str) -> Observation:
    names = "、".join(f"“{target.facts.article.title[:40]}”" for target in targets[:3])
    if _leads_to(page, targets):
        return _observe(page, targets, Outcome.PASSED, f"页面有指向{what}的链接：{names}。")
    if page.facts.scripted or page.facts.truncated:
        return _observe(page, targets, Outcome.CANT_TELL, f"无法判断页面有无指向{what}的链接：部分内容由脚本加载。")
    block = _BLOCK.search(page.dom.body.text(separator=" ") if page.dom.body else "") or _TRACE.search(page.html)
    if block:
        message = f"无法判断页面有无指向{what}的链接：页面有“{block[0]}”字样，但没有读到链接。"
        return _observe(page, targets, Outcome.CANT_TELL, message)
    return _observe(page, targets, Outcome.FAILED, f"页面没有指向{what}的链接：{names}。")


def _leads_to(page: Page, targets: Sequence[Page]) -> bool:
    """By address, by the very title as the link's text, or by an address that only a script writes."""
    places = {same_place(target.url) for target in targets}
    titles = {_NOISE.sub("", target.facts.article.title) for target in targets}
    if any(same_place(url) in places or _NOISE.sub("", text) in titles for url, text in links_of(page)):
        return True
    return any(target.url.rsplit("/", 1)[-1] in page.html for target in targets if "." in target.url.rsplit("/", 1)[-1])


def _observe(page: Page, targets: Sequence[Page], outcome: Outcome, message: str) -> Observation:
    evidence = page.evidence(page.facts.article.title[:200])
    evidence += tuple(proof for target in targets[:3] for proof in target.evidence(target.facts.article.title[:200]))
    return Observation(_CHECK, page.url, SubjectKind.PAGE, outcome, message, evidence=evidence)
