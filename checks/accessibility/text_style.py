"""Text that is hard to read by its style: advice, after WCAG 2.2 SC 1.4.8 (AAA) and its techniques."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from checks.accessibility.structure import Structure, structure_of
from checks.accessibility.styles import LONGEST_STYLE, remembered
from checks.accessibility.tags import mostly_han
from checks.accessibility.visibility import value
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

#: Smallest letters that are read with ease; CSS 2.1, section 15.7, warns of less than 9 pixels.
_TINY = re.compile(
    r"(?<![\w-])font-size\s*:\s*(?:[0-8](?:\.\d+)?px|[0-6](?:\.\d+)?pt|0?\.[1-4]\d*r?em|x+-small)", re.IGNORECASE
)
_STYLED = re.compile(r"text-align\s*:\s*justify|text-transform\s*:\s*uppercase|font-style\s*:\s*italic", re.IGNORECASE)
_NOTES = {"text-align": "两端对齐", "text-transform": "全部大写", "font-style": "斜体"}
#: Characters from which on a text is a passage and no label.
_LONG = 80
_SLANTED = ("i", "em")
#: Letters of a passage in capitals alone; lines that lie closer than one and a half of their letters.
_CAPITAL, _SMALL = re.compile(r"[A-Z]"), re.compile(r"[a-z]")
_CAPITALS = 60
_DENSE = re.compile(
    r"line-height\s*:\s*(?:0?\.\d+|1(?:\.[0-2]\d*)?)(?:em)?\s*(?:!|;|$)|line-height\s*:\s*(?:\d\d|1[01]\d|120)%",
    re.IGNORECASE,
)
_UNDERLINED = re.compile(r"text-decoration(?:-line)?\s*:[^;]*\bunderline\b", re.IGNORECASE)
#: F73: a link in a text that nothing but its colour tells from it, as far as its own style says.
_UNMARKED = re.compile(r"text-decoration(?:-line)?\s*:\s*none\b", re.IGNORECASE)
_MARKED = re.compile(r"font-weight|border|background|display", re.IGNORECASE)
_HIDDEN_LINK = "正文里的链接去掉了下划线"
_SHOWN_AS_LINK = "文字加了下划线，像是链接"
_MOST = 2_000
_CLIMB = 8
_tells = remembered(_TINY, _UNMARKED, _UNDERLINED, _DENSE, _STYLED)


@rule(id="a11y.text_style", title="不便阅读的文字样式", version=2)
def text_style(page: Page, params: Params) -> Ruling:
    """是什么：文字小于 9 像素；成段的斜体；成段的西文两端对齐或者全部大写；成段文字的行距小于 1.3 倍；不是链接的
    文字加了下划线，正文里的链接去掉了下划线。仅作建议，不作问题认定。

    为什么重要：老年人、低视力和有阅读障碍的群众看不清过小、倾斜的文字；全部大写的西文难以辨认。

    如何整改：正文不小于 16 像素，用正体、左对齐；强调用加粗。例如：

        <p class="content">正文内容</p>
    """
    seen = structure_of(page.dom)
    found: dict[str, list[LexborNode]] = {}
    for node in seen.with_attribute("style")[:_MOST]:
        note = _of(seen, node)
        if note:
            found.setdefault(note, []).append(node)
    for node in seen.heard(*_SLANTED)[:_MOST]:
        if len(node.text().strip()) >= _LONG:
            found.setdefault("斜体", []).append(node)
    underlined = [node for node in seen.heard("u")[:_MOST] if _is_like_link(node)]
    if underlined:
        found.setdefault(_SHOWN_AS_LINK, []).extend(underlined)
    shouted = [one.parent for one in seen.pieces if len(one.text) >= _LONG and _is_shouted(one.text[:2_000])]
    if shouted:
        found.setdefault("全部大写", []).extend(shouted)
    advice = [Fault(nodes[0], f"{note}，本页 {len(nodes)} 处", key=note) for note, nodes in found.items()]
    return Ruling(1 if seen.pieces else 0, advice=advice)


def _is_shouted(text: str) -> bool:
    return not _SMALL.search(text) and len(_CAPITAL.findall(text)) >= _CAPITALS


def _stands_in_text(link: LexborNode) -> bool:
    """Whether a paragraph says more than twice what the link in it does."""
    above = link.parent
    if above is None or above.tag != "p" or link.css_first("b, strong, img") is not None:
        return False
    words = len(link.text().strip())
    return bool(words) and len(above.text(deep=False).strip()) > 2 * words + 10


def _is_like_link(node: LexborNode) -> bool:
    """Whether underlined words are neither a link nor blanks to be filled in, nor stand in a link."""
    words = any(map(str.isalnum, node.text()[:_LONG]))
    above: LexborNode | None = node
    for _ in range(_CLIMB):
        if above is None or above.tag in ("a", "button"):
            break
        above = above.parent
    return words and node.css_first("a") is None and (above is None or above.tag not in ("a", "button"))


def _of(seen: Structure, node: LexborNode) -> str:
    """What is hard to read about a styled element; empty for nothing."""
    style = value(seen.outline.attributes(node), "style")[:LONGEST_STYLE]
    if not _tells(style):
        return ""
    own = len(node.text(deep=False).strip())
    if _TINY.search(style) and own > 1:
        return "文字过小"
    if _DENSE.search(style) and own >= _LONG:
        return "行距过密"
    return _of_lines(node, style) or _of_letters(node, style)


def _of_lines(node: LexborNode, style: str) -> str:
    """Lines under words that are no link, or none under a link."""
    if node.tag == "a" and _UNMARKED.search(style) and not _MARKED.search(style) and _stands_in_text(node):
        return _HIDDEN_LINK
    return _SHOWN_AS_LINK if _UNDERLINED.search(style) and _is_like_link(node) else ""


def _of_letters(node: LexborNode, style: str) -> str:
    styled = _STYLED.search(style)
    if styled is None:
        return ""
    text = node.text().strip()
    name = styled[0].partition(":")[0].strip().lower()
    # Chinese has no capitals and is set justified by custom.
    foreign = name == "font-style" or not mostly_han(text)
    return _NOTES[name] if len(text) >= _LONG and foreign else ""
