"""Images without a text alternative: WCAG 2.2 SC 1.1.1 (A), ACT rules 23a2a8 (images) and 59796f (image buttons)."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from checks.accessibility.names import Namer
from checks.accessibility.outline import Outline, outline_of
from checks.accessibility.visibility import is_tiny, value
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

#: Attributes from which a browser or the usual lazy loaders take the picture.
_PICTURE = ("src", "srcset", "data-src", "data-original", "data-lazy", "data-lazy-src", "data-url")
_MAP_LEVELS = 8


@rule(id="a11y.image_alt", title="图片缺少替代文字", wcag=("1.1.1",), act=("23a2a8", "59796f"))
def image_alt(page: Page, params: Params) -> Ruling:
    """是什么：页面中的图片（含图片按钮、图片热区）没有 alt 等替代文字。

    为什么重要：视力障碍群众使用读屏软件浏览网页，没有替代文字的图片只能读出文件名，甚至完全读不到；
    图片打不开时，其他访问者也无从知道图片内容。

    如何整改：有内容的图片，用 alt 写明图片表达的意思；作链接用的图片，写明链接去向；纯装饰图片写空的 alt=""。
    例如：

        <img src="hall.jpg" alt="县政务服务中心办事大厅">
        <img src="line.png" alt="">
        <input type="image" src="search.png" alt="搜索">
    """
    seen = outline_of(page.dom)
    namer = Namer(seen)
    candidates = list(_images(seen))
    bad = [node for node in candidates if not _is_decorative(node) and not namer.has_name(node)]
    return Ruling(len(candidates), [Fault(node) for node in bad])


def _images(seen: Outline) -> Iterator[LexborNode]:
    images = seen.elements("img")
    for node in images:
        attributes = node.attributes
        if not is_tiny(attributes) and any(value(attributes, name) for name in _PICTURE):
            yield node
    for node in seen.elements("input"):
        if value(node.attributes, "type").lower() == "image":
            yield node
    # A map that no image uses is not on the page.
    used = {value(node.attributes, "usemap").removeprefix("#") for node in images} - {""}
    for node in seen.elements("area"):
        if "href" in node.attributes and _map_name(node) in used:
            yield node


def _map_name(area: LexborNode) -> str:
    node = area.parent
    for _ in range(_MAP_LEVELS):
        if node is None:
            break
        if node.tag == "map":
            return value(node.attributes, "name") or value(node.attributes, "id")
        node = node.parent
    return ""


def _is_decorative(node: LexborNode) -> bool:
    """alt="" or alt without value, or a presentational role; never an image button or a map's area."""
    if node.tag != "img":
        return False
    attributes = node.attributes
    if "alt" in attributes and not (attributes["alt"] or ""):
        return True
    return bool({"presentation", "none"} & set(value(attributes, "role").lower().split()[:1]))
