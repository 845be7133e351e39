"""Links that lead nowhere in the page, are mistyped or stand twice side by side: advice under WCAG 2.2 SC 2.4.4 (A).

That a link opens a new window is not told of: only SC 3.2.5 (AAA) asks for it, G200 and G201 are advisory, visitors of
government sites expect it of nearly every link, and what is said of every page hides what only some need to hear.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, pairwise
from urllib.parse import unquote

from selectolax.lexbor import LexborNode

from checks.accessibility.neighbours import node_before
from checks.accessibility.outline import Outline, outline_of
from checks.accessibility.visibility import value
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

#: Addresses with a scheme that is nearly right.
_MISTYPED = re.compile(
    r"(?:https?(?:/|:/(?!/)|;//|：)|htp:|http:\\|https?://https?:|mailto:(?![^@\s]+@[^@\s]+\.))", re.IGNORECASE
)
#: Fragments that scripts read as routes, and the one that means the top of the page (HTML 7.4.6.4).
_ROUTE = re.compile(r"#(?:[/!?]|top$|$)", re.IGNORECASE)
_MOST_LINKS = 5_000
#: Files that no browser shows as a page, and how a link's words tell of one.
_FILE = re.compile(r"\.(pdf|docx?|xlsx?|pptx?|wps|et|ofd|zip|rar|7z)(?:$|\?)", re.IGNORECASE)
_TOLD_FILE = re.compile(
    r"pdf|docx?|word|xlsx?|excel|pptx?|wps|ofd|zip|rar|7z|附件|下载|文档|表格|表式|幻灯|压缩包|download", re.IGNORECASE
)
#: Longest ending of an address and longest text that are looked at.
_ENDING, _LONGEST = 60, 500
_LOST = "页内链接的目标在源代码中不存在，本页 {} 处"
_WRONG = "网址写法有误，本页 {} 处"
_TWICE = "相邻两个链接去向相同，会读两遍，本页 {} 处"
_FORMAT = "有的链接指向文件，没有写明格式"


@rule(id="a11y.link_target", title="链接的去向", wcag=("2.4.4",), version=2)
def link_target(page: Page, params: Params) -> Ruling:
    """是什么：链接指向本页的某个位置，源代码中却没有这个位置；网址的开头写错；或者图片和文字、一句话分成两个相邻的
    链接，去向相同；下载文件而没有说明。仅作建议，不作问题认定。只是在新窗口打开的不提：A、AA 级没有这项要求。

    为什么重要：只用键盘和读屏软件的群众点了没有反应，不知道是链接坏了还是没有点到；相同的链接要听两遍、按两次 Tab 键。

    如何整改：改正网址和位置的编号（id）；图片和文字放进同一个链接，图片写空的 alt。例如：

        <a href="#fj">附件下载</a> … <h2 id="fj">附件</h2>
        <a href="/news/1.html"><img src="1.jpg" alt="">全县秋收工作现场会召开</a>
    """
    seen = outline_of(page.dom)
    anchors = seen.elements("a")[:_MOST_LINKS]
    links = [(node, href) for node in anchors if (href := value(seen.attributes(node), "href"))]
    places = [node for node, href in links if href[0] == "#" and not _ROUTE.match(href)]
    names = {value(seen.attributes(node), "name") for node in anchors} if places else set()
    lost = [node for node in places if _is_lost(seen, node, names)]
    wrong = [node for node, href in links if href[0] not in "/.#" and _MISTYPED.match(href)]
    pairs = [
        (earlier, later) for (earlier, href), (later, other) in pairwise(links) if href == other and href[0] != "#"
    ]
    twice = [later for earlier, later in pairs if _is_twin(earlier, later)]
    # One of each kind is enough: where one link does not say it, all of that template do not.
    files = list(islice((node for node, href in links if _is_untold_file(seen, node, href)), 1))
    found: list[tuple[Sequence[LexborNode], str, str]] = [
        (lost, _LOST, "lost"),
        (wrong, _WRONG, "wrong"),
        (twice, _TWICE, "twice"),
        (files, _FORMAT, "file"),
    ]
    advice = [Fault(nodes[0], note.format(len(nodes)), key=key) for nodes, note, key in found if nodes]
    return Ruling(len(links), advice=advice)


def _is_lost(seen: Outline, node: LexborNode, names: set[str]) -> bool:
    if "onclick" in seen.attributes(node):
        return False
    name = value(seen.attributes(node), "href")[1:]
    return not any(one in seen.ids or one in names for one in (name, unquote(name)))


def _is_untold_file(seen: Outline, node: LexborNode, href: str) -> bool:
    is_file = "." in href[-_ENDING:] and _FILE.search(href[-_ENDING:]) is not None
    return is_file and not _tells_file(seen, node)


def _tells_file(seen: Outline, node: LexborNode) -> bool:
    """Whether a link's text, its name or its picture's tells of a file."""
    attributes = seen.attributes(node)
    if any(_TOLD_FILE.search(value(attributes, name)) for name in ("title", "aria-label") if name in attributes):
        return True
    return _TOLD_FILE.search(node.text()[:_LONGEST]) is not None or _TOLD_FILE.search(_alternative(node)) is not None


def _alternative(node: LexborNode) -> str:
    picture = node.css_first("img[alt]")
    return value(picture.attributes, "alt") if picture is not None else ""


def _is_twin(earlier: LexborNode, later: LexborNode) -> bool:
    """Whether the later of two links stands right beside the other: a picture and its words, or words torn in two."""
    before = node_before(later)
    if before is None or before.mem_id != earlier.mem_id:
        return False
    apart = later.prev is not None and later.prev.is_text_node
    pictured = [link.css_first("img") is not None for link in (earlier, later)]
    return pictured[0] is not pictured[1] or (not apart and not any(pictured))
