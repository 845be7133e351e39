"""Pages that forbid zooming: WCAG 2.2 SC 1.4.4 (AA), ACT rule b4f0c3."""

from __future__ import annotations

import re

from checks.accessibility.outline import outline_of
from checks.accessibility.visibility import value
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

_PAIR = re.compile(r"([a-z-]+)\s*=\s*([^\s,;]+)")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)")
#: WCAG 2.2 SC 1.4.4: text must be resizable up to 200 %.
_LEAST_ZOOM = 2.0
#: Lengths that browsers read as a scale of 10.
_DEVICE = frozenset({"device-width", "device-height"})
_LONGEST = 1_000


@rule(id="a11y.viewport_zoom", title="页面禁止放大", wcag=("1.4.4",), act=("b4f0c3",), version=2)
def viewport_zoom(page: Page, params: Params) -> Ruling:
    """是什么：页面的 viewport 设置禁止手机用户放大页面（user-scalable=no），或者最多只能放大到 2 倍以下。

    为什么重要：老年人和低视力群众在手机上浏览时，需要把页面放大到至少 2 倍才能看清文字。

    如何整改：删去 user-scalable=no 和小于 2 的 maximum-scale。例如：

        <meta name="viewport" content="width=device-width, initial-scale=1">
    """
    found = [
        node for node in outline_of(page.dom).elements("meta") if value(node.attributes, "name").lower() == "viewport"
    ]
    # Browsers let a later viewport override an earlier one.
    said = [(node, viewport(node.attributes.get("content") or "")) for node in found[-1:]]
    limiting = [(node, pairs) for node, pairs in said if pairs.keys() & {"user-scalable", "maximum-scale"}]
    return Ruling(len(limiting), [Fault(node, why) for node, pairs in limiting if (why := _forbids_zoom(pairs))])


def viewport(content: str) -> dict[str, str]:
    """Keys and values of a viewport's content, in lower case (CSS Device Adaptation, parsing algorithm)."""
    return dict(_PAIR.findall(content[:_LONGEST].lower()))


def _forbids_zoom(pairs: dict[str, str]) -> str:
    scalable = pairs.get("user-scalable", "yes")
    number = _number(scalable)
    # What is neither yes, nor a length, nor a number counts as zero, and zero as no.
    if scalable not in _DEVICE | {"yes"} and (number is None or -1 < number < 1):
        return f"user-scalable={scalable[:20]} 禁止放大"
    most = pairs.get("maximum-scale", "device-width")
    number = _number(most)
    if most not in _DEVICE and (number is None or 0 <= number < _LEAST_ZOOM):
        return f"maximum-scale={most[:20]}，不足 2 倍"
    return ""


def _number(text: str) -> float | None:
    """The number a value begins with, as browsers read it; None when it begins with none."""
    found = _NUMBER.match(text)
    return float(found[0]) if found else None
