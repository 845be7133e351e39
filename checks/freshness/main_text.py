"""What stands in a list page's main part: text outside links and frames of the page. Holds no check of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field

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
_PAGES_WITHIN = frozenset({"iframe", "frame", "object", "embed"})
#: Files that may hold a list which nobody reads here.
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|rtf|zip|rar)(?:$|[?#&])", re.IGNORECASE)
_PLACEHOLDER = re.compile(
    r"^.{0,12}?((正在|尚在)?(建设|完善|整理|筹建)之?中|(暂无|(暂时|目前|当前)?没有(找到|查到|查询到)?)(任何|相关|更多|符合条件的)?"
    r"(内容|信息|数据|记录|文章|稿件|文件|资料)|"
    r"敬请期待|内容(正在)?更新中)[^一-龥]*.{0,10}$"
)
#: Links that only lead through a list or back: they name nothing that the column holds.
_NO_NAME = re.compile(
    r"[^一-龥A-Za-z]*|.{0,4}(上一?[页篇条]|下一?[页篇条]|更多|返回|打印|关闭|收藏|设为首页|回顶|顶部).{0,4}|(网站|本站)?(首页|主页)|[末尾]页"
    r"|跳转|确定|转到|GO",
    re.IGNORECASE,
)
#: What may be a day, in any of the usual forms.
_DAY = re.compile(
    r"(?<!\d)(?:20)?\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}(?!\d)|(?<!\d)\d{1,2}[-/月]\d{1,2}(?!\d)|[一二三四五六七八九十]月"
)
#: What pages say at their foot: so many kinds of it in one part. Fewest links of a menu at its head, longest text of
#: both, in characters, and how few levels down they stand.
_FOOT = re.compile(
    r"主办|承办|版权所有|ICP备|公网安备|网站标识码|技术支持|访客|访问量|网站地图|联系我们|Copyright", re.IGNORECASE
)
_FOOT_SIGNS, _MENU, _EDGE_TEXT, _LEVELS = 2, 4, 300, 3
_UNSEEN = frozenset({"script", "style", "noscript", "template", "br", "hr"})
#: How breadcrumbs begin, which often carry no name.
_TRAIL = re.compile(r"位置[:：]|当前位置|所在位置")
#: Deepest element looked at, as for Page.dom.
_MAX_DEPTH = 512
_MIN_LINK_TEXT = 8
#: Longest breadcrumbs, in characters; levels above a link at which they may begin.
_MAX_TRAIL = 150
_TRAIL_LEVELS = 3


@dataclass(slots=True)
class MainText:
    """`lines` are pieces of text outside links; `links` counts longer link texts; `media` other content.

    `names` are the texts of all links that name something, whatever their length, but for breadcrumbs'.
    `framed`: it shows other pages in it. `files` counts documents (PDF, Word …) that are linked or shown in it.
    """

    lines: list[str]
    names: list[str] = field(default_factory=list)
    links: int = 0
    media: int = 0
    files: int = 0
    framed: bool = False
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
        head, foot = _edge(dom.body, 0, _is_head), _edge(dom.body, -1, _is_foot)
        for node in _walk(dom.body, {part.mem_id for part in (head, foot) if part is not None}):
            _take(node, found)
        # What looks like a menu may be a list of departments: who compares names with other pages will know.
        for link in head.css("a") if head is not None else ():
            _take(link, found)
    return found


def shown_days(dom: LexborHTMLParser) -> int:
    """In how many pieces of the main part's text and links something like a day stands, whatever it is the day of."""
    text = main_text(dom)
    return sum(_DAY.search(piece) is not None for piece in (*text.lines, *text.names))


def _edge(body: LexborNode, place: int, fits: Callable[[LexborNode], bool]) -> LexborNode | None:
    """The first or last part of a page, or of what stands there, that is its head or foot whatever its name."""
    node: LexborNode = body
    for _ in range(_LEVELS):
        parts = [part for part in node.iter() if part.tag not in _UNSEEN and part.text(deep=True).strip()]
        if len(parts) > 1 and fits(parts[place]):
            return parts[place]
        if not parts:
            return None
        node = parts[place]
    return None


def _is_head(part: LexborNode) -> bool:
    """Whether a part holds nothing but the site's menu and what stands around it."""
    links = ["".join(link.text(deep=True).split()) for link in part.css("a")]
    menu = len(links) >= _MENU and max(map(len, links)) <= _MIN_LINK_TEXT
    text = part.text(deep=True)
    return menu and len("".join(text.split())) <= _EDGE_TEXT and not any(map(_PLACEHOLDER.match, text.split()))


def _is_foot(part: LexborNode) -> bool:
    text = part.text(deep=True)
    return len(text) <= _EDGE_TEXT * 2 and len(set(_FOOT.findall(text))) >= _FOOT_SIGNS


def _take(node: LexborNode, found: MainText) -> None:
    tag = node.tag or ""
    if tag == "-text":
        line = "".join(node.text(deep=False).split())
        if line:
            found.lines.append(line)
    elif tag == "a":
        text = "".join(node.text(deep=True).split())
        found.files += _is_file(node)
        found.links += len(text) >= _MIN_LINK_TEXT
        if not _NO_NAME.fullmatch(text[:_MAX_TRAIL]) and not _in_trail(node):
            found.names.append(text[:_MAX_TRAIL])
    elif tag in _OTHER_CONTENT:
        found.media += 1
        found.files += _is_file(node)
        found.framed = found.framed or tag in _PAGES_WITHIN


def _is_file(node: LexborNode) -> bool:
    return any(_FILE.search(node.attributes.get(name) or "") for name in ("href", "src", "data"))


def _in_trail(link: LexborNode) -> bool:
    """Whether a link stands in breadcrumbs, by the words that they begin with."""
    above, levels = link.parent, 0
    while above is not None and levels < _TRAIL_LEVELS:
        text = above.text(deep=True)[: _MAX_TRAIL + 1]
        if len(text) > _MAX_TRAIL:
            return False
        if _TRAIL.search(text):
            return True
        above, levels = above.parent, levels + 1
    return False


def _walk(body: LexborNode, edges: Container[int]) -> Iterator[LexborNode]:
    """Nodes of the main part in document order; not into links, the frame of the page and its edges."""
    stack = [(body, 0)]
    while stack:
        node, depth = stack.pop()
        if node is not body and (is_frame(node) or node.mem_id in edges):
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
