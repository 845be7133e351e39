"""Lists, menus, tables of ARIA without the parts that make them up: WCAG 2.2 SC 1.3.1 (A), ACT rule bc4a75."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from checks.accessibility.aria import facts
from checks.accessibility.outline import Outline, outline_of
from checks.accessibility.owning import owning_of
from checks.accessibility.roles import explicit_role
from checks.accessibility.visibility import value
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

#: Beside the required ones these may stand there: ARIA 1.3 and the authoring practices have them.
_ALSO = frozenset({"caption", "generic", "separator", "status", "alert", "tooltip"})
_GROUPS = frozenset({"group"})
_CLIMB = 512


@rule(id="a11y.required_owned", title="组合角色缺少必需的下级", wcag=("1.3.1",), act=("bc4a75",))
def required_owned(page: Page, params: Params) -> Ruling:
    """是什么：用 role 标明的列表、菜单、选项卡栏、表格、树等，里面没有它必需的下级角色，或者混入了其他角色。

    为什么重要：读屏软件靠上下级关系读出“列表，共 5 项”“第 2 个选项卡”。缺了下级，视力障碍群众听不到有几项、在第几项。

    如何整改：给每个下级写上对应的角色，中间只起排版作用的标签写 role="none"；能用 ul、table、select 等原生标签的，
    去掉 role。例如：

        <div role="list"><div role="listitem">政策文件</div></div>
        <ul role="tablist"><li role="none"><a role="tab" href="#a">最新</a></li></ul>
        <ul><li>政策文件</li></ul>
    """
    seen = outline_of(page.dom)
    holders = [node for node in seen.with_role if seen.met(node) and _owns(seen, node) and not _is_busy(seen, node)]
    faults: list[Fault] = []
    doubts: list[Fault] = []
    for node in holders:
        _judge(seen, node, faults, doubts)
    return Ruling(len(holders), faults, doubts)


def _judge(seen: Outline, node: LexborNode, faults: list[Fault], doubts: list[Fault]) -> None:
    role = explicit_role(seen, node)
    wanted = _owns(seen, node)
    owned = owning_of(seen).owned(node, _GROUPS if "group" in wanted else frozenset())
    alien = [held for inner, held in owned.elements if held not in wanted | _ALSO and explicit_role(seen, inner)]
    parts = [held for _, held in owned.elements if held in wanted - _GROUPS]
    names = "、".join(sorted(wanted - _GROUPS))
    if alien and not owned.doubt:
        faults.append(Fault(node, f"角色“{role}”里混入了角色“{alien[0]}”，只应有 {names}"))
    elif parts:
        return
    elif owned.doubt or not (owned.elements or owned.words):
        doubts.append(Fault(node, f"角色“{role}”里没有 {names}，可能由脚本填入"))
    else:
        faults.append(Fault(node, f"角色“{role}”里没有 {names}"))


def _owns(seen: Outline, node: LexborNode) -> frozenset[str]:
    role = explicit_role(seen, node)
    return facts().roles[role].owns if role else frozenset()


def _is_busy(seen: Outline, node: LexborNode) -> bool:
    above: LexborNode | None = node
    for _ in range(_CLIMB):
        if above is None:
            return False
        if value(seen.attributes(above), "aria-busy").lower() == "true":
            return True
        above = above.parent
    return True
