"""ARIA attributes where they have no effect or are prohibited: WCAG 2.2 SC 4.1.2 (A), ACT rule 5c01ea."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from checks.accessibility.aria import facts
from checks.accessibility.aria_words import aria_attributes, is_bound_to, said
from checks.accessibility.names import namer_of
from checks.accessibility.outline import Outline, outline_of
from checks.accessibility.roles import ROLELESS_INPUTS, role_of
from checks.accessibility.visibility import value
from checks.accessibility.words import is_blank
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

_NAMING = ("aria-label", "aria-labelledby")
#: Elements without a role of their own that may carry the attributes of one (ARIA in HTML).
_AS_ROLE = {"audio": "application", "video": "application", "iframe": "application", "summary": "button"}


@rule(id="a11y.aria_permitted", title="aria 属性用在了不适用的元素上", wcag=("4.1.2",), act=("5c01ea",))
def aria_permitted(page: Page, params: Params) -> Ruling:
    """是什么：aria 属性写在了它对其不起作用的元素上，例如给按钮写 aria-sort，给没有角色的 div 写 aria-label。

    为什么重要：读屏软件会忽略这样的属性。网页制作者以为已经说明，视力障碍群众其实什么也听不到。

    如何整改：去掉该属性；需要名称或状态的，给元素写上合适的角色，或者换成相应的 HTML 标签；说明文字直接写在页面上。
    例如：

        <button aria-expanded="false">展开更多</button>
        <div role="group" aria-label="出生日期">…</div>
        <th aria-sort="ascending">发布日期</th>
    """
    seen = outline_of(page.dom)
    looked_at = 0
    faults: list[Fault] = []
    doubts: list[Fault] = []
    for node in seen.with_aria:
        # What a page's own element (its name has a hyphen) plays, its script says.
        if not seen.met(node) or "-" in (node.tag or ""):
            continue
        role = _role(seen, node)
        for name, given in aria_attributes(seen, node):
            looked_at += 1
            if name in _NAMING and given and role in facts().nameless:
                _prohibited(seen, node, role, name, faults, doubts)
            elif name in facts().values and name not in facts().everywhere and name not in facts().supported(role):
                where = doubts if is_bound_to(seen.attributes(node), "role") else faults
                where.append(Fault(node, f"{said(role)}不支持属性“{name}”", key=name))
    return Ruling(looked_at, faults, doubts)


def _prohibited(
    seen: Outline, node: LexborNode, role: str, name: str, faults: list[Fault], doubts: list[Fault]
) -> None:
    # Where the element has words of its own, these are read in any case, and only the better ones may be lost.
    spoken = namer_of(seen).spoken_text(node)
    fault = Fault(node, f"{said(role)}不允许使用“{name}”，读屏软件可能不读", key=name)
    (faults if is_blank(spoken) and not is_bound_to(seen.attributes(node), "role") else doubts).append(fault)


def _role(seen: Outline, node: LexborNode) -> str:
    role, tag = role_of(seen, node), node.tag or ""
    if role:
        return role
    if tag == "input" and value(seen.attributes(node), "type").lower() in ROLELESS_INPUTS:
        return "textbox"
    return _AS_ROLE.get(tag, "")
