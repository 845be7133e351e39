"""Roles that do not exist: WCAG 2.2 SC 4.1.2 (A), ACT rule 674b10."""

from __future__ import annotations

from checks.accessibility.aria import facts
from checks.accessibility.aria_words import BY_TOOLBAR, has_toolbar, is_unfilled
from checks.accessibility.outline import outline_of
from checks.accessibility.roles import tokens
from checks.accessibility.visibility import value
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page


@rule(id="a11y.role_valid", title="role 属性的值无效", wcag=("4.1.2",), act=("674b10",))
def role_valid(page: Page, params: Params) -> Ruling:
    """是什么：元素的 role 属性写了不存在的角色，或者只供标准内部分类使用、不能写在网页上的抽象角色。

    为什么重要：读屏软件不认识这样的角色，会当作没有写；视力障碍群众听不到“按钮”“导航”等提示，不知道可以怎样操作。

    如何整改：改用标准（WAI-ARIA 1.2）中的角色，或者直接使用相应的 HTML 标签并去掉 role。例如：

        <button>查询</button>
        <ul role="menu"><li role="menuitem">政务公开</li></ul>
        <div role="search">…</div>
    """
    seen, known = outline_of(page.dom), facts()
    looked_at, faults, advice = 0, [], []
    for node in seen.with_role:
        words = tokens(seen.attributes(node))
        if not words or not seen.met(node) or is_unfilled(value(seen.attributes(node), "role")):
            continue
        looked_at += 1
        # Browsers take the first word that they know; one known word is enough.
        if not any(word in known.roles for word in words):
            kind = "是抽象角色，不能使用" if words[0] in known.abstract else "不存在"
            faults.append(Fault(node, f"角色“{words[0][:30]}”{kind}"))
        elif words[0] in known.deprecated:
            advice.append(Fault(node, f"角色“{words[0]}”已不再推荐使用"))
    if faults and has_toolbar(seen):
        return Ruling(looked_at, doubts=[Fault(fault.node, fault.note + BY_TOOLBAR) for fault in faults], advice=advice)
    return Ruling(looked_at, faults, advice=advice)
