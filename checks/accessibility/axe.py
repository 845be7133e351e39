"""What axe-core found in a browser on the sampled pages, as far as no rule of our own says the same from the source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

from checks.browser_word import is_named, open_doubts
from checks.engine_rules import implements_same, tells_same, why_unsure
from checks.interface import Check, Params, RuleFunction, Scope, rule
from checks.registry import load_registry
from checks.ruling import Fault, Ruling
from checks.unsure_sight import hedged
from core.elements import SeenElement, Tag
from core.snapshot import Page, RuleResult, Scan, ScannedNode, View

#: What rules need that judge by the source alone.
_SOURCE = frozenset({"pages", "dom"})
#: Below this an element of another document (a frame's) hangs.
_FRAME = (Tag("iframe"),)
_DISPUTED = "浏览器检测与源代码检查的结果不一致"


@rule(id="a11y.axe", title="浏览器检测出的无障碍问题", needs={"pages", "dom", "scans"}, version=2)
def axe(page: Page, params: Params) -> Ruling | None:
    """是什么：在浏览器中打开网站各类有代表性的页面，用 axe-core 检测桌面和手机宽度下的显示效果，
    发现文字与背景对比度不足、点击区域过小、控件没有名称等问题。每一处写明违反的规则和 WCAG 条款。

    为什么重要：视力、肢体有障碍的群众和老年人能不能看清、点准、听懂，取决于页面实际显示出来的样子，
    只看源代码看不出来。

    如何整改：按每一处写明的要求修改。例如：

    - 颜色对比度不足：加深文字颜色或者调浅背景，正文对比度不低于 4.5:1，大号文字不低于 3:1；
    - 点击区域过小：按钮、链接至少 24×24 像素，或者与相邻的隔开；
    - 控件没有名称：给按钮、链接、输入框写上文字或者 aria-label。

    写明“需人工核对”的，程序无法判定（如文字压在图片上），请人工查看。
    """
    scan = page.scan
    if scan is None or not is_usable(scan):
        return None
    sorted_out = _SortedOut(scan, _Own(page))
    for view in scan.views:
        for result in view.violations:
            for node in result.nodes:
                sorted_out.accuse(view, result, node)
    for view in scan.views:
        for result in view.incomplete:
            for node in result.nodes:
                sorted_out.doubt(view, result, node)
    return sorted_out.ruling()


def is_usable(scan: Scan) -> bool:
    """Whether the whole page was scanned, by an engine that found the known faults before."""
    return bool(scan.views) and not scan.failure and not scan.missed


def _fault(view: View, result: RuleResult, node: ScannedNode, scan: Scan) -> Fault:
    basis = f"WCAG {'、'.join(result.criteria)}" if result.criteria else "最佳实践"
    # Most rules repeat themselves in their checks' words; of a measured value only those speak.
    why = f"：{node.notes[0]}" if result.visual and node.notes else ""
    narrow = "（手机宽度）" if view is not scan.views[0] else ""
    element = node.element if node.element.lineage else replace(node.element, lineage=_FRAME)
    return Fault(element, f"{result.help}（{basis}）{narrow}{why}", result.id)


class _SortedOut:
    """What the scan says, element by element, each told once whatever the width."""

    def __init__(self, scan: Scan, own: _Own) -> None:
        self._scan, self._own = scan, own
        self._faults: dict[tuple[str, str], Fault] = {}
        self._doubts: dict[tuple[str, str], Fault] = {}
        self._advice: dict[tuple[str, str], Fault] = {}

    def accuse(self, view: View, result: RuleResult, node: ScannedNode) -> None:
        """Take an element at fault: it may be doubtful, or told by one of our rules already."""
        key, fault = (result.id, node.element.selector), _fault(view, result, node, self._scan)
        if is_named(node):
            return  # the engine does not read what style sheets write
        if self._own.says_the_same(result, node):
            return
        why = why_unsure(self._scan, result, node)
        if result.best:
            self._advice.setdefault(key, fault)
        elif why:
            self._doubts.setdefault(key, replace(fault, note=f"{fault.note}；{why}"))
        elif self._own.says_otherwise(result, node):
            self._doubts.setdefault(key, replace(fault, note=f"{fault.note}；{_DISPUTED}"))
        else:
            self._faults.setdefault(key, fault)

    def doubt(self, view: View, result: RuleResult, node: ScannedNode) -> None:
        """Take an element that a person must look at; where one of our rules decides the same, its word is enough."""
        key = (result.id, node.element.selector)
        told = self._own.covers(result) or self._own.says_the_same(result, node)
        if not result.best and not told and key not in self._faults:
            self._doubts.setdefault(key, _fault(view, result, node, self._scan))

    def ruling(self) -> Ruling:
        """All of it."""
        views = self._scan.views[:1]
        looked_at = sum(result.count for view in views for result in (*view.passes, *view.violations))
        return Ruling(looked_at, *(list(each.values()) for each in (self._faults, self._doubts, self._advice)))


@dataclass(frozen=True, slots=True)
class _Said:
    """Elements of which one of our rules tells for certain, or will; and all that it names, doubts too."""

    told: set[int]
    named: set[int]


class _Own:
    """What our own rules, which read the source, say of the elements of one page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._known: dict[str, _Said] = {}

    def covers(self, result: RuleResult) -> bool:
        """Whether one of our rules decides the same."""
        return bool(_alike(result))

    def says_the_same(self, result: RuleResult, node: ScannedNode) -> bool:
        """Whether one of our rules tells the same of this element already, or will, having heard the browser."""
        place = self._place(node.element)
        return place is not None and any(
            place in self._said(item).told for item in _rules() if tells_same(item, result)
        )

    def says_otherwise(self, result: RuleResult, node: ScannedNode) -> bool:
        """Whether our rules decide the same, have this element before them, and find nothing certain or doubtful."""
        place, rules = self._place(node.element), _alike(result)
        return place is not None and bool(rules) and not any(place in self._said(item).named for item in rules)

    def _said(self, item: Check) -> _Said:
        if item.id not in self._known:
            ruling = cast(RuleFunction, item.function)(self._page, item.defaults)
            self._known[item.id] = _said(item, hedged(item, self._page, ruling) if ruling else Ruling(0))
        return self._known[item.id]

    def _place(self, element: SeenElement) -> int | None:
        """The element in the page as received; None when scripts made it, or moved what stands around it."""
        if " >>> " in element.selector or not element.lineage:
            return None
        try:
            found = self._page.dom.css_first(element.selector)
        except ValueError:
            return None
        mine = element.lineage[0]
        if found is None or found.tag != mine.name:
            return None
        given = {name: value for name, value in found.attributes.items() if value}
        same = all((given.get(name) or "")[:100] == mine.attributes.get(name, "") for name in ("id", "name", "type"))
        return found.mem_id if same else None


def _ids(faults: Sequence[Fault]) -> set[int]:
    return {fault.node.mem_id for fault in faults if not isinstance(fault.node, SeenElement)}


def _said(item: Check, ruling: Ruling) -> _Said:
    certain = _ids((*ruling.faults, *ruling.elsewhere))
    # Where only the names of both rules say that they ask the same, ours may know better than to accuse.
    further = open_doubts(ruling) if item.act else (*ruling.doubts, *ruling.advice)
    return _Said(certain | _ids(further), certain | _ids(ruling.doubts))


def _alike(result: RuleResult) -> tuple[Check, ...]:
    return tuple(item for item in _rules() if implements_same(item, result))


@cache
def _rules() -> tuple[Check, ...]:
    found = (item for item in load_registry(()) if item.scope is Scope.RULE and item.id != "a11y.axe")
    return tuple(item for item in found if item.needs <= _SOURCE)
