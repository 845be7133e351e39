"""How many of the site's own documents are explained. A summary: not every document needs it."""

from __future__ import annotations

from collections.abc import Iterator

from checks.freshness.newest import months_before
from checks.interface import Params, check
from checks.policy.pairing import Library, pairs, read_library
from core.county import ColumnCategory
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Page, Snapshot

_CHECK = "policy.coverage"
#: Documents without an interpretation that go into the evidence, and whose titles go into the message.
_MAX_EVIDENCE, _MAX_NAMED = 20, 5


@check(
    id=_CHECK,
    title="政策文件解读比例",
    clause="国办秘函〔2019〕19号 政策解读（解读比例抽查；见株洲2022年第四季度通报，V1；比例数值未见原文）",
    needs={"pages", "links", "columns", "dom"},
    # No ratio is official: 0 never fails. An office may set its own.
    defaults={"months": 12, "least_percent": 0},
)
def coverage(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """政策文件解读比例：近一年本县发布的政策文件中，有多少能找到解读。

    是什么：统计登记的政策文件栏目中近 12 个月本县发布的文件，以及其中能与解读稿件配对的件数，列出没有找到解读的文件。
    并非每份文件都需要解读，国家也没有规定比例，因此默认只汇总提示，不作为问题；单位自定比例的，在指标表中设置
    least_percent，低于该比例的列入清单。没有登记政策解读栏目、解读栏目没有采集完整的，不作判断。

    为什么重要：涉及群众切身利益、需要社会广泛知晓的政策文件，都要求解读；抽查时会查看文件有没有解读。

    如何整改：对列出的文件逐件核对：需要解读而没有解读的，由起草单位补充解读；已有解读而没有配对上的，在解读标题中写明
    文件名称，或在两者之间加上链接。
    """
    if not any(column.category is ColumnCategory.INTERPRETATION for column in snapshot.columns):
        yield _observe(snapshot, Outcome.INAPPLICABLE, "登记表中没有政策解读类栏目，不统计解读比例。")
        return
    first, today = months_before(snapshot.taken_at.date(), int(params["months"])), snapshot.taken_at.date()
    library = read_library(snapshot)
    recent = [page for page in library.documents if (day := page.facts.visible_day) and first <= day <= today]
    if not recent:
        yield _observe(snapshot, Outcome.INAPPLICABLE, f"近 {params['months']} 个月没有读到本县发布的政策文件。")
        return
    explained = {pair.document.url for pair in pairs(library)}
    yield _summary(library, recent, [page for page in recent if page.url not in explained], params)


def _summary(library: Library, recent: list[Page], without: list[Page], params: Params) -> Observation:
    done = len(recent) - len(without)
    percent = 100 * done // len(recent)
    fact = f"近 {params['months']} 个月本县政策文件 {len(recent)} 件，有解读的 {done} 件（{percent}%）"
    names = "、".join(f"《{page.facts.article.title[:40]}》" for page in without[:_MAX_NAMED])
    rest = f"；没有找到解读的：{names}{' 等' if len(without) > _MAX_NAMED else ''}" if without else ""
    if percent < int(params["least_percent"]):
        if library.doubt:
            message = f"无法判断解读比例：{fact}{rest}；但{library.doubt}。"
            return _observe(library.snapshot, Outcome.CANT_TELL, message, without)
        message = f"{fact}，低于本地规定的 {params['least_percent']}%{rest}。"
        return _observe(library.snapshot, Outcome.FAILED, message, without)
    warning = f"有 {len(without)} 件政策文件没有找到解读，请核对是否需要解读。" if without else ""
    return _observe(library.snapshot, Outcome.PASSED, f"{fact}{rest}。", without or recent, warning)


def _observe(
    snapshot: Snapshot, outcome: Outcome, message: str, pages: list[Page] | None = None, warning: str = ""
) -> Observation:
    evidence = tuple(
        proof
        for page in (pages or [])[:_MAX_EVIDENCE]
        for proof in page.evidence(f"{page.facts.visible_day} {page.facts.article.title[:200]}")
    )
    home = snapshot.site.home
    return Observation(_CHECK, home, SubjectKind.SITE, outcome, message, evidence=evidence, warning=warning)
