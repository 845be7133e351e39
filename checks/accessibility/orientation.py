"""Pages turned by a style so that they stand upright one way only: WCAG 2.2 SC 1.3.4 (AA), ACT rule b33eff."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from selectolax.lexbor import LexborNode

from checks.accessibility.names import namer_of
from checks.accessibility.outline import outline_of
from checks.accessibility.structure import structure_of
from checks.accessibility.styles import Declaration, Rule, rules
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

_ORIENTED = re.compile(r"\(\s*orientation\s*:\s*(?:portrait|landscape)\s*\)")
_FUNCTION = re.compile(r"(rotate|rotatez|rotate3d|matrix|matrix3d)\(([^()]{0,200})\)")
_ANGLE = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?)\s*(deg|rad|grad|turn)?")
_DEGREES = {"deg": 1.0, "rad": 180 / math.pi, "grad": 0.9, "turn": 360.0, "": 1.0}
#: Selectors of the whole page.
_WHOLE = frozenset({"html", "body", ":root", "*"})
#: Names of elements, classes and ids, one or one within another.
_PART = r"(?:[a-z][\w-]*|[.#][a-z_][\w-]*)(?:[.#][a-z_][\w-]*)*"
_SIMPLE = re.compile(rf"{_PART}(?:[ >]+{_PART})*", re.ASCII)
_MOST_TURNED = 20
#: Degrees by which an angle may miss a right angle.
_NEARLY = 1.0
#: Characters of a style sheet that are looked at.
_LONGEST = 200_000


@rule(id="a11y.orientation", title="页面锁定横屏或竖屏", wcag=("1.3.4",), act=("b33eff",))
def orientation(page: Page, params: Params) -> Ruling:
    """是什么：页面用样式在横屏（或竖屏）时把内容旋转 90 度，使用者转动手机也不能正常阅读。

    为什么重要：手机固定在轮椅、支架上的群众无法转动手机，只能横着看竖排的页面。

    如何整改：删去按屏幕方向旋转页面的样式，横屏、竖屏都按正常方向显示。例如：

        <style>@media (orientation: landscape) { .side { display: none } }</style>
    """
    sheets = [(node, _text(node)) for node in structure_of(page.dom).elements("style")]
    if not any("orientation" in text for _, text in sheets):
        return Ruling(0)
    read = [(node, one) for node, text in sheets if "rotat" in text or "matrix" in text for one in rules(text)]
    always = _always([one for _, one in read])
    turned = [
        (Fault(node, f"{one.selectors[0][:40]} 随屏幕方向旋转 90 度"), one, angle - always.get(one.selectors[0], 0.0))
        for node, one in read
        if any(_ORIENTED.search(condition) for condition in one.media) and (angle := _angle(one.declared)) is not None
    ]
    sideways = [(fault, one) for fault, one, angle in turned if abs(angle % 180 - 90) <= _NEARLY]
    # A picture or an arrow may well be turned, what holds most of the page's words may not.
    whole = [_turns_all(page, one.selectors) for _, one in sideways]
    faults = [fault for (fault, _), all_of_it in zip(sideways, whole, strict=True) if all_of_it]
    return Ruling(len(turned), faults, [found for found, _ in sideways if found not in faults])


def _turns_all(page: Page, selectors: Sequence[str]) -> bool:
    if _WHOLE.intersection(selectors):
        return True
    body = page.dom.body
    simple = [text for text in selectors if _SIMPLE.fullmatch(text)]
    if body is None or not simple:
        return False
    namer = namer_of(outline_of(page.dom))
    turned = [len(namer.visible_text(node)) for node in page.dom.css(",".join(simple))[:_MOST_TURNED]]
    return any(length and length * 2 >= len(namer.visible_text(body)) for length in turned)


def _text(node: LexborNode) -> str:
    return node.text()[:_LONGEST].lower()


def _always(sheet: list[Rule]) -> dict[str, float]:
    """Degrees by which selectors are turned whatever the orientation is."""
    found: dict[str, float] = {}
    for one in sheet:
        angle = None if one.media else _angle(one.declared)
        if angle is not None:
            found.update(dict.fromkeys(one.selectors, angle))
    return found


def _angle(declared: dict[str, Declaration]) -> float | None:
    """Degrees by which an element is turned about the z axis; None when it is not turned at all."""
    angles: list[float] = []
    if "rotate" in declared:
        parts = declared["rotate"].value.split()
        angles += [angle for part in parts[-1:] if (angle := _degrees(part)) is not None]
    if "transform" in declared:
        found = _FUNCTION.findall(declared["transform"].value)
        angles += [angle for name, inner in found if (angle := _of_function(name, inner)) is not None]
    return sum(angles) if angles else None


def _of_function(name: str, inner: str) -> float | None:
    parts = [part.strip() for part in inner.split(",")]
    if name in ("rotate", "rotatez"):
        return _degrees(parts[0]) if len(parts) == 1 else None
    if name == "rotate3d":
        if len(parts) != 4 or not _number(parts[2]) or _number(parts[0]) or _number(parts[1]):
            return None
        turn = _degrees(parts[3])
        return turn if turn is None or (_number(parts[2]) or 0) > 0 else -turn
    cosine, sine = (_number(part) for part in (parts[:2] if len(parts) in (6, 16) else ("", "")))
    return None if cosine is None or sine is None else math.degrees(math.atan2(sine, cosine))


def _degrees(text: str) -> float | None:
    found = _ANGLE.fullmatch(text)
    return float(found[1]) * _DEGREES[found[2] or ""] if found is not None else None


def _number(text: str) -> float | None:
    found = _ANGLE.fullmatch(text)
    return float(found[1]) if found is not None and not found[2] else None
