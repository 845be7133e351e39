"""Frames of one name that show different things: WCAG 2.2 SC 4.1.2 (A), ACT rule 4b1c6c."""

from __future__ import annotations

from collections import defaultdict
from urllib.parse import urljoin

from selectolax.lexbor import LexborNode

from checks.accessibility.iframe_title import is_met_frame
from checks.accessibility.names import namer_of
from checks.accessibility.outline import outline_of
from checks.accessibility.visibility import Attributes, value
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page


@rule(id="a11y.iframe_same_name", title="不同的内嵌框架标题相同", wcag=("4.1.2",), act=("4b1c6c",))
def iframe_same_name(page: Page, params: Params) -> Ruling:
    """是什么：同一页面上有多个内嵌框架标题相同，但嵌入的网址不同。内容是否相当需要人工核对，不直接认定为问题。

    为什么重要：读屏软件列出框架时只读标题。标题相同而内容不同，视力障碍群众分不清要进入哪一个。

    如何整改：内容不同的框架，写上各自不同的标题。例如：

        <iframe src="/weather.html" title="天气预报"></iframe>
        <iframe src="/air.html" title="空气质量"></iframe>
    """
    seen = outline_of(page.dom)
    namer = namer_of(seen)
    by_name: dict[str, list[LexborNode]] = defaultdict(list)
    for node in seen.elements("iframe", "frame"):
        name = namer.name(node)
        if is_met_frame(seen, node) and name.source:
            by_name[name.text.casefold()].append(node)
    shared = [nodes for nodes in by_name.values() if len(nodes) > 1]
    doubts = [
        Fault(node, "与另一框架标题相同，嵌入的网址不同")
        for nodes in shared
        if len({_shows(page.url, seen.attributes(node)) for node in nodes}) > 1
        for node in nodes
    ]
    return Ruling(sum(map(len, shared)), doubts=doubts)


def _shows(base: str, attributes: Attributes) -> tuple[str, str]:
    source = value(attributes, "src")
    try:
        return urljoin(base, source), value(attributes, "srcdoc")
    except ValueError:
        return source, value(attributes, "srcdoc")
