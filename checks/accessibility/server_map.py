"""Image maps that only the server reads: WCAG 2.2 SC 1.1.1, 2.1.1 (A); failure known for keyboards."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from checks.accessibility.outline import Outline, outline_of
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

_CLIMB = 64


@rule(id="a11y.server_map", title="图片热区只能用鼠标点", wcag=("1.1.1", "2.1.1"))
def server_map(page: Page, params: Params) -> Ruling:
    """是什么：链接中的图片写了 ismap，点击图上不同位置由服务器判断去向，页面里没有各热区的链接。

    为什么重要：键盘和读屏软件无法指定图上的位置，视力障碍、肢体障碍群众到不了这些去向。

    如何整改：改用 map 和 area，为每个热区写明链接和 alt；或者用普通文字链接代替。例如：

        <img src="map.png" alt="乡镇分布图" usemap="#m">
        <map name="m"><area shape="rect" coords="0,0,80,40" href="/town/1.html" alt="云溪镇"></map>
    """
    seen = outline_of(page.dom)
    images = [node for node in seen.elements("img") if "ismap" in seen.attributes(node) and _in_link(seen, node)]
    lone = [node for node in images if "usemap" not in seen.attributes(node)]
    return Ruling(len(images), [Fault(node) for node in lone])


def _in_link(seen: Outline, node: LexborNode) -> bool:
    above = node.parent
    for _ in range(_CLIMB):
        if above is None:
            return False
        if above.tag == "a" and "href" in seen.attributes(above):
            return True
        above = above.parent
    return False
