"""Content shown in another order than it is read: WCAG 2.2 SC 1.3.2 (A), 2.4.3 (A), failure F1, technique C27."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from checks.accessibility.neighbours import node_before
from checks.accessibility.structure import Structure, structure_of
from checks.accessibility.styles import LONGEST_STYLE, remembered
from checks.accessibility.visibility import value
from checks.accessibility.words import is_blank
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

_ANY = re.compile(
    r"(?<![\w-])order\s*:|-reverse\b|float\s*:\s*right|position\s*:\s*absolute|direction\s*:\s*rtl", re.IGNORECASE
)
_ORDER = re.compile(r"(?<![\w-])order\s*:\s*-?[1-9]", re.IGNORECASE)
_REVERSED = re.compile(r"flex-(?:direction|flow)\s*:[^;]*\b(?:row|column)-reverse\b", re.IGNORECASE)
_FLOATS = re.compile(r"(?:^|;)\s*float\s*:\s*right\b", re.IGNORECASE)
_PLACED = re.compile(r"position\s*:\s*absolute\b", re.IGNORECASE)
_TOP = re.compile(r"(?:^|;)\s*top\s*:\s*(-?\d{1,5})(?:\.\d+)?px", re.IGNORECASE)
#: Letters written from the right; of all others the direction is turned for looks.
_FROM_RIGHT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_TURNED = re.compile(r"direction\s*:\s*rtl\b", re.IGNORECASE)
_MOST, _MOST_FAULTS = 2_000, 5
#: Pieces placed by their distance from the top, from which on their order tells something.
_FEW = 3
_tells = remembered(_ANY)


@rule(id="a11y.visual_order", title="显示顺序与源代码顺序不同", wcag=("1.3.2", "2.4.3"))
def visual_order(page: Page, params: Params) -> Ruling:
    """是什么：元素自己的样式用 order、row-reverse、float:right、绝对定位或者从右到左的方向，使内容的显示顺序与源代码的
    顺序相反。顺序是否影响理解需人工核对。

    为什么重要：读屏软件和 Tab 键按源代码的顺序走，低视力群众边看边听，听到的与看到的对不上，焦点来回跳。

    如何整改：按阅读顺序排列源代码，不用样式颠倒顺序。例如：

        <ol><li>在线申请</li><li>窗口受理</li><li>领取证件</li></ol>
    """
    seen = structure_of(page.dom)
    styled = [
        (node, style)
        for node in seen.with_attribute("style")[:_MOST]
        if _tells(style := value(seen.outline.attributes(node), "style")[:LONGEST_STYLE]) and not is_blank(node.text())
    ]
    doubts = [
        *(Fault(node, "用 order 改变了顺序", "order") for node, style in styled if _ORDER.search(style)),
        *(Fault(node, "倒序排列", "reverse") for node, style in styled if _is_reversed(seen, node, style)),
        *_floating(styled),
        *_placed(styled),
        *(Fault(node, "文字方向从右到左", "direction") for node in _turned(seen, styled)),
    ]
    return Ruling(1 if seen.pieces else 0, doubts=doubts[:_MOST_FAULTS])


def _is_reversed(seen: Structure, node: LexborNode, style: str) -> bool:
    return _REVERSED.search(style) is not None and len(_shown(node)) > 1


def _floating(styled: list[tuple[LexborNode, str]]) -> Iterator[Fault]:
    """Neighbours with words that all float to the right: the last of them is shown first."""
    for node, style in styled:
        before = node_before(node)
        if (
            before is None
            or not before.is_element_node
            or not _FLOATS.search(style)
            or before.tag != node.tag
            or is_blank(before.text())
        ):
            continue
        if _FLOATS.search(value(before.attributes, "style")[:LONGEST_STYLE]):
            yield Fault(node, "几个相邻的元素都靠右浮动，显示顺序相反", "float")
            return


def _placed(styled: list[tuple[LexborNode, str]]) -> Iterator[Fault]:
    """Neighbours placed by their distance from the top, of which a later one stands above an earlier one."""
    tops: dict[int, list[tuple[int, LexborNode]]] = defaultdict(list)
    for node, style in styled:
        top = _TOP.search(style) if _PLACED.search(style) and node.parent is not None else None
        if top is not None and node.parent is not None:
            tops[node.parent.mem_id].append((int(top[1]), node))
    for pieces in tops.values():
        heights = [top for top, _ in pieces]
        if len(pieces) >= _FEW and heights != sorted(heights):
            yield Fault(pieces[0][1], "几处文字用绝对定位摆放，显示顺序与源代码不同", "placed")


def _turned(seen: Structure, styled: list[tuple[LexborNode, str]]) -> list[LexborNode]:
    nodes = [node for node, style in styled if _TURNED.search(style)]
    nodes += [node for node in seen.elements("bdo") if value(seen.outline.attributes(node), "dir").lower() == "rtl"]
    return [node for node in nodes if not _FROM_RIGHT.search(node.text()[:1_000]) and not is_blank(node.text())]


def _shown(node: LexborNode) -> list[LexborNode]:
    return [child for child in node.iter() if child.is_element_node and not is_blank(child.text())]
