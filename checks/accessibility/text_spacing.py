"""Spacing that readers cannot widen: WCAG 2.2 SC 1.4.12 (AA), ACT rules 24afc2, 9e45ec and 78fd32."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from checks.accessibility.structure import Structure, structure_of
from checks.accessibility.styles import Declaration, declarations
from checks.accessibility.visibility import value
from checks.accessibility.words import is_blank
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

#: WCAG 2.2 SC 1.4.12: what must be possible, as a multiple of the font size.
_LEAST = {"letter-spacing": 0.12, "word-spacing": 0.16, "line-height": 1.5}
_NAMES = {"letter-spacing": "字距", "word-spacing": "词距", "line-height": "行距"}
#: Values whose size is known without looking elsewhere; `normal` is about 1.2 for lines.
_ZERO = frozenset({"normal", "initial"})
#: Values that take over what lies above, which is never important.
_INHERITED = frozenset({"inherit", "unset", "revert", "revert-layer"})
_LENGTH = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+))(em|px|pt|%)?")
_PIXELS = {"px": 1.0, "pt": 4 / 3}
#: Characters from which on text surely breaks into lines on a screen 320 pixels wide.
_WRAPS = 40
_IMPORTANT = re.compile(r"!\s*important", re.IGNORECASE)
_BETWEEN_WORDS = re.compile(r"[^\W\u2e80-\u9fff]\s+[^\W\u2e80-\u9fff]")
_OFF_SCREEN = re.compile(r"(?:^|;)\s*(?:top|left|text-indent)\s*:\s*-\d{3,}", re.IGNORECASE)
_FIXED_WIDTH = re.compile(r"(?:^|;)\s*(?:min-)?width\s*:\s*\d{3,}|white-space\s*:\s*(?:nowrap|pre)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Set:
    """An element on which a spacing is set so that no other style can change it."""

    node: LexborNode
    name: str
    declared: Declaration
    font: Declaration | None


@rule(id="a11y.text_spacing", title="文字间距被锁定", wcag=("1.4.12",), act=("24afc2", "9e45ec", "78fd32"))
def text_spacing(page: Page, params: Params) -> Ruling:
    """是什么：元素的 style 中用 !important 把字距、词距或行距定得过小，使用者自己的设置改不动。

    为什么重要：低视力和有阅读障碍的群众需要加大行距（1.5 倍以上）、字距（0.12 倍以上）才能看清、读顺。

    如何整改：删去 style 中的 !important，间距写在样式表里；从 Word 粘贴的样式请清除。例如：

        <p class="content">正文内容</p>
    """
    seen = structure_of(page.dom)
    faults: list[Fault] = []
    doubts: list[Fault] = []
    looked_at = 0
    for one in _locked(seen):
        looked_at += 1
        times = _times(one)
        note = f"{_NAMES[one.name]}用 !important 定为 {one.declared.value[:20]}"
        if times is None or (times < _LEAST[one.name] and not _is_sure(one)):
            doubts.append(Fault(one.node, note, key=one.name))
        elif times < _LEAST[one.name]:
            faults.append(Fault(one.node, note, key=one.name))
    return Ruling(looked_at, faults, doubts)


def _locked(seen: Structure) -> Iterator[_Set]:
    for node in seen.with_attribute("style"):
        style = value(node.attributes, "style")
        if not _IMPORTANT.search(style):
            continue
        declared = declarations(style)
        for name in _LEAST.keys() & declared.keys():
            one = declared[name]
            if one.important and one.value not in _INHERITED and _shows_text(node, style, name):
                yield _Set(node, name, one, declared.get("font-size"))


def _shows_text(node: LexborNode, style: str, name: str) -> bool:
    """Whether text stands directly in the element, where it can be seen; text further down may be styled anew.

    Words are spaced only where there are words: Chinese is written without spaces.
    """
    text = node.text(deep=False)
    spaced = not is_blank(text) if name != "word-spacing" else _BETWEEN_WORDS.search(text) is not None
    return spaced and not _OFF_SCREEN.search(style)


def _is_sure(one: _Set) -> bool:
    if one.name != "line-height":
        return True
    return len(one.node.text(deep=False).strip()) >= _WRAPS and not _FIXED_WIDTH.search(
        value(one.node.attributes, "style")
    )


def _times(one: _Set) -> float | None:
    """The spacing as a multiple of the font size; None when the style sheets decide."""
    text = one.declared.value
    if text in _ZERO:
        return 1.2 if one.name == "line-height" else 0.0
    found = _LENGTH.fullmatch(text)
    if found is None:
        return None
    number, unit = float(found[1]), found[2] or ""
    if unit == "em" or number <= 0:
        return number
    if one.name == "line-height" and unit in ("", "%"):
        return number / 100 if unit else number
    pixels = _in_pixels(one.font.value) if one.font is not None else None
    return number * _PIXELS[unit] / pixels if unit in _PIXELS and pixels else None


def _in_pixels(size: str) -> float | None:
    found = _LENGTH.fullmatch(size)
    return float(found[1]) * _PIXELS[found[2]] if found is not None and found[2] in _PIXELS else None
