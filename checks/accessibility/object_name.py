"""Embedded pictures, sounds and films without a name: WCAG 2.2 SC 1.1.1 (A), ACT rule 8fc3b6."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from checks.accessibility.naming import ruling_on_names
from checks.accessibility.outline import Outline, outline_of
from checks.accessibility.roles import explicit_role
from checks.accessibility.visibility import is_tiny, value
from checks.interface import Params, rule
from checks.ruling import Ruling
from core.snapshot import Page

#: What browsers show of themselves; plug-ins' formats (Flash, Windows Media) they show no more, and a fallback stands.
_TYPE = re.compile(r"(?:image|audio|video)/[\w.+-]+", re.IGNORECASE)
_FILE = re.compile(
    r"\.(?:png|jpe?g|gif|svg|webp|bmp|avif|mp4|m4v|webm|ogv|ogg|oga|mp3|m4a|wav)(?:[?#]|$)", re.IGNORECASE
)


@rule(id="a11y.object_name", title="嵌入的图片或音视频没有名称", wcag=("1.1.1",), act=("8fc3b6",))
def object_name(page: Page, params: Params) -> Ruling:
    """是什么：页面用 object 或 embed 嵌入了图片、音频或视频，但没有供读屏软件读取的名称。

    为什么重要：读屏软件遇到这样的嵌入内容读不出它是什么，视力障碍群众不知道错过了什么。标签之间的备用文字只在
    内容打不开时才显示，不能当作名称。

    如何整改：用 title 或者 aria-label 说明嵌入的内容；图片改用 img 并写好 alt 更好。例如：

        <object data="map.svg" type="image/svg+xml" title="县域地图"></object>
        <embed src="notice.mp3" type="audio/mpeg" title="防汛通知录音">
    """
    return judged(outline_of(page.dom))


def judged(seen: Outline) -> Ruling:
    """The rule's word on a page that has this outline."""
    return ruling_on_names(seen, list(_embedded(seen)))


def _embedded(seen: Outline) -> Iterator[LexborNode]:
    for tag, source in (("object", "data"), ("embed", "src")):
        for node in seen.elements(tag):
            attributes = seen.attributes(node)
            kind, address = value(attributes, "type"), value(attributes, source)
            shown = _TYPE.fullmatch(kind) if kind else _FILE.search(address)
            if address and shown and not is_tiny(attributes) and not explicit_role(seen, node):
                yield node
