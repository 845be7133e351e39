"""Buttons that say nothing: WCAG 2.2 SC 4.1.2 (A), ACT rule 97a4e1."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from checks.accessibility.naming import ruling_on_names, with_explicit_role
from checks.accessibility.outline import Outline, outline_of
from checks.accessibility.roles import explicit_role, implicit_role
from checks.accessibility.told_within import told_at_pictures
from checks.accessibility.visibility import value
from checks.interface import Params, rule
from checks.ruling import Ruling
from core.snapshot import Page


@rule(id="a11y.button_name", title="按钮没有名称", wcag=("4.1.2",), act=("97a4e1",), version=4)
def button_name(page: Page, params: Params) -> Ruling:
    """是什么：按钮上没有文字，也没有供读屏软件读取的名称。按钮里只有一张缺少替代文字的图片的，在
    “图片缺少替代文字”中列出。

    为什么重要：视力障碍群众听到的只是“按钮”，不知道按下去会发生什么，无法完成搜索、提交等操作。

    如何整改：按钮内写明文字；input 按钮填写 value；只有图标的按钮加 aria-label。例如：

        <button type="submit">提交留言</button>
        <input type="button" value="查询">
        <button class="icon-search" aria-label="搜索"></button>
    """
    seen = outline_of(page.dom)
    return told_at_pictures(seen, ruling_on_names(seen, list(_buttons(seen))))


def _buttons(seen: Outline) -> Iterator[LexborNode]:
    for node in seen.elements("button", "input"):
        # Image buttons belong to a11y.image_alt.
        if node.tag == "input" and value(seen.attributes(node), "type").lower() == "image":
            continue
        if implicit_role(seen, node) == "button" and explicit_role(seen, node) in ("", "button"):
            yield node
    for node in with_explicit_role(seen, ("button",)):
        if implicit_role(seen, node) != "button":
            yield node
