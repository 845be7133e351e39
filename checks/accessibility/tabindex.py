"""Tab orders and shortcut keys that the author set by hand: advice under WCAG 2.2 SC 2.4.3 (A), failure F44."""

from __future__ import annotations

import re
from collections import defaultdict

from selectolax.lexbor import LexborNode

from checks.accessibility.roles import is_focusable
from checks.accessibility.structure import Structure, structure_of
from checks.accessibility.visibility import value
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

_NEGATIVE = re.compile(r"\s*-\d")
_CONTROLS = frozenset({"a", "button", "input", "select", "textarea"})
_MOST_FAULTS = 5
_POSITIVE = re.compile(r"\s*\+?0*[1-9]")


@rule(id="a11y.tabindex", title="键盘顺序和快捷键", wcag=("2.4.3",))
def tabindex(page: Page, params: Params) -> Ruling:
    """是什么：用大于 0 的 tabindex 人为规定了键盘顺序，两个元素用了同一个快捷键（accesskey），或者链接、按钮用小于 0
    的 tabindex 排除在外。仅作建议，不作问题认定。

    为什么重要：大于 0 的元素会排到页面所有其他元素之前，焦点来回跳，只用键盘的群众容易迷失；快捷键重复时，浏览器
    只响应其中一个。

    如何整改：删去大于 0 的 tabindex，按阅读顺序排列源代码；快捷键各不相同。例如：

        <a href="/search/" accesskey="4">搜索</a>
        <div role="button" tabindex="0">展开</div>
    """
    seen = structure_of(page.dom)
    ordered, keyed = seen.with_attribute("tabindex"), seen.with_attribute("accesskey")
    positive = [node for node in ordered if _POSITIVE.match(value(node.attributes, "tabindex"))]
    keys: dict[str, list[LexborNode]] = defaultdict(list)
    for node in keyed:
        keys[value(node.attributes, "accesskey").lower()].append(node)
    doubled = [nodes[1] for key, nodes in keys.items() if key and len(nodes) > 1]
    skipped = [node for node in ordered if node.tag in _CONTROLS and _is_skipped(seen, node)]
    return Ruling(
        len(ordered) + len(keyed),
        advice=[
            *(Fault(node, "tabindex 小于 0，Tab 键到不了", key="skipped") for node in skipped[:_MOST_FAULTS]),
            *(
                Fault(node, f"tabindex 为 {value(node.attributes, 'tabindex')[:10]}", key="tabindex")
                for node in positive
            ),
            *(
                Fault(node, f"快捷键“{value(node.attributes, 'accesskey')[:10]}”重复", key="accesskey")
                for node in doubled
            ),
        ],
    )


def _is_skipped(seen: Structure, node: LexborNode) -> bool:
    """Whether Tab passes over a link or field that screen readers read out; parts of widgets are passed by right."""
    attributes = seen.outline.attributes(node)
    native = "role" not in attributes and is_focusable(seen.outline, node)
    return native and seen.is_heard(node) and _NEGATIVE.match(value(attributes, "tabindex")) is not None
