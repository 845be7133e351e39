"""Headings and lists that are only drawn: WCAG 2.2 SC 1.3.1 (A), failure F2, techniques H42, H48; only asked about."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from checks.accessibility.neighbours import node_after, node_before
from checks.accessibility.structure import Piece, Structure, structure_of
from checks.accessibility.visibility import value
from checks.accessibility.words import is_blank
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

#: Longest text that is taken for a heading, and shortest for what stands under it, in characters.
_HEADING, _UNDER = 40, 20
_BLOCKS = frozenset({"p", "div"})
_SENTENCE = re.compile(r"[。，；：！？.,;:!?][\s”’」』）)\"']*$")
#: What stands bold beside a text and heads nothing: who took a picture, who wrote, whence it is.
_CREDIT = re.compile(
    r"摄\s*[)）]?$|供图|^\s*(?:资料图|图片?\s*[为:：\d])|记者|通讯员|责任?编辑?|作者|撰稿|来源|转自|落款|附件",
)
#: How sections of an official text are counted.
_SECTION = re.compile(
    r"第?[一二三四五六七八九十百]{1,3}\s?[、章节编部]|[(（][一二三四五六七八九十]{1,3}[)）]|\d{1,2}\s?[、.．]\s?\D"
)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_LARGE = re.compile(
    r"font-size\s*:\s*(?:(?:2\d|[3-9]\d)(?:\.\d+)?px|(?:1[5-9]|[2-9]\d)(?:\.\d+)?pt|(?:1\.[3-9]\d*|[2-9](?:\.\d+)?)r?em|x+-large)",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\s*(?:[•●○▪■□◆◇★☆※·‣◦-]|[-–—*]\s)\s*[^\s•●○▪■□◆◇★☆※·‣◦-]")
_NUMBERED = re.compile(r"\s*\d{1,2}\s?[.)、）．]\s*\D")
#: Lines of one kind that make a list, and the characters of an item: what is longer is a paragraph.
_ITEMS, _ITEM = 3, 100
_ITEMS_OF = frozenset({"li", "a", "td", "th", "dd", "option", "span"})
#: Elements looked at.
_MOST = 2_000


@rule(id="a11y.fake_structure", title="用外观代替标题、列表标记", wcag=("1.3.1",), version=2)
def fake_structure(page: Page, params: Params) -> Ruling:
    """是什么：整段只有加粗、放大的一行短字，看上去是标题，却没有用标题元素；或者用圆点、短横、数字加换行排成列表，却没有
    用列表元素。几处相同、带序号或者放大的，是不是标题、列表需人工核对，每页每类只列一处；只有一处加粗的仅作建议。

    为什么重要：视力障碍群众靠标题跳读，靠列表知道共有几项。只用外观表示的，读屏软件读出来与普通文字没有区别。

    如何整改：小标题用 h2、h3，外观用样式表调整；分条列出的用 ul、ol。例如：

        <h2>一、申报条件</h2>
        <ul><li>身份证</li><li>户口簿</li><li>申请表</li></ul>
    """
    seen = structure_of(page.dom)
    large = _written_large(seen)
    drawn = {node.mem_id for node in large}
    lines = list(_headings(seen, large))
    beside = Counter(_place(block) for block, _ in lines)
    headings = [block for block, mark in lines if _is_marked(block, mark.mem_id in drawn, beside)]
    lists = list(_lists(seen))
    doubts = [
        *(Fault(node, f"像是标题，本页 {len(headings)} 处", key="heading") for node in headings[:1]),
        *(Fault(node, f"像是列表，本页 {len(lists)} 处", key="list") for node in lists[:1]),
    ]
    single = [Fault(block, "加粗的一行字像是标题", key="heading") for block, _ in lines[:1] if not headings]
    return Ruling(1 if seen.pieces else 0, doubts=doubts, advice=single)


def _is_marked(block: LexborNode, is_large: bool, beside: Counter[tuple[int, str]]) -> bool:
    """Whether more than bold letters speak for a heading: size, a section's number, or another line like it."""
    return is_large or beside[_place(block)] > 1 or _SECTION.match(block.text().strip()) is not None


def _place(block: LexborNode) -> tuple[int, str]:
    return (block.parent.mem_id if block.parent is not None else 0, block.tag or "")


def _headings(seen: Structure, large: list[LexborNode]) -> Iterator[tuple[LexborNode, LexborNode]]:
    """Blocks that look like headings, each with the element that makes it so."""
    met: set[int] = set()
    for node in (*large, *seen.heard("b", "strong"))[:_MOST]:
        block = node if node.tag in _BLOCKS else node.parent
        if block is None or block.tag not in _BLOCKS or block.mem_id in met:
            continue
        met.add(block.mem_id)
        text = " ".join(block.text().split())
        short = 2 <= len(text) <= _HEADING and not _SENTENCE.search(text) and not _CREDIT.search(text)
        if short and " ".join(node.text().split()) == text and _heads_something(block) and not _follows_picture(block):
            yield block, node


def _written_large(seen: Structure) -> list[LexborNode]:
    found = []
    for node in seen.with_attribute("style"):
        style = value(seen.outline.attributes(node), "style")
        if node.tag in ("p", "div", "span") and _LARGE.search(style) and _BOLD.search(style):
            found.append(node)
    return found


def _heads_something(block: LexborNode) -> bool:
    """Whether words of some length stand in the next block, beside it and in no cell of a table."""
    after = node_after(block)
    beside = after is not None and after.tag in ("p", "div", "ul", "ol", "table")
    return beside and after is not None and len(after.text().strip()) >= _UNDER


def _follows_picture(block: LexborNode) -> bool:
    """Whether a picture without words stands right before it: then it is the picture's caption."""
    before = node_before(block)
    if before is None or not before.is_element_node or not is_blank(before.text()):
        return False
    return before.tag == "img" or before.css_first("img") is not None


def _lists(seen: Structure) -> Iterator[LexborNode]:
    """The element around each run of short lines that are counted or marked, with little between them."""
    runs: dict[int, list[Piece]] = defaultdict(list)
    ends: dict[int, int] = {}
    said = 0
    broken = {above.mem_id for node in seen.tags.get("br", ())[:_MOST] if (above := node.parent) is not None}
    for piece in seen.pieces:
        around, begun = _around(piece, broken), said
        said += len(piece.text)
        if around is None:
            continue
        key, length = around.mem_id, len(piece.text.strip())
        if length > _ITEM or begun - ends.get(key, begun) > _ITEM:
            runs[key].clear()
        if length <= _ITEM:
            runs[key].append(piece)
            ends[key] = said
        if len(runs[key]) == _ITEMS:
            yield runs[key][0].parent


def _around(piece: Piece, broken: set[int]) -> LexborNode | None:
    """What holds the lines of which this piece begins one: lines broken by br stand in one element, paragraphs in one
    around them; None when the piece begins no item, or one that has its markup."""
    is_line = piece.key in broken
    if not (_BULLET.match(piece.text) or (is_line and _NUMBERED.match(piece.text))) or piece.parent.tag in _ITEMS_OF:
        return None
    return piece.parent if is_line else piece.parent.parent
