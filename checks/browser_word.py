"""The browser's word on what a rule found in the source: what it saw to be without fault is a doubt, no fault; and is
good where scripts or styles may have made it so (`Fault.seen`). What it saw to be at fault is a doubt no longer.

Only where a rule and axe-core implement the same ACT rule, and the element stands at the same place in both documents.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.accessibility.words import has_icon, is_blank
from checks.engine_rules import implements_same, why_unsure
from checks.interface import Check
from checks.ruling import Fault, Ruling
from core.elements import SeenElement
from core.snapshot import Page, Scan, ScannedNode
from core.snapshot.scan import mark_of

_DISPUTED = "源代码检查与浏览器检测的结果不一致"
_CONFIRMED = "浏览器打开页面后也是如此"
_UNSEEN = "浏览器打开页面时此处没有显示"
_NAMED = re.compile(r"[A-Za-z][\w-]*", re.ASCII)
#: Deepest element and most neighbours that a path is written for.
_DEPTH, _NEIGHBOURS = 256, 5000


def heard(item: Check, page: Page, ruling: Ruling) -> Ruling:
    """The ruling with those faults as doubts, or left out, that the browser saw to be none or did not show."""
    scan = page.scan if (ruling.faults or ruling.doubts) and item.act else None
    if scan is None or scan.failure or scan.missed or not scan.views:
        return ruling
    good, hidden = _passed(item, scan), frozenset.intersection(*(view.hidden for view in scan.views))
    accused = _accused(item, scan)
    if not good and not hidden and not accused:
        return ruling
    faults, doubts = _decided(page, ruling, accused, good)
    for fault in ruling.faults:
        mark = _mark(page.dom, fault)
        if mark not in good and mark not in hidden:
            element = accused.get(mark) if mark is not None else None
            faults.append(replace(fault, shot=element.shot) if element is not None else fault)
        elif mark in hidden or not fault.seen:
            why = _UNSEEN if mark in hidden else _DISPUTED
            doubts.append(replace(fault, note="；".join(filter(None, (fault.note, why)))))
    return replace(ruling, faults=faults, doubts=doubts)


def open_doubts(ruling: Ruling) -> list[Fault]:
    """Doubts that the browser's word ends: those alone at their element that scripts or styles decide."""
    named = Counter(fault.node.mem_id for fault in ruling.doubts if isinstance(fault.node, LexborNode))
    alone = (fault for fault in ruling.doubts if isinstance(fault.node, LexborNode) and named[fault.node.mem_id] == 1)
    return [fault for fault in alone if fault.seen]


def _decided(
    page: Page, ruling: Ruling, accused: Mapping[int, SeenElement], good: frozenset[int]
) -> tuple[list[Fault], list[Fault]]:
    """Doubts that are faults in the browser too, and those that are left."""
    faults: list[Fault] = []
    doubts: list[Fault] = []
    decided = set(map(id, open_doubts(ruling)))
    for fault in ruling.doubts:
        mark = _mark(page.dom, fault) if fault.seen else None
        element = accused.get(mark) if mark is not None and id(fault) in decided else None
        if element is not None:
            faults.append(replace(fault, note=_CONFIRMED, shot=element.shot))
        elif mark not in good:
            doubts.append(fault)
    return faults, doubts


def _accused(item: Check, scan: Scan) -> Mapping[int, SeenElement]:
    """Elements that an engine's rule of the same kind accuses beyond doubt, by their marks."""
    found = [(result, node) for view in scan.views for result in view.violations for node in result.nodes]
    return {
        mark_of(node.element.selector): node.element
        for result, node in found
        if implements_same(item, result) and not result.best and node.element.lineage
        and not is_named(node) and not why_unsure(scan, result, node)
    }  # fmt: skip


def is_named(node: ScannedNode) -> bool:
    """Whether the browser has a name for an element in which the engine finds none: style sheets write too. A picture
    in a font is no name.
    """
    return not is_blank(node.named) and not has_icon(node.named)


def _passed(item: Check, scan: Scan) -> frozenset[int]:
    """Marks of elements that passed an engine's rule of the same kind and broke none."""
    view, act = scan.views[0], set(item.act)
    passed = [result.marks for result in view.passes if act & set(result.act)]
    nodes = [node for result in view.violations if act & set(result.act) for node in result.nodes]
    named = {mark_of(node.element.selector) for node in nodes if is_named(node)}
    at_fault = {mark_of(node.element.selector) for node in nodes if not is_named(node)}
    return frozenset(named).union(*passed) - at_fault


def _mark(dom: LexborHTMLParser, fault: Fault) -> int | None:
    if isinstance(fault.node, SeenElement):
        return None
    # The engine judges a document's title at its root.
    node = dom.root if fault.node.tag == "title" and dom.root is not None else fault.node
    path = path_of(dom, node)
    return mark_of(path) if path else None


def path_of(dom: LexborHTMLParser, node: LexborNode) -> str:
    """The element's selector as the crawler's script writes it in the browser; empty when it lies too deep."""
    steps: list[str] = []
    at: LexborNode | None = node
    while at is not None and len(steps) < _DEPTH:
        name, tag = at.attributes.get("id") or "", at.tag or ""
        if _NAMED.fullmatch(name) and len(dom.css(f"#{name}")) == 1:
            return " > ".join((f"#{name}", *reversed(steps)))
        above = at.parent
        if above is None or (above.tag or "-").startswith("-"):
            return " > ".join((tag, *reversed(steps)))
        steps.append(f"{tag}:nth-of-type({_number(at)})")
        at = above
    return ""


def _number(node: LexborNode) -> int:
    number, before = 1, node.prev
    for _ in range(_NEIGHBOURS):
        if before is None:
            break
        number += before.tag == node.tag
        before = before.prev
    return number
