"""One observation per page and accessibility check, worded and evidenced the same way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from core.outcome import Evidence, Observation, Outcome, SubjectKind
from core.snapshot import Page

#: Most code excerpts that one finding carries, and the most characters of each.
MAX_EXCERPTS = 5
MAX_EXCERPT = 200
#: Said of redirect stubs and shells, whose language and title nobody meets in the source.
EMPTY_SHELL = "页面源代码中没有可见内容（跳转页或由脚本生成），不适用。"
#: Said before what would have been a failure.
NOT_WHOLE = "页面过大或嵌套过深，未能完整解析，请人工核对："


@dataclass(frozen=True, slots=True)
class Wording:
    """How a check speaks: `things` it looks at with measure word (“个链接”), `problem` and `fine` as predicates."""

    check: str
    things: str
    problem: str
    fine: str


def judge(
    page: Page,
    words: Wording,
    looked_at: int,
    bad: Sequence[LexborNode],
    *,
    complete: bool,
    warning: str = "",
) -> Observation:
    """The verdict on one page: `bad` of `looked_at` elements fail.

    A page that was cut or is too large (`complete` False) is never accused: a label may lie in the missing part.
    """
    if bad:
        message = f"本页 {looked_at} {words.things}中，有 {len(bad)} {words.things[0]}{words.problem}。"
        if not complete or page.facts.truncated:
            return observe(page, words.check, Outcome.CANT_TELL, NOT_WHOLE + message)
        evidence = tuple(item for node in bad[:MAX_EXCERPTS] for item in page.evidence(excerpt(node)))
        return observe(page, words.check, Outcome.FAILED, message, evidence=evidence)
    if not looked_at:
        return observe(page, words.check, Outcome.INAPPLICABLE, f"本页没有需要检查的{words.things[1:]}。")
    return observe(page, words.check, Outcome.PASSED, f"本页 {looked_at} {words.things}{words.fine}。", warning=warning)


def observe(
    page: Page,
    check: str,
    outcome: Outcome,
    message: str,
    *,
    evidence: tuple[Evidence, ...] = (),
    warning: str = "",
) -> Observation:
    """An observation about a page, with the page's record as evidence when nothing closer is given."""
    return Observation(
        check,
        page.url,
        SubjectKind.PAGE,
        outcome,
        message,
        evidence=evidence or page.evidence(),
        warning=warning,
    )


def excerpt(node: LexborNode) -> str:
    """The element's source as parsed, on one line, cut to MAX_EXCERPT characters."""
    text = " ".join((node.html or "").split())
    return text if len(text) <= MAX_EXCERPT else text[: MAX_EXCERPT - 1] + "…"
