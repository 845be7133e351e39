"""Headings and lists that are only drawn: WCAG 2.2 SC 1.3.1 (A), failure F2, techniques H42, H48; only asked about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from checks.accessibility.structure import Piece, Structure, structure_of
from checks.accessibility.visibility import value
from checks.accessibility.words import is_blank
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

#: Longest text that is taken for a heading, and shortest for what stands under it, in characters.
_HEADING, _UNDER = 40, 20
_BLOCKS = frozenset({"p", "div"})
_SENTENCE = re.compile(r"[。，；：！？.,;:!?]\s*$")
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_LARGE = re.compile(
    r"font-size\s*:\s*(?:(?:2\d|[3-9]\d)(?:\.\d+)?px|(?:1[5-9]|[2-9]\d)(?:\.\d+)?pt|(?:1\.[3-9]\d*|[2-9](?:\.\d+)?)r?em|x+-large)",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\s*(?:[•●○▪■□◆◇★☆※·‣◦-]|[-–—*]\s)\s*[^\s•●○▪■□◆◇★☆※·‣◦-]")
_NUMBERED = re.compile(r"\s*\d{1,2}\s?[.)、）．]\s*\D")
#: Lines of one kind that make a list.
_ITEMS = 3
#: Elements looked at.
_MOST = 2_000


@rule(id="a11y.fake_structure", title="用外观代替标题、列表标记", wcag=("1.3.1",))
def fake_structure(page: Page, params: Params) -> Ruling:
    """是什么：整段只有加粗、放大的一行短字，看上去是标题，却没有用标题元素；或者用圆点、短横、数字加换行排成列表，却没有
    用列表元素。是不是标题、列表需人工核对，每页每类只列一处。

    为什么重要：视力障碍群众靠标题跳读，靠列表知道共有几项。只用外观表示的，读屏软件读出来与普通文字没有区别。

    如何整改：小标题用 h2、h3，外观用样式表调整；分条列出的用 ul、ol。例如：

        <h2>一、申报条件</h2>
        <ul><li>身份证</li><li>户口簿</li><li>申请表</li></ul>
    """
    seen = structure_of(page.dom)
    headings = list(_headings(seen))
    lists = list(_lists(seen))
    doubts = [
        *(Fault(node, f"像是标题，本页 {len(headings)} 处", key="heading") for node in headings[:1]),
        *(Fault(node, f"像是列表，本页 {len(lists)} 处", key="list") for node in lists[:1]),
    ]
    return Ruling(1 if seen.pieces else 0, doubts=doubts)


def _headings(seen: Structure) -> Iterator[LexborNode]:
    met: set[int] = set()
    for node in (*seen.heard("b", "strong"), *_written_large(seen))[:_MOST]:
        block = node if node.tag in _BLOCKS else node.parent
        if block is None or block.tag not in _BLOCKS or block.mem_id in met:
            continue
        met.add(block.mem_id)
        text = " ".join(block.text().split())
        short = 2 <= len(text) <= _HEADING and not _SENTENCE.search(text)
        if short and " ".join(node.text().split()) == text and _heads_something(block):
            yield block


def _written_large(seen: Structure) -> list[LexborNode]:
    found = []
    for node in seen.with_attribute("style"):
        style = value(seen.outline.attributes(node), "style")
        if node.tag in ("p", "div", "span") and _LARGE.search(style) and _BOLD.search(style):
            found.append(node)
    return found


def _heads_something(block: LexborNode) -> bool:
    """Whether words of some length stand in the next block, beside it and in no cell of a table."""
    after = block.next
    while after is not None and after.is_text_node and is_blank(after.text_content):
        after = after.next
    beside = after is not None and after.tag in ("p", "div", "ul", "ol", "table")
    return beside and after is not None and len(after.text().strip()) >= _UNDER


def _lists(seen: Structure) -> Iterator[LexborNode]:
    lines: dict[int, list[Piece]] = defaultdict(list)
    broken = {above.mem_id for node in seen.tags.get("br", ())[:_MOST] if (above := node.parent) is not None}
    for piece in seen.pieces:
        if _BULLET.match(piece.text) or (piece.key in broken and _NUMBERED.match(piece.text)):
            # Lines broken by br stand in one element, paragraphs in one around them.
            around = piece.parent if piece.key in broken else piece.parent.parent
            if around is not None and piece.parent.tag not in ("li", "a", "td", "th", "dd", "option", "span"):
                lines[around.mem_id].append(piece)
    for pieces in lines.values():
        if len(pieces) >= _ITEMS:
            yield pieces[0].parent
