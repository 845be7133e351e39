"""Articles that are nothing but a picture: WCAG 2.2 SC 1.1.1 (A), 1.4.5 (AA), ACT rules 0va7u6, e88epe; only asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from checks.accessibility.names import namer_of
from checks.accessibility.structure import Structure, structure_of
from checks.accessibility.visibility import is_tiny, value
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page, PageKind

#: Characters of running text from which on an article says something itself, and of one piece of it.
_SAYS, _PIECE = 80, 20
#: Characters of an alternative text that tells what stands in the picture.
_TELLS = 30
#: Pictures that belong to the page around an article.
_AROUND = re.compile(
    r"logo|icon|ico[_.-]|qr|ewm|erweima|weixin|wechat|share|banner|foot|top|bg|btn|jiucuo|red\.png|blue\.png",
    re.IGNORECASE,
)
#: A size that is written and too small for a text.
_SMALL = 200
#: Pages that lead to others.
_LISTS = frozenset({PageKind.HOME, PageKind.COLUMN})
#: Links that every page of a site has around its article.
_FEW = 5
_CLIMB = 40
_FURNITURE = frozenset({"a", "header", "footer", "nav", "aside"})


@rule(id="a11y.picture_text", title="正文只有图片", wcag=("1.1.1", "1.4.5"), act=("0va7u6", "e88epe"))
def picture_text(page: Page, params: Params) -> Ruling:
    """是什么：文章页几乎没有文字，只有图片，图片的替代文字又没有写出图上的内容（常见于“一图读懂”、扫描的通知）。图上有没有
    文字需人工核对。

    为什么重要：读屏软件读不出图片里的字，低视力群众放大后图片模糊，手机上要来回拖动；文字也搜索不到。

    如何整改：图片之外，把图上的文字写进正文；内容简短的写进替代文字。例如：

        <img src="/yt/1.png" alt="一图读懂医保缴费">
        <p>缴费时间为 9 月 1 日至 12 月 31 日，缴费标准为每人 400 元，在各乡镇便民服务中心都可以缴纳。</p>
    """
    seen = structure_of(page.dom)
    if page.kind in _LISTS or seen.elements("form", "iframe", "video"):
        return Ruling(0)
    pictures = list(_pictures(seen)) if len(seen.elements("a")) >= _FEW else []
    running = sum(len(one.text.strip()) for one in seen.pieces if _is_running(one.text, one.parent)) if pictures else 0
    pictures = pictures if running < _SAYS else []
    namer = namer_of(seen.outline)
    silent = [node for node in pictures if len(namer.name(node).text) < _TELLS]
    doubts = [Fault(node, f"正文只有 {running} 个字，图片 {len(pictures)} 张") for node in silent[:1]]
    return Ruling(1, doubts=doubts)


def _is_running(text: str, parent: LexborNode) -> bool:
    """Whether a text is a sentence of the article: long enough, and in no link, title or part around it."""
    return len(text.strip()) >= _PIECE and parent.tag not in ("title", "img", "h1") and not _is_around(parent)


def _pictures(seen: Structure) -> Iterator[LexborNode]:
    for node in seen.elements("img"):
        attributes = seen.outline.attributes(node)
        source = value(attributes, "src").partition("?")[0].rpartition("/")[2]
        sizes = [value(attributes, name).removesuffix("px") for name in ("width", "height")]
        small = any(size.isdecimal() and int(size[:6]) < _SMALL for size in sizes)
        if source and not small and not is_tiny(attributes) and not _AROUND.search(source) and not _is_around(node):
            yield node


def _is_around(node: LexborNode) -> bool:
    above: LexborNode | None = node
    for _ in range(_CLIMB):
        if above is None:
            return False
        if above.tag in _FURNITURE:
            return True
        above = above.parent
    return False
