"""Documents that the site's own list of repealed ones names, and that their own page still calls valid."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.interface import Params, check
from checks.policy.naming import document_name, mentions, number_of
from checks.policy.pairing import read_library
from checks.policy.repeals import directory_pages, repealed_part
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Page, Snapshot

_CHECK = "policy.repealed_listed"
#: Whole values only: “部分有效” says something else.
_VALID = frozenset({"有效", "现行有效", "继续有效", "是"})
_NOISE = re.compile(r"[\s《》〈〉“”\"]")


@check(
    id=_CHECK,
    title="废止目录内的文件仍标注有效",
    clause="国办公开办函〔2021〕33号（规章集中公开，动态更新；行政规范性文件参照，未见原文）",
    needs={"pages", "links", "columns", "dom"},
)
def repealed_listed(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """废止目录内的文件仍标注有效：本网站公布的废止目录列有该文件，而文件页的“有效性”仍写有效。

    是什么：查找本网站标题写明废止、失效的文件目录或决定，取其中只列废止、失效文件的部分，与本县发布的文件对照。文号和
    名称都在目录中、文件早于目录、而文件页“有效性”写明有效的，判为问题；只有文号相符的，记“无法判断”。目录写明自某日起
    废止的、目录在附件中的、目录同时列有继续有效文件而不能分清的，不作判断。

    为什么重要：文件已经宣布废止，页面仍显示有效，群众和企业会据此办事，也影响依法行政。

    如何整改：由制发机关核对清理结果，把文件页的“有效性”改为“废止”或“失效”，写明废止日期，并同步更新现行有效和废止
    文件目录。
    """
    lists = [(page, part) for page in directory_pages(snapshot) if (part := repealed_part(page))]
    for document in read_library(snapshot).documents:
        if document.facts.article.validity and lists:
            yield _judge(document, lists)


def _judge(document: Page, lists: list[tuple[Page, str]]) -> Observation:
    article = document.facts.article
    stated = f"有效性：{article.validity[:40]}"
    number, name = number_of(article.document_number), document_name(article.title)
    for page, part in lists:
        if document.url == page.url or not mentions(part, number) or not _is_older(document, page):
            continue
        title = page.facts.article.title or page.facts.title
        if article.validity not in _VALID:
            return _observe(document, page, Outcome.PASSED, f"文件已列入“{title[:60]}”，页面标注“{stated}”。")
        if name in _NOISE.sub("", part):
            message = f"文件“{article.title[:60]}”（{number}）已列入“{title[:60]}”，但页面仍标注“{stated}”。"
            return _observe(document, page, Outcome.FAILED, message)
        message = f"无法判断文件是否已废止：“{title[:60]}”列有文号 {number}，但名称不同，请人工核对。"
        return _observe(document, page, Outcome.CANT_TELL, message)
    return _observe(document, None, Outcome.PASSED, f"未列入本网站的废止、失效目录（{stated}）。")


def _is_older(document: Page, page: Page) -> bool:
    issued, listed = document.facts.article.signed_day or document.facts.publish_day, page.facts.publish_day
    return issued is None or listed is None or issued <= listed


def _observe(document: Page, page: Page | None, outcome: Outcome, message: str) -> Observation:
    evidence = document.evidence(f"有效性：{document.facts.article.validity[:100]}")
    evidence += page.evidence((page.facts.article.title or page.facts.title)[:200]) if page else ()
    return Observation(_CHECK, document.url, SubjectKind.PAGE, outcome, message, evidence=evidence)
