"""Heading levels that are skipped, and articles without any heading: advice under WCAG 2.2 SC 1.3.1 (A)."""

from __future__ import annotations

from itertools import pairwise

from checks.accessibility.headings import headings_of
from checks.accessibility.structure import structure_of
from checks.accessibility.words import is_blank, squeezed
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page, PageKind

#: Characters of visible text from which on an article is long enough to need a heading.
_LONG = 300
#: Characters of a heading, beyond which it is a paragraph.
_LONGEST = 150


@rule(id="a11y.heading_order", title="标题层级", wcag=("1.3.1", "2.4.6"))
def heading_order(page: Page, params: Params) -> Ruling:
    """是什么：标题的层级有跳跃（如 h2 之后直接是 h4），没有一级标题，整段正文写成标题，或者文章页没有用标题元素标出文章
    标题。仅作建议，不作问题认定。

    为什么重要：视力障碍群众靠标题层级了解页面结构。层级跳跃，会以为漏读了一级；没有标题，就只能从头听到尾。

    如何整改：文章标题用 h1，栏目名称用 h2，以下逐级使用，不要为了字号大小挑选层级。例如：

        <h1>关于停水的通知</h1>
        <h2>一、停水范围</h2>
    """
    headings = [one for one in headings_of(page.dom) if not is_blank(one.node.text()) or one.node.css_first("img")]
    if headings:
        skipped = [
            Fault(later.node, f"h{earlier.level} 之后直接是 h{later.level}")
            for earlier, later in pairwise(headings)
            if later.level > earlier.level + 1
        ]
        lengthy = [
            Fault(one.node, "标题太长，像是正文") for one in headings if len(squeezed(one.node.text())) > _LONGEST
        ]
        first = [] if any(one.level == 1 for one in headings) else [Fault(headings[0].node, "没有一级标题（h1）")]
        return Ruling(len(headings), advice=[*skipped, *lengthy, *first])
    seen = structure_of(page.dom)
    bodies = seen.elements("body")
    long = page.kind is PageKind.ARTICLE and sum(len(piece.text) for piece in seen.pieces) >= _LONG
    return Ruling(1, advice=[Fault(bodies[0], "文章页没有用标题元素标出标题")]) if long and bodies else Ruling(0)
