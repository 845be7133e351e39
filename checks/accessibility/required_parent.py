"""Items, tabs, cells outside of what they belong to: WCAG 2.2 SC 1.3.1 (A), ACT rule ff89c9."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from checks.accessibility.aria import facts
from checks.accessibility.outline import Outline, outline_of
from checks.accessibility.owning import owning_of
from checks.accessibility.roles import explicit_role, implicit_role
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page


@rule(id="a11y.required_parent", title="下级角色不在必需的上级之内", wcag=("1.3.1",), act=("ff89c9",))
def required_parent(page: Page, params: Params) -> Ruling:
    """是什么：用 role 标明的列表项、菜单项、选项卡、单元格等，没有放在它必需的上级角色里。

    为什么重要：没有上级，读屏软件无法说明这是哪个列表、哪组选项卡中的一项，视力障碍群众也不能用方向键在各项间移动。

    如何整改：在外层补上对应的上级角色，中间只起排版作用的标签写 role="none"；或者改用 ul、table 等原生标签。例如：

        <div role="list"><div role="listitem">政策文件</div></div>
        <div role="tablist"><button role="tab">最新</button></div>
        <ul role="menu"><li role="none"><a role="menuitem" href="/">首页</a></li></ul>
    """
    seen = outline_of(page.dom)
    looked_at = 0
    faults: list[Fault] = []
    doubts: list[Fault] = []
    for node in seen.with_role:
        role = explicit_role(seen, node) if seen.met(node) else ""
        inside = facts().roles[role].inside if role else frozenset()
        # An item of html says by itself what it is; whether it stands in a list is another rule's matter.
        native = implicit_role(seen, node) == role or (node.tag == "li" and role == "listitem")
        if inside and not native:
            looked_at += 1
            _judge(seen, node, inside, faults, doubts)
    return Ruling(looked_at, faults, doubts)


def _judge(seen: Outline, node: LexborNode, inside: frozenset[str], faults: list[Fault], doubts: list[Fault]) -> None:
    owner, held, doubt = owning_of(seen).owner(node)
    role, wanted = explicit_role(seen, node), "、".join(sorted(inside - {"group"}))
    if held in inside and held != "group":
        return
    if held == "group" and "group" in inside and owner is not None:
        # A group stands in for the whole only where the whole is around it.
        _, outer, _ = owning_of(seen).owner(owner)
        if outer not in inside | {role}:
            doubts.append(Fault(node, f"角色“{role}”所在的 group 不在 {wanted} 之内"))
        return
    words = f"角色“{role}”应放在 {wanted} 之内"
    (doubts if doubt or held == "generic" else faults).append(Fault(node, words))
