"""Buttons that say nothing: WCAG 2.2 SC 4.1.2 (A), ACT rule 97a4e1."""

from __future__ import annotations

from checks.accessibility.names import Namer
from checks.accessibility.outline import outline_of
from checks.accessibility.visibility import value
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

_BUTTON_TYPES = frozenset({"button", "submit", "reset"})


@rule(id="a11y.button_name", title="按钮没有名称", wcag=("4.1.2",), act=("97a4e1",))
def button_name(page: Page, params: Params) -> Ruling:
    """是什么：按钮上没有文字，也没有供读屏软件读取的名称。

    为什么重要：视力障碍群众听到的只是“按钮”，不知道按下去会发生什么，无法完成搜索、提交等操作。

    如何整改：按钮内写明文字；input 按钮填写 value；只有图标的按钮加 aria-label。例如：

        <button type="submit">提交留言</button>
        <input type="button" value="查询">
        <button class="icon-search" aria-label="搜索"></button>
    """
    seen = outline_of(page.dom)
    namer = Namer(seen)
    native = [node for node in seen.elements("button") if value(node.attributes, "role").lower() in ("", "button")]
    inputs = [
        node
        for node in seen.elements("input")
        if value(node.attributes, "type").lower() in _BUTTON_TYPES and not value(node.attributes, "role")
    ]
    # Image buttons belong to a11y.image_alt; native buttons that repeat their role are counted once.
    by_role = [
        node
        for node in seen.buttons
        if node.tag != "button" and not (node.tag == "input" and value(node.attributes, "type").lower() == "image")
    ]
    buttons = [*native, *inputs, *by_role]
    return Ruling(len(buttons), [Fault(node) for node in buttons if not namer.has_name(node)])
