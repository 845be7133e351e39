"""Markup used for looks: WCAG 2.2 SC 1.3.1 and 1.3.2 (A), failures F32, F33, F43; advice only."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from checks.accessibility.structure import structure_of
from checks.accessibility.words import is_blank
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

#: A word of two or three characters pulled apart by spaces: read out character by character.
_SPACED = re.compile(r"(?:^|[\s：:（(])([\u4e00-\u9fff])(?:[\u00a0\u3000]{1,6}|[ ]{2,6})([\u4e00-\u9fff])[：:]")
#: Spaces in a row that build columns.
_COLUMNS = re.compile(r"\S[\u00a0\u3000]{8,}\S")
_BREAKS = 3
_MOST_FAULTS = 5
_MOST_PIECES = 5_000


@rule(id="a11y.layout_abuse", title="用标记代替排版", wcag=("1.3.1", "1.3.2"))
def layout_abuse(page: Page, params: Params) -> Ruling:
    """是什么：用空格把一个词拉开（如“姓　名：”）、用一串空格排成几列、用连续换行或空段落留出间距、用引用标记
    （blockquote）缩进。仅作建议，不作问题认定。

    为什么重要：读屏软件会把拉开的词逐字读，把空段落读作“空白”，把缩进读作“引用”，听的人不知所云。

    如何整改：字距、间距、缩进都用样式表；成列的内容用表格或列表。例如：

        <span style="letter-spacing:1em">姓名</span>
        <p style="margin-top:2em">附件：</p>
    """
    seen = structure_of(page.dom)
    pieces = seen.pieces[:_MOST_PIECES]
    found = [
        *_few([Fault(one.parent, "词被空格拉开", "spaced") for one in pieces if _SPACED.search(one.text[:300])]),
        *_few([Fault(one.parent, "用一串空格排列", "columns") for one in pieces if _COLUMNS.search(one.text[:300])]),
        *_few([Fault(node, "连续换行留出间距", "breaks") for node in seen.elements("br") if _starts_run(node)]),
        *_few([Fault(node, "空段落", "empty") for node in seen.heard("p") if _is_empty(node)]),
        *_few([Fault(node, "引用里没有文字", "quote") for node in seen.heard("blockquote") if _is_empty(node)]),
    ]
    return Ruling(1 if pieces else 0, advice=found)


def _few(found: list[Fault]) -> list[Fault]:
    return found[:_MOST_FAULTS]


def _is_empty(node: LexborNode) -> bool:
    return is_blank(node.text()) and not any(
        child.is_element_node and child.tag not in ("br", "span") for child in node.iter()
    )


def _starts_run(node: LexborNode) -> bool:
    """Whether a break is the first of a run of at least three."""
    before = _neighbour(node, forward=False)
    if before is not None and before.tag == "br":
        return False
    count, after = 1, _neighbour(node, forward=True)
    while after is not None and after.tag == "br" and count < _BREAKS:
        count, after = count + 1, _neighbour(after, forward=True)
    return count >= _BREAKS


def _neighbour(node: LexborNode, *, forward: bool) -> LexborNode | None:
    """The next sibling that is no white space."""
    other = node.next if forward else node.prev
    while other is not None and other.is_text_node and is_blank(other.text_content):
        other = other.next if forward else other.prev
    return other
