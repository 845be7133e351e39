"""Lists that hold more than items: WCAG 2.2 SC 1.3.1 (A), technique H48."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from checks.accessibility.structure import Structure, role_of, structure_of
from checks.accessibility.words import is_blank
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

#: Children that HTML allows in every list, and breaks, which nobody hears.
_HARMLESS = frozenset({"script", "template", "style", "br", "hr", "wbr", "noscript", "link", "meta", "slot"})
_ITEMS = {"ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd", "div"}}
_MOST_CHILDREN = 2_000
#: A text without letters and digits is left over from a comment or divides items.
_WORD = re.compile(r"[^\W_]")
#: Marks of templates that a script fills: what becomes of them is not in the source.
_TEMPLATE = re.compile(r"\{\{|\{%|<%|\$\{")


@rule(id="a11y.list_children", title="列表中混有列表项以外的内容", wcag=("1.3.1",))
def list_children(page: Page, params: Params) -> Ruling:
    """是什么：列表 ul、ol 中直接放了 li 以外的元素或文字，或者 dl 中直接放了 dt、dd 以外的内容。空的
    列表项仅作建议。

    为什么重要：读屏软件按列表项计数和跳转。不在列表项里的内容不计入，容易漏读，报出的项数也是错的。

    如何整改：把内容放进 li；列表的标题放在列表前面；子列表放在所属的 li 里面。例如：

        <h3>通知公告</h3>
        <ul><li>关于停水的通知<ul><li>停水范围</li></ul></li></ul>
    """
    seen = structure_of(page.dom)
    lists = [node for node in seen.heard("ul", "ol", "dl") if role_of(node.attributes) in ("", "list")]
    found = [(node, _stray(seen, node)) for node in lists]
    faults = [Fault(node, f"直接放了 {stray}") for node, stray in found if stray]
    doubts = [Fault(node, "只有 dd，没有 dt") for node in lists if node.tag == "dl" and _is_half(node)]
    empty = [node for node in seen.heard("li") if _is_empty(node)]
    doubts += [Fault(node, f"列表项是空的，本页 {len(empty)} 处", key="empty") for node in empty[:1]]
    return Ruling(len(lists), faults, advice=doubts)


def _stray(seen: Structure, holder: LexborNode) -> str:
    """What stands in the list and is no item; empty when there is nothing of the kind."""
    items = _ITEMS[holder.tag or ""]
    child, left = holder.first_child, _MOST_CHILDREN
    while child is not None and left:
        left -= 1
        if child.is_text_node:
            text = child.text_content or ""
            if _WORD.search(text) and not _TEMPLATE.search(text):
                return "文字"
        elif child.is_element_node and child.tag not in items and _counts(seen, child):
            return f"{(child.tag or '')[:20]} 元素"
        child = child.next
    return ""


def _counts(seen: Structure, child: LexborNode) -> bool:
    if child.tag in _HARMLESS or "-" in (child.tag or "") or not seen.is_heard(child):
        return False
    if role_of(child.attributes) in ("listitem", "none", "presentation", "separator"):
        return False
    return not is_blank(child.text()) or child.css_first("img, input, li") is not None


def _is_empty(item: LexborNode) -> bool:
    """Whether nothing stands in an item that no style or script can take hold of."""
    return not item.attributes and item.first_child is None


def _is_half(holder: LexborNode) -> bool:
    return holder.css_first("dd") is not None and holder.css_first("dt") is None
