"""The list of normative documents in force and repealed: whether there is a current one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.interface import Params, check
from checks.policy.normative import is_normative
from checks.policy.pairing import Library, read_library
from checks.policy.repeals import directory_pages, is_directory
from checks.reach import left_out
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Page, Snapshot

_CHECK = "policy.directory"
_MAX_EVIDENCE = 5


@check(
    id=_CHECK,
    title="有效和废止文件目录未更新",
    clause="县政务公开工作要点（动态更新现行有效和废止文件目录清单）；国办公开办函〔2021〕33号（参照，未见原文）",
    needs={"pages", "links", "columns", "dom"},
    # A year: our own reading of 动态更新, not an official number.
    defaults={"days": 365},
)
def directory(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """有效和废止文件目录未更新：有规范性文件，而没有现行有效、废止文件目录，或目录已经过时。

    是什么：网站登记的栏目中有本县规范性文件的，查找标题写明现行有效、废止、失效、清理结果的文件目录或清单，取最新一份
    的发布日期：不早于最新的规范性文件，或者在一年以内的为正常；一年以前的，且此后又发布了规范性文件的，判为没有更新。
    没有找到目录而采集不完整的、目录没有日期的，记“无法判断”。

    为什么重要：群众和企业需要知道哪些文件有效、哪些已经废止；清理后不更新目录，等于没有清理。

    如何整改：由司法行政部门或政府办公室汇总清理结果，发布现行有效和废止（失效）规范性文件目录并注明日期，新制定、修改、
    废止文件后及时更新。
    """
    library = read_library(snapshot)
    days = [page.facts.publish_day for page in library.documents if is_normative(page, library)]
    if not days:
        yield _observe(snapshot, Outcome.INAPPLICABLE, "登记的栏目中没有读到本县的规范性文件。", [])
        return
    yield _judge(library, max((day for day in days if day), default=None), int(params["days"]))


def _judge(library: Library, newest: date | None, limit: int) -> Observation:
    snapshot = library.snapshot
    pages = list(directory_pages(snapshot))
    if not pages:
        return _without(library)
    dated = [(day, page.url, page) for page in pages if (day := page.facts.publish_day or _newest_item(page))]
    if not dated or newest is None:
        return _observe(snapshot, Outcome.CANT_TELL, "无法判断文件目录是否更新：目录或文件没有可见的日期。", pages)
    day, _url, page = max(dated, key=lambda entry: entry[:2])
    fact = f"最新的文件目录“{(page.facts.article.title or page.facts.title)[:60]}”发布于 {day}"
    age = (snapshot.taken_at.date() - day).days
    if day >= newest or age <= limit:
        return _observe(snapshot, Outcome.PASSED, f"{fact}，最新的规范性文件发布于 {newest}。", [page])
    if len(dated) < len(pages):
        message = f"无法判断文件目录是否更新：{fact}，另有没有日期的目录页面。"
        return _observe(snapshot, Outcome.CANT_TELL, message, pages)
    message = f"{fact}，已过 {age} 天，此后又发布了规范性文件（最新 {newest}），目录没有更新。"
    return _observe(snapshot, Outcome.FAILED, message, [page])


def _newest_item(page: Page) -> date | None:
    return max((item.day for item in page.facts.items if item.day), default=None)


def _without(library: Library) -> Observation:
    """No page is called so. A link that is called so, or pages that were not read, may still be the list."""
    snapshot = library.snapshot
    for link in snapshot.links():
        if any(is_directory(place.text) for place in link.samples):
            message = f"无法判断文件目录是否更新：有指向目录的链接（{link.target[:200]}），但没有读到其内容。"
            return _observe(snapshot, Outcome.CANT_TELL, message, [])
    if left_out(snapshot):
        return _observe(snapshot, Outcome.CANT_TELL, "无法判断有无现行有效和废止文件目录：采集不完整。", [])
    documents = [page for page in library.documents if is_normative(page, library)]
    message = f"发布有规范性文件 {len(documents)} 件，但没有找到现行有效、废止文件目录。"
    return _observe(snapshot, Outcome.FAILED, message, documents)


def _observe(snapshot: Snapshot, outcome: Outcome, message: str, pages: list[Page]) -> Observation:
    shown = pages[:_MAX_EVIDENCE]
    evidence = tuple(proof for page in shown for proof in page.evidence(page.facts.article.title[:200]))
    return Observation(_CHECK, snapshot.site.home, SubjectKind.SITE, outcome, message, evidence=evidence)
