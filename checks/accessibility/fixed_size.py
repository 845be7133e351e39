"""Text in boxes that cannot grow: WCAG 2.2 SC 1.4.4, 1.4.10 and 2.1.1, failures F69, F102; mostly advice.

Only sizes written in the elements themselves are read; what style sheets make of a page the browser measures.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from checks.accessibility.aria_hidden_focus import TAKING_FOCUS
from checks.accessibility.roles import is_focusable
from checks.accessibility.structure import Structure, structure_of
from checks.accessibility.styles import LONGEST_STYLE, remembered
from checks.accessibility.visibility import off_sight, value
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

_ANY = re.compile(r"overflow|white-space|width", re.IGNORECASE)
_HEIGHT = re.compile(r"(?:^|;)\s*(?:max-)?height\s*:\s*(\d{1,5})(?:\.\d+)?px", re.IGNORECASE)
_WIDTH = re.compile(r"(?:^|;)\s*(?:min-)?width\s*:\s*(\d{1,5})(?:\.\d+)?px", re.IGNORECASE)
_CUT = re.compile(r"overflow(?:-y)?\s*:\s*(?:hidden|clip)\b", re.IGNORECASE)
_SCROLLS = re.compile(r"overflow(?:-y)?\s*:\s*(?:auto|scroll)\b", re.IGNORECASE)
_ONE_LINE = re.compile(r"white-space\s*:\s*nowrap\b", re.IGNORECASE)
_SHORTENED = re.compile(r"text-overflow\s*:\s*ellipsis|line-clamp", re.IGNORECASE)
#: The screen that WCAG 2.2 SC 1.4.10 asks for is 320 pixels wide; pages of this width need scrolling on any telephone.
_WIDE = 900
#: Characters that surely fill more than a line of that screen.
_LONG = 60
#: The letter that sizes are counted with (pixels), its line, and the width of a box that says none.
_LETTER, _LINE, _WIDEST = 16, 24, 1_200
#: Of letters of twice their size a quarter has room; twice as many as have room fit no box, however small they are.
_ENLARGED, _TOO_MUCH = 0.25, 2.0
_MOST = 2_000
_tells = remembered(_ANY)


@rule(id="a11y.fixed_size", title="文字区域的大小写死", wcag=("1.4.4", "1.4.10", "2.1.1"))
def fixed_size(page: Page, params: Params) -> Ruling:
    """是什么：元素自己的样式把高度写死并裁去多出的文字，把长文字固定在一行，或者把宽度写成 900 像素以上；内容只能滚动
    查看的区域里没有能获得焦点的元素。最后一种需人工核对，其余仅作建议。

    为什么重要：放大文字、用手机浏览时，多出的文字被裁掉，或者要左右来回拖动才能读完一行；只用键盘的群众滚动不了。

    如何整改：高度用 min-height，宽度用 max-width，让文字自动换行；滚动区域加 tabindex="0" 和名称。例如：

        <div style="max-width:1000px">正文内容</div>
        <div style="height:200px;overflow:auto" tabindex="0" role="region" aria-label="办理须知">办理须知</div>
    """
    seen = structure_of(page.dom)
    cut: list[LexborNode] = []
    lines: list[LexborNode] = []
    wide: list[LexborNode] = []
    locked: list[LexborNode] = []
    for node in seen.with_attribute("style")[:_MOST]:
        style = value(seen.outline.attributes(node), "style")[:LONGEST_STYLE]
        if not _tells(style) or off_sight(seen.outline.attributes(node)):
            continue
        if _holds_more(node, style, _CUT, _ENLARGED) and not _SHORTENED.search(style):
            cut.append(node)
        if _holds_more(node, style, _SCROLLS, _TOO_MUCH) and not _is_reached(seen, node):
            locked.append(node)
        if _ONE_LINE.search(style) and not _CUT.search(style) and len(node.text(deep=False).strip()) > _LONG:
            lines.append(node)
        if _width(style) >= _WIDE and len(node.text().strip()) > _LONG:
            wide.append(node)
    found = (
        (cut, "高度写死，放大后文字会被裁掉", "cut"),
        (lines, "长文字固定在一行", "line"),
        (wide, "宽度写死", "wide"),
    )
    advice = [Fault(nodes[0], f"{note}，本页 {len(nodes)} 处", key) for nodes, note, key in found if nodes]
    doubts = [Fault(node, "要滚动才能读完，键盘到不了这里", "scroll") for node in locked[:1]]
    return Ruling(1 if seen.pieces else 0, doubts=doubts, advice=advice)


def _holds_more(node: LexborNode, style: str, overflow: re.Pattern[str], share: float) -> bool:
    """Whether a box of a set height holds more letters than this share of those that it has room for."""
    height = _HEIGHT.search(style) if overflow.search(style) else None
    if height is None or int(height[1]) <= 1:
        return False
    room = (_width(style) or _WIDEST) // _LETTER * max(1, int(height[1]) // _LINE)
    return len("".join(node.text().split())) > room * share


def _width(style: str) -> int:
    found = _WIDTH.search(style)
    return int(found[1]) if found is not None else 0


def _is_reached(seen: Structure, node: LexborNode) -> bool:
    return is_focusable(seen.outline, node) or any(
        is_focusable(seen.outline, inner) for inner in node.css(TAKING_FOCUS)[:20]
    )
