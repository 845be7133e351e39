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


@rule(id="a11y.viewport_zoom", title="页面禁止放大", wcag=("1.4.4",), act=("b4f0c3",))
def viewport_zoom(page: Page, params: Params) -> Ruling:
    """是什么：页面的 viewport 设置禁止手机用户放大页面（user-scalable=no），或者最多只能放大到 2 倍以下。

    为什么重要：老年人和低视力群众在手机上浏览时，需要把页面放大到至少 2 倍才能看清文字。

    如何整改：删去 user-scalable=no 和小于 2 的 maximum-scale。例如：

        <meta name="viewport" content="width=device-width, initial-scale=1">
    """
    seen = outline_of(page.dom)
    found = [node for node in seen.elements("meta") if value(node.attributes, "name").lower() == "viewport"]
    # Browsers let a later viewport override an earlier one.
    last = found[-1:]
    bad = [node for node in last if _forbids_zoom(node.attributes.get("content") or "")]
    return Ruling(len(last), [Fault(node) for node in bad])


def _forbids_zoom(content: str) -> bool:
    pairs = dict(_PAIR.findall(content[:1000].lower()))
    scalable = pairs.get("user-scalable", "yes")
    number = _number(scalable)
    if scalable == "no" or (number is not None and -1 < number < 1):
        return True
    most = _number(pairs.get("maximum-scale", ""))
    return most is not None and 0 <= most < _LEAST_ZOOM


def _number(text: str) -> float | None:
    """The number a value begins with, as browsers read it; None when it begins with none."""
    found = _NUMBER.match(text)
    return float(found[0]) if found else None
