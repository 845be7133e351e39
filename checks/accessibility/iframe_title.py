"""Frames without a title: WCAG 2.2 SC 4.1.2 (A), ACT rule cae760."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from checks.accessibility.naming import ruling_on_names
from checks.accessibility.outline import Outline, outline_of
from checks.accessibility.roles import PRESENTATIONAL, tabindex, tokens
from checks.accessibility.visibility import is_tiny, value
from checks.interface import Params, rule
from checks.ruling import Ruling
from core.snapshot import Page

_NO_SOURCES = ("about:", "javascript:")


@rule(id="a11y.iframe_title", title="内嵌框架没有标题", wcag=("4.1.2",), act=("cae760",), version=2)
def iframe_title(page: Page, params: Params) -> Ruling:
    """是什么：页面用 iframe 或 frame 嵌入了其他页面，但没有用 title 说明嵌入的是什么。

    为什么重要：读屏软件遇到框架时会先读出标题，供使用者决定是否进入。没有标题，只能逐一进入试听。

    如何整改：为每个有内容的框架写明 title；不显示内容的辅助框架加 hidden。例如：

        <iframe src="/weather.html" title="天气预报"></iframe>
        <iframe src="/count.html" hidden></iframe>
    """
    seen = outline_of(page.dom)
    return ruling_on_names(seen, [node for node in seen.elements("iframe", "frame") if is_met_frame(seen, node)])


def is_met_frame(seen: Outline, node: LexborNode) -> bool:
    """Whether a reader comes upon the frame: it has a source, a size, and no negative tabindex."""
    attributes = seen.attributes(node)
    source = value(attributes, "src").lower()
    filled = bool(value(attributes, "srcdoc")) or (source != "" and not source.startswith(_NO_SOURCES))
    decorative = bool(PRESENTATIONAL.intersection(tokens(attributes)[:1]))
    return filled and not decorative and not is_tiny(attributes) and (tabindex(attributes) or 0) >= 0
