"""Images without a text alternative: WCAG 2.2 SC 1.1.1 (A), ACT rules 23a2a8 (images) and 59796f (image buttons)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from selectolax.lexbor import LexborNode

from checks.accessibility.names import namer_of
from checks.accessibility.naming import ruling_on_names, with_explicit_role
from checks.accessibility.outline import Outline, outline_of
from checks.accessibility.roles import PRESENTATIONAL, role_of
from checks.accessibility.visibility import is_tiny, value
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

#: Attributes from which a browser or the usual lazy loaders take the picture.
_PICTURE = ("src", "srcset", "data-src", "data-original", "data-lazy", "data-lazy-src", "data-url")
_NO_PICTURE = "没有 alt，图片地址由脚本填入，源代码看不出"
_IMAGE_ROLES = ("img", "image")
#: What has no name either while the only picture in it has none, and how far up it is looked for.
_CONTROLS = {
    "a": "图片是链接的唯一内容，链接因此也没有名称（WCAG 2.4.4、4.1.2）",
    "button": "图片是按钮的唯一内容，按钮因此也没有名称（WCAG 4.1.2）",
}
_CLIMB = 16


@rule(id="a11y.image_alt", title="图片缺少替代文字", wcag=("1.1.1",), act=("23a2a8", "59796f"), version=4)
def image_alt(page: Page, params: Params) -> Ruling:
    """是什么：页面中的图片、图片按钮，或者用 role="img" 标为图片的元素，没有 alt 等替代文字。

    为什么重要：视力障碍群众使用读屏软件浏览网页，没有替代文字的图片只能读出文件名，甚至完全读不到；
    图片打不开时，其他访问者也无从知道图片内容。链接、按钮里只有这样一张图片的，也就没有名称，在这里一并
    列出，不另作一个问题。

    如何整改：有内容的图片，用 alt 写明图片表达的意思；作链接用的图片，写明链接去向；纯装饰图片写空的 alt=""。
    例如：

        <img src="hall.jpg" alt="县政务服务中心办事大厅">
        <img src="line.png" alt="">
        <input type="image" src="search.png" alt="搜索">
        <span role="img" aria-label="三星级服务窗口">★★★</span>
    """
    return judged(outline_of(page.dom))


def judged(seen: Outline) -> Ruling:
    """The rule's word on a page that has this outline."""
    images = list(_images(seen))
    ruling = ruling_on_names(seen, [node for node in images if role_of(seen, node) not in PRESENTATIONAL])
    bare = [Fault(node, _NO_PICTURE) for node in _without_picture(seen)]
    faults = [_with_control(seen, fault) for fault in ruling.faults]
    return Ruling(len(images) + len(bare), faults, [*ruling.doubts, *bare])


def _with_control(seen: Outline, fault: Fault) -> Fault:
    """The fault, with the link or button that has no other name and is told of nowhere else."""
    above = fault.node.parent if isinstance(fault.node, LexborNode) else None
    for _ in range(_CLIMB):
        if above is None:
            break
        if above.tag in _CONTROLS and seen.met(above):
            nameless = namer_of(seen).name(above).missing
            return replace(fault, note=_CONTROLS[above.tag], shows=above.html or "") if nameless else fault
        above = above.parent
    return fault


def _without_picture(seen: Outline) -> list[LexborNode]:
    """Images that some script has yet to give a picture, and that have no name so far."""
    bare = [node for node in seen.elements("img") if not _has_picture(seen, node)]
    namer = namer_of(seen)
    return [node for node in bare if role_of(seen, node) in _IMAGE_ROLES and not namer.name(node).source]


def _has_picture(seen: Outline, node: LexborNode) -> bool:
    attributes = seen.attributes(node)
    return is_tiny(attributes) or any(value(attributes, name) for name in _PICTURE)


def _images(seen: Outline) -> Iterator[LexborNode]:
    for node in seen.elements("img"):
        attributes = seen.attributes(node)
        shown = not is_tiny(attributes) and any(value(attributes, name) for name in _PICTURE)
        if shown and role_of(seen, node) in (*_IMAGE_ROLES, *PRESENTATIONAL):
            yield node
    for node in seen.elements("input"):
        if value(seen.attributes(node), "type").lower() == "image":
            yield node
    for node in with_explicit_role(seen, _IMAGE_ROLES):
        if node.tag != "img" and node.mem_id not in seen.foreign:
            yield node
