"""Roles without the states that they need: WCAG 2.2 SC 4.1.2 (A), ACT rule 4e8ab6."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from checks.accessibility.aria import facts
from checks.accessibility.aria_words import is_bound_to
from checks.accessibility.outline import Outline, outline_of
from checks.accessibility.roles import explicit_role, implicit_role, is_focusable
from checks.accessibility.visibility import value
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

#: States that an element itself has, so that nobody need write them: input type → attribute.
_NATIVE = {"checkbox": "aria-checked", "radio": "aria-checked", "range": "aria-valuenow", "number": "aria-valuenow"}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NO_POPUP = "组合框已展开，却没有用 aria-controls 指明列表"
_BY_SCRIPT = "由脚本在运行时设置，源代码看不出"


@rule(id="a11y.aria_required_state", title="角色缺少必需的状态", wcag=("4.1.2",), act=("4e8ab6",))
def aria_required_state(page: Page, params: Params) -> Ruling:
    """是什么：用 role 做成的复选框、开关、滑块等，没有写该角色必需的 aria 状态，例如复选框没有 aria-checked。

    为什么重要：读屏软件读不出“已选中”“当前值 30”等状态，视力障碍群众不知道自己选了没有、调到了多少。

    如何整改：补上必需的状态，并由脚本随操作更新；能用 HTML 原生控件的，优先用原生控件。例如：

        <div role="checkbox" aria-checked="false" tabindex="0">我已阅读须知</div>
        <div role="slider" aria-label="字号" aria-valuenow="16" tabindex="0"></div>
        <label><input type="checkbox">我已阅读须知</label>
    """
    seen = outline_of(page.dom)
    looked_at = 0
    faults: list[Fault] = []
    doubts: list[Fault] = []
    for node in seen.with_role:
        role = explicit_role(seen, node) if seen.met(node) else ""
        needed = _needed(seen, node, role) if role else frozenset()
        looked_at += bool(needed)
        for name in _missing(seen, node, needed):
            if is_bound_to(seen.attributes(node), name):
                doubts.append(Fault(node, f"“{name}”{_BY_SCRIPT}", key=name))
            else:
                faults.append(Fault(node, f"角色“{role}”必须有属性“{name}”", key=name))
        if role == "combobox" and _opens_nothing(seen, node):
            doubts.append(Fault(node, _NO_POPUP, key="aria-controls"))
    return Ruling(looked_at, faults, doubts)


def _opens_nothing(seen: Outline, node: LexborNode) -> bool:
    """An open combobox must name its list: by aria-controls, or by aria-owns as ARIA 1.0 had it."""
    attributes = seen.attributes(node)
    named = any(value(attributes, name) or is_bound_to(attributes, name) for name in ("aria-controls", "aria-owns"))
    return value(attributes, "aria-expanded").lower() == "true" and not named


def _needed(seen: Outline, node: LexborNode, role: str) -> frozenset[str]:
    if role == "separator" and is_focusable(seen, node):
        return frozenset({"aria-valuenow"})
    found = facts().roles[role]
    return found.requires if implicit_role(seen, node) != role else frozenset()


def _missing(seen: Outline, node: LexborNode, needed: frozenset[str]) -> Iterator[str]:
    attributes = seen.attributes(node)
    native = _NATIVE.get(value(attributes, "type").lower()) if node.tag == "input" else None
    for name in sorted(needed):
        given = name == native or (name == "aria-level" and node.tag in _HEADINGS)
        if not given and not value(attributes, name):
            yield name
