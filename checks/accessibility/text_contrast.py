"""Text whose own style gives it too little contrast: WCAG 2.2 SC 1.4.3 (AA), technique G18; only asked about.

Only where the element itself, or a font element in a coloured cell, says both colours. What style sheets give is
measured in the browser, which is why this rule names no ACT rule: it sees too little of what those are about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from checks.accessibility.colours import Colour, colour_of, contrast
from checks.accessibility.structure import Structure, structure_of
from checks.accessibility.styles import LONGEST_STYLE, declarations, remembered
from checks.accessibility.styling import is_styled_up_to
from checks.accessibility.visibility import off_sight, value
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

#: WCAG 2.2 SC 1.4.3: what large text needs, and all other.
_LARGE, _NORMAL = 3.0, 4.5
_BOTH = re.compile(r"(?<![\w-])color\s*:.*background|background.*(?<![\w-])color\s*:", re.IGNORECASE | re.DOTALL)
_SMALL = re.compile(r"(\d{1,3}(?:\.\d+)?)(px|pt)")
#: Sizes (pixels) below which text is no large one, whatever its weight.
_BELOW_LARGE = {"px": 18.5, "pt": 14.0}
_CLIMB = 8
_MOST, _MOST_FAULTS = 500, 5
_tells = remembered(_BOTH)


@rule(id="a11y.text_contrast", title="文字与背景颜色相近", wcag=("1.4.3",))
def text_contrast(page: Page, params: Params) -> Ruling:
    """是什么：元素自己的样式同时写明了文字颜色和背景颜色，两者对比度不足 3:1；写明是小字的，不足 4.5:1。样式表可能另有
    规定，因此只提请人工核对。

    为什么重要：老年人、低视力的群众，以及在阳光下看手机的人，看不清浅灰、浅黄的文字。

    如何整改：加深文字或者换浅背景，小字对比度不低于 4.5:1，大字不低于 3:1。例如：

        <p style="color:#333;background:#fff">咨询电话：0000-1234567</p>
    """
    seen = structure_of(page.dom)
    coloured = [*_styled(seen), *_fonts(seen)]
    doubts = []
    for node, text, ground in coloured:
        # What is switched off needs no contrast (WCAG 2.2 SC 1.4.3, inactive components).
        if node.mem_id in seen.outline.disabled or "aria-disabled" in seen.outline.attributes(node):
            continue
        ratio = contrast(text, ground)
        if ratio < (_NORMAL if _is_small(seen, node) else _LARGE):
            doubts.append(Fault(node, f"对比度 {ratio:.1f}:1"))
    return Ruling(len(coloured), doubts=doubts[:_MOST_FAULTS])


def _styled(seen: Structure) -> Iterator[tuple[LexborNode, Colour, Colour]]:
    """Elements with text of their own and both colours in one style."""
    for node in seen.with_attribute("style")[:_MOST]:
        style = value(seen.outline.attributes(node), "style")[:LONGEST_STYLE]
        if not _tells(style) or off_sight(seen.outline.attributes(node)) or not _has_words(node):
            continue
        declared = declarations(style)
        ground = declared.get("background-color") or declared.get("background")
        text = declared.get("color")
        if text is None or ground is None or "background-image" in declared:
            continue
        pair = colour_of(text.value), colour_of(ground.value)
        if pair[0] is not None and pair[1] is not None:
            yield node, pair[0], pair[1]


def _fonts(seen: Structure) -> Iterator[tuple[LexborNode, Colour, Colour]]:
    """Font elements in a cell, table or page of a colour, none of them in the hold of a style sheet."""
    for node in seen.elements("font")[:_MOST]:
        text = colour_of(value(seen.outline.attributes(node), "color"))
        if text is None or not _has_words(node):
            continue
        above = node.parent
        for _ in range(_CLIMB):
            if above is None or "background" in str(seen.outline.attributes(above)):
                break
            ground = colour_of(value(seen.outline.attributes(above), "bgcolor"))
            if ground is not None:
                if not is_styled_up_to(seen.outline, node, above):
                    yield node, text, ground
                break
            above = above.parent


def _has_words(node: LexborNode) -> bool:
    return any(map(str.isalnum, node.text(deep=False)))


def _is_small(seen: Structure, node: LexborNode) -> bool:
    size = declarations(value(seen.outline.attributes(node), "style")).get("font-size")
    found = _SMALL.fullmatch(size.value) if size is not None else None
    return found is not None and float(found[1]) < _BELOW_LARGE[found[2]]
