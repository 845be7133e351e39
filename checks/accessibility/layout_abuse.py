"""Markup used for looks: WCAG 2.2 SC 1.3.1 and 1.3.2 (A), failures F32, F33, F43; advice only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from checks.accessibility.neighbours import node_after, node_before
from checks.accessibility.structure import Structure, structure_of
from checks.accessibility.words import is_blank
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

#: A word of two or three characters pulled apart by spaces: read out character by character.
_SPACED = re.compile(r"(?:^|[\s：:（(])([\u4e00-\u9fff])(?:[\u00a0\u3000]{1,6}|[ ]{2,6})([\u4e00-\u9fff])[：:]")
#: A text that is nothing but characters or letters pulled apart: "首　页", "通　　知", "N O T I C E".
_APART = re.compile(
    r"(?:[\u4e00-\u9fff](?:[\u00a0\u3000]{1,6}|[ ]{1,6})){1,4}[\u4e00-\u9fff]"
    r"|(?:[A-Z][ \u00a0\u3000]){3,20}[A-Z]"
)
_LONGEST_APART, _GAP = 40, ("\u00a0", "\u3000", " ")
#: Lines of a pre element with this many gaps in each make a table of letters.
_GAPS = re.compile(r"\S(?:\t+|[ \u3000]{3,})(?=\S)")
_LINES = 3
#: Signs that make a picture.
_DRAWN = 12
#: Characters of a text from which on what follows two breaks is a paragraph of its own.
_PARAGRAPH = 40
#: Spaces in a row that build columns.
_COLUMNS = re.compile(r"\S[\u00a0\u3000]{8,}\S")
_BREAKS = 3
_MOST_FAULTS = 5
_MOST_PIECES = 5_000


@rule(id="a11y.layout_abuse", title="用标记代替排版", wcag=("1.3.1", "1.3.2"), version=2)
def layout_abuse(page: Page, params: Params) -> Ruling:
    """是什么：用空格把一个词拉开（如“姓　名：”）、用一串空格排成几列、用连续换行代替段落、用空段落留出间距、用引用标记
    （blockquote）缩进，在 pre 里用空格排出表格、用符号画图。仅作建议，不作问题认定。

    为什么重要：读屏软件会把拉开的词逐字读，把空段落读作“空白”，把缩进读作“引用”，听的人不知所云。

    如何整改：字距、间距、缩进都用样式表；成列的内容用表格或列表。例如：

        <span style="letter-spacing:1em">姓名</span>
        <p style="margin-top:2em">附件：</p>
    """
    seen = structure_of(page.dom)
    pieces = seen.pieces[:_MOST_PIECES]
    # Few texts have any of the spaces that the patterns look for.
    gaps = [one for one in pieces if "\u3000" in one.text or "\u00a0" in one.text or "  " in one.text]
    found = [
        *_few([Fault(one.parent, "词被空格拉开", "spaced") for one in gaps if _SPACED.search(one.text[:300])]),
        *_few([Fault(one.parent, "词被空格拉开", "apart") for one in pieces if _is_apart(one.text)]),
        *_few([Fault(one.parent, "用一串空格排列", "columns") for one in gaps if _COLUMNS.search(one.text[:300])]),
        *_few([Fault(node, "连续换行留出间距", "breaks") for node in seen.elements("br") if _starts_run(node)]),
        *_few([Fault(node, "用换行代替段落", "paragraphs") for node in _broken(seen)]),
        *_few([Fault(node, "用空格排成的表格", "table") for node in seen.heard("pre") if _is_tabular(node)]),
        *_few([Fault(node, "用符号画成的图", "drawn") for node in seen.heard("pre") if _is_drawn(node)]),
        *_few([Fault(node, "空段落", "empty") for node in seen.heard("p") if _is_empty(node)]),
        *_few([Fault(node, "引用里没有文字", "quote") for node in seen.heard("blockquote") if _is_empty(node)]),
    ]
    return Ruling(1 if pieces else 0, advice=found)


def _is_apart(text: str) -> bool:
    word = text.strip()
    # Most texts go on with a second letter.
    return word[1:2] in _GAP and len(word) <= _LONGEST_APART and _APART.fullmatch(word) is not None


def _broken(seen: Structure) -> Iterator[LexborNode]:
    """Elements in which passages follow one another after two breaks, as paragraphs do."""
    counts: Counter[int] = Counter()
    for node in seen.elements("br")[:_MOST_PIECES]:
        after = node_after(node)
        if after is None or after.tag != "br" or node.parent is None:
            continue
        before, then = node_before(node), node_after(after)
        if _is_passage(before) and _is_passage(then):
            counts[node.parent.mem_id] += 1
            if counts[node.parent.mem_id] == _LINES - 1:
                yield node.parent


def _is_passage(node: LexborNode | None) -> bool:
    return node is not None and node.is_text_node and len((node.text_content or "").strip()) >= _PARAGRAPH


def _is_tabular(node: LexborNode) -> bool:
    """Whether several lines of a pre element, one after another, are parted by gaps in the same number."""
    counts = [len(_GAPS.findall(line)) for line in node.text()[:20_000].splitlines()]
    return any(
        counts[at] and counts[at : at + _LINES] == [counts[at]] * _LINES for at in range(len(counts) - _LINES + 1)
    )


def _is_drawn(node: LexborNode) -> bool:
    """Whether the lines of a pre element are a picture made of signs (failure F72)."""
    text = "".join(node.text()[:5_000].split())
    lines = len(node.text().strip().splitlines())
    return lines >= _LINES and len(text) >= _DRAWN and sum(map(str.isalnum, text)) < len(text) / 4


def _few(found: list[Fault]) -> list[Fault]:
    return found[:_MOST_FAULTS]


def _is_empty(node: LexborNode) -> bool:
    return is_blank(node.text()) and not any(
        child.is_element_node and child.tag not in ("br", "span") for child in node.iter()
    )


def _starts_run(node: LexborNode) -> bool:
    """Whether a break is the first of a run of at least three."""
    before = node_before(node)
    if before is not None and before.tag == "br":
        return False
    count, after = 1, node_after(node)
    while after is not None and after.tag == "br" and count < _BREAKS:
        count, after = count + 1, node_after(after)
    return count >= _BREAKS
