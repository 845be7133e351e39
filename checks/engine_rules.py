"""Which rules of the engine in the browser and of ours speak of the same fault: one that both find is one finding."""

from __future__ import annotations

from checks.interface import Check
from core.snapshot import RuleResult, Scan, ScannedNode

#: Rules of axe-core that implement no ACT rule, and ours about the same elements.
_BY_NAME = {
    "aria-dialog-name": "a11y.widget_name",
    "aria-hidden-body": "a11y.aria_hidden_focus",
    "aria-meter-name": "a11y.widget_name",
    "aria-progressbar-name": "a11y.widget_name",
    "aria-tab-name": "a11y.widget_name",
    "aria-tooltip-name": "a11y.widget_name",
    "aria-treeitem-name": "a11y.widget_name",
    "blink": "a11y.moving_text",
    "definition-list": "a11y.list_children",
    "dlitem": "a11y.listitem",
    "form-field-multiple-labels": "a11y.form_label",
    "heading-order": "a11y.heading_order",
    "list": "a11y.list_children",
    "listitem": "a11y.listitem",
    "marquee": "a11y.moving_text",
    "server-side-image-map": "a11y.server_map",
    "summary-name": "a11y.widget_name",
    "tabindex": "a11y.tabindex",
}
_MOVING = "元素正在变化，测得的结果不稳定"
_UNSTYLED = "页面的样式文件没有全部加载，显示效果与访问者所见可能不同"
_UNSCRIPTED = "页面的脚本没有全部加载并且出错，显示内容与访问者所见可能不同"


def implements_same(item: Check, result: RuleResult) -> bool:
    """Whether both implement the same ACT rule, and so ask the same of the same elements."""
    return not set(item.act).isdisjoint(result.act)


def tells_same(item: Check, result: RuleResult) -> bool:
    """Whether what both find at one element is one fault."""
    return implements_same(item, result) or _BY_NAME.get(result.id) == item.id


def why_unsure(scan: Scan, result: RuleResult, node: ScannedNode) -> str:
    """Why the engine's accusation is none beyond doubt (Chinese), as the page did not look as it should; or empty."""
    if node.moved:
        return _MOVING
    if result.visual and (not scan.settled or scan.lacks("stylesheet")):
        return _UNSTYLED
    return _UNSCRIPTED if scan.errors and scan.lacks("script", "xhr", "fetch") else ""
