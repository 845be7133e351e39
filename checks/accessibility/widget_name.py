"""Menu items, tabs, dialogs and the like without a name: WCAG 2.2 SC 4.1.2 (A), ACT rule m6b1q3 (menu items)."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from checks.accessibility.names import namer_of
from checks.accessibility.naming import ruling_on_names, with_explicit_role
from checks.accessibility.outline import Outline, outline_of
from checks.accessibility.roles import explicit_role
from checks.accessibility.told_within import told_at_pictures
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

#: Roles of ARIA 1.2 whose accessible name is required and that no other rule looks at.
_ROLES = frozenset(
    {"alertdialog", "dialog", "menuitem", "meter", "option", "progressbar", "tab", "tooltip", "treeitem"}
)  # fmt: skip
_NATIVE = ("dialog", "meter", "progress")
_NATIVE_NOTE = "没有名称；页面打开后是否可见、脚本是否补写名称，源代码看不出"


@rule(
    id="a11y.widget_name",
    title="菜单项、选项卡、对话框等没有名称",
    wcag=("4.1.2",),
    act=("m6b1q3", "2t702h"),
    version=2,
)
def widget_name(page: Page, params: Params) -> Ruling:
    """是什么：用 role 标明的菜单项、选项卡、树节点、提示、进度条、对话框，或者折叠区的标题（summary），没有名称。

    为什么重要：读屏软件只能读出“选项卡”“对话框”等类别，视力障碍群众不知道是哪一项、为什么弹出。

    如何整改：菜单项、选项卡、树节点、提示和 summary 内写明文字；对话框用 aria-labelledby 指向它的标题；进度条用
    aria-label 说明。例如：

        <div role="tablist"><button role="tab">最新文件</button></div>
        <div role="dialog" aria-labelledby="t"><h2 id="t">预约须知</h2>…</div>
        <details><summary>办理材料</summary>…</details>
    """
    seen = outline_of(page.dom)
    ruling = ruling_on_names(seen, [*with_explicit_role(seen, _ROLES), *_summaries(seen)])
    namer = namer_of(seen)
    natives = [node for node in seen.elements(*_NATIVE) if not explicit_role(seen, node)]
    doubts = [Fault(node, _NATIVE_NOTE) for node in natives if not namer.name(node).source]
    return told_at_pictures(seen, Ruling(ruling.looked_at + len(natives), ruling.faults, [*ruling.doubts, *doubts]))


def _summaries(seen: Outline) -> list[LexborNode]:
    """The summary that opens a details element: its first, as a child."""
    found = []
    for node in seen.elements("summary"):
        before = node.prev
        while before is not None and before.tag != "summary":
            before = before.prev
        if (
            before is None
            and node.parent is not None
            and node.parent.tag == "details"
            and not explicit_role(seen, node)
        ):
            found.append(node)
    return found
