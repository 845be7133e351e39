"""What a rule's ruling on one page says of that page alone: for editors before publishing, without any grouping."""

from __future__ import annotations

from collections.abc import Sequence

from checks.accessibility.outline import outline_of
from checks.interface import Check
from checks.ruling import Fault, Ruling
from core.elements import SeenElement
from core.outcome import Evidence, Observation, Outcome, SubjectKind
from core.snapshot import Page

#: Most elements that one observation shows, and the most characters of each one's source.
MAX_SHOWN = 5
MAX_EXCERPT = 200
_NOT_WHOLE = "页面过大或嵌套过深，未能完整解析，请人工核对："


def page_verdict(item: Check, page: Page, ruling: Ruling) -> Observation:
    """The rule's word on this page alone."""
    if ruling.faults and is_whole(page):
        return _accused(item, page, Outcome.FAILED, ruling.faults)
    if ruling.faults:
        return _accused(item, page, Outcome.CANT_TELL, ruling.faults, _NOT_WHOLE)
    if ruling.doubts:
        return _accused(item, page, Outcome.CANT_TELL, ruling.doubts, "需人工核对：")
    outcome = Outcome.PASSED if ruling.looked_at else Outcome.INAPPLICABLE
    good = f"本页查看 {ruling.looked_at} 处，没有发现问题。{beside(len(ruling.elsewhere))}"
    words = good if ruling.looked_at else "本页没有这类内容，不适用。"
    warning = f"建议改进：{_told(item, ruling.advice)}" if ruling.advice else ""
    return Observation(item.id, page.url, SubjectKind.PAGE, outcome, words, evidence=page.evidence(), warning=warning)


def beside(moved: int) -> str:
    """Words on what other rules tell of; empty for nothing."""
    return f"另有 {moved} 处与其他检查项是同一个问题，在那里列出。" if moved else ""


def is_whole(page: Page) -> bool:
    """Whether all of the page was parsed and looked at; a label may lie in the missing part of any other."""
    return not page.facts.truncated and outline_of(page.dom).complete


def shown(page: Page, fault: Fault) -> Evidence:
    """The element's source on one line, cut to MAX_EXCERPT characters, with its picture where there is one."""
    shot = fault.node.shot if isinstance(fault.node, SeenElement) else fault.shot
    text = " ".join((fault.shows or fault.node.html or "").split())
    cut = text if len(text) <= MAX_EXCERPT else text[: MAX_EXCERPT - 1] + "…"
    return page.row.record.evidence(page.url, cut, shot)


def _accused(item: Check, page: Page, outcome: Outcome, faults: Sequence[Fault], before: str = "") -> Observation:
    evidence = tuple(shown(page, fault) for fault in faults[:MAX_SHOWN])
    words = before + _told(item, faults)
    return Observation(item.id, page.url, SubjectKind.PAGE, outcome, words, evidence=evidence)


def _told(item: Check, faults: Sequence[Fault]) -> str:
    notes = "；".join(dict.fromkeys(fault.note.rstrip("。") for fault in faults[:MAX_SHOWN] if fault.note))
    return f"{item.title}，本页 {len(faults)} 处{'：' if notes else ''}{notes}。"
