"""What stands in a list page's main part: text outside links and frames of the page. Holds no check of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.freshness.dynamic import is_dynamic

#: Parts that every page of a site repeats. By tag and role, and by the class names and ids that are customary.
_FRAME_TAGS = frozenset({"header", "footer", "nav", "aside", "script", "style", "noscript", "template", "head"})
_FRAME_NAME = re.compile(
    r"((site|page|web|common|public|g|m)[-_]?)?"
    r"(header?|footer?|nav(bar|igation)?|menu|topbar|top|bottom|crumbs?|breadcrumbs?|location|position|copyright|sidebar)"
    r"([-_]?(box|wrap(per)?|inner|bar|con|main|\d+))?",
    re.IGNORECASE,
)
#: Content that is not text: such a page is not blank, whatever its text.
_OTHER_CONTENT = frozenset({"img", "iframe", "frame", "object", "embed", "video", "audio", "canvas", "svg", "form"})
_PLACEHOLDER = re.compile(
    r"^.{0,12}?((正在|尚在)?(建设|完善|整理|筹建)之?中|暂无(任何|相关|更多)?(内容|信息|数据|记录|文章|稿件|文件|资料)|"
    r"敬请期待|内容(正在)?更新中)[^一-龥]*.{0,10}$"
)
#: Deepest element looked at, as for Page.dom.
_MAX_DEPTH = 512
_MIN_LINK_TEXT = 8


@dataclass(slots=True)
class MainText:
    """`lines` are pieces of text outside links; `links` counts longer link texts; `media` other content."""

    lines: list[str]
    links: int = 0
    media: int = 0
    dynamic: bool = False

    @property
    def length(self) -> int:
        """Characters of text, white space left out."""
        return sum(len(line) for line in self.lines)

    @property
    def placeholder(self) -> str:
        """The line that says that the column has nothing yet; empty when none does."""
        return next((line[:30] for line in self.lines if len(line) <= 40 and _PLACEHOLDER.match(line)), "")


def main_text(dom: LexborHTMLParser) -> MainText:
    """Read the main part of a page: everything in the body but navigation, header and footer."""
    found = MainText([], dynamic=is_dynamic(dom, is_frame))
    if dom.body is not None:
        for node in _walk(dom.body):
            _take(node, found)
    return found


def _take(node: LexborNode, found: MainText) -> None:
    tag = node.tag or ""
    if tag == "-text":
        line = "".join(node.text(deep=False).split())
        if line:
            found.lines.append(line)
    elif tag == "a":
        found.links += len("".join(node.text(deep=True).split())) >= _MIN_LINK_TEXT
    elif tag in _OTHER_CONTENT:
        found.media += 1


def _walk(body: LexborNode) -> Iterator[LexborNode]:
    """Nodes of the main part in document order; not into links and not into the frame of the page."""
    stack = [(body, 0)]
    while stack:
        node, depth = stack.pop()
        if node is not body and is_frame(node):
            continue
        yield node
        if node.tag != "a" and depth < _MAX_DEPTH:
            stack.extend((child, depth + 1) for child in reversed(list(node.iter(include_text=True))))


def is_frame(node: LexborNode) -> bool:
    """Whether an element is part of what every page of a site repeats: header, navigation, footer."""
    if node.tag in _FRAME_TAGS:
        return True
    if not node.tag or node.tag.startswith("-"):
        return False
    attributes = node.attributes
    # Whole names only: “content-top” holds content, and what is wrongly left out makes a page look blank.
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".split()
    return any(_FRAME_NAME.fullmatch(name) for name in names)
