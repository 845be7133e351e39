"""Drawings that are declared pictures and have no name: WCAG 2.2 SC 1.1.1 (A), ACT rule 7d6734."""

from __future__ import annotations

from checks.accessibility.naming import ruling_on_names, with_explicit_role
from checks.accessibility.outline import Outline, outline_of
from checks.interface import Params, rule
from checks.ruling import Ruling
from core.snapshot import Page

_ROLES = ("img", "image", "graphics-document", "graphics-symbol")


@rule(id="a11y.svg_name", title="矢量图没有名称", wcag=("1.1.1",), act=("7d6734",))
def svg_name(page: Page, params: Params) -> Ruling:
    """是什么：页面中的矢量图（svg）已经用 role 标明是图片，但没有供读屏软件读取的名称。

    为什么重要：读屏软件遇到标明为图片的矢量图，只能读出“图片”二字，视力障碍群众不知道图上是什么。

    如何整改：在 svg 中写 title，或者用 aria-label 说明；只作装饰的矢量图去掉 role 并加 aria-hidden="true"。例如：

        <svg role="img"><title>近五年财政收入走势</title>…</svg>
        <svg role="img" aria-label="县域地图">…</svg>
        <svg aria-hidden="true">…</svg>
    """
    return judged(outline_of(page.dom))


def judged(seen: Outline) -> Ruling:
    """The rule's word on a page that has this outline."""
    return ruling_on_names(seen, [node for node in with_explicit_role(seen, _ROLES) if node.mem_id in seen.foreign])
