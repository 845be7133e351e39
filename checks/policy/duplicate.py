"""One document published twice in the same site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from checks.interface import Params, check
from checks.policy.naming import document_name, is_own, number_of
from checks.policy.pairing import same_place
from checks.policy.text import body_text, frame_of, share_in
from core.county import Column, column_at
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Page, PageKind, Snapshot

_CHECK = "policy.duplicate"
#: Documents of one number and name that are compared with each other; more are the first ones only.
_MOST = 6
#: Titles of documents that may come without a number.
_DOCUMENT = re.compile(r"印发.{4,120}的通知|(?:办法|规定|细则|实施意见|实施方案)(?:[（(].{1,20}[)）])?$")
_DIGITS = re.compile(r"\d+")


@check(
    id=_CHECK,
    title="同一文件重复发布",
    clause="国办发〔2017〕47号（页面地址唯一；条文未见原文）",
    needs={"pages", "links", "columns", "dom"},
    # Measures of our own: texts that differ by less are the same text.
    defaults={"percent": 95, "shortest": 100},
)
def duplicate(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """同一文件重复发布：同一份文件在本网站有两个以上地址。

    是什么：把本县发布的文件按文号和名称归组：文号、名称都相同，且正文文字九成半以上相同、数字完全相同的，判为重复发布，
    列出较晚（同日取地址靠后）的一个。没有文号的，还须同一天发布。名称相同而文号不同的（如每年印发的同名通知）不是重复；
    文号名称相同而正文不同（如修订稿）或正文很少的，记“无法判断”。公示、公告多用同一模板，只比正文会误判，因此先比文号
    和名称。

    为什么重要：同一文件有多个地址，修改或废止时容易漏改其中一个，群众会看到互相矛盾的内容。

    如何整改：保留一个地址，其他栏目用链接引用；删除多余的页面，并把旧地址跳转到保留的地址。
    """
    frame = frame_of(snapshot)
    groups: dict[tuple[str, str], list[Page]] = {}
    for page in snapshot.pages(PageKind.ARTICLE):
        title, number = page.facts.article.title, number_of(page.facts.article.document_number)
        column = column_at(page.url, snapshot.columns) or Column(snapshot.site.key, "", snapshot.site.home)
        if (number or _DOCUMENT.search(title)) and is_own(page, column, snapshot.site):
            groups.setdefault((number, document_name(title)), []).append(page)
    for _key, pages in sorted(groups.items()):
        yield from _judge(sorted(pages, key=_age)[:_MOST], frame, params)


def _age(page: Page) -> tuple[str, str]:
    return str(page.facts.visible_day or "9999"), page.url


def _judge(pages: list[Page], frame: frozenset[str], params: Params) -> Iterator[Observation]:
    if len({same_place(page.url) for page in pages}) == 1:
        yield Observation(
            _CHECK, pages[0].url, SubjectKind.PAGE, Outcome.PASSED, "没有发现同一文件的其他地址。",
            evidence=pages[0].evidence(pages[0].facts.article.title[:200]),
        )  # fmt: skip
        return
    texts = {page.url: body_text(page, frame) for page in pages}
    told: set[str] = set()
    for first, second in combinations(pages, 2):
        if second.url not in told and same_place(first.url) != same_place(second.url):
            told.add(second.url)
            yield _compare(first, second, (texts[first.url], texts[second.url]), params)


def _compare(first: Page, second: Page, texts: tuple[str, str], params: Params) -> Observation:
    share = min(share_in(*texts), share_in(*reversed(texts)))
    number = number_of(first.facts.article.document_number)
    fact = f"文件“{second.facts.article.title[:60]}”（{number or '无文号'}）另有地址 {first.url[:200]}"
    evidence = (*second.evidence(second.facts.article.title[:200]), *first.evidence(first.facts.article.title[:200]))
    short = min(map(len, texts)) < int(params["shortest"])
    dated = bool(number) or first.facts.visible_day == second.facts.visible_day is not None
    if dated and not short and share * 100 >= int(params["percent"]) and _same_numerals(*texts):
        outcome, message = Outcome.FAILED, f"{fact}，文号、名称和正文都相同，属重复发布。"
    else:
        why = "正文很少" if short else "正文不完全相同" if dated else "没有文号，也不是同一天发布"
        outcome, message = Outcome.CANT_TELL, f"无法判断是否重复发布：{fact}，但{why}，请人工核对。"
    return Observation(_CHECK, second.url, SubjectKind.PAGE, outcome, message, evidence=evidence)


def _same_numerals(one: str, other: str) -> bool:
    return _DIGITS.findall(one) == _DIGITS.findall(other)
