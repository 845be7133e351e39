"""What a style attribute or a style sheet inside the page says, read by tinycss2."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import tinycss2

#: Characters of a style attribute and of a style element that are read.
LONGEST_STYLE, _SHEET = 2_000, 200_000
_DEEPEST = 8
_BRACKET = re.compile(r"[][(){}]")
#: Brackets within brackets; the library reads them by recursion.
_MOST_BRACKETS = 50


@dataclass(frozen=True, slots=True)
class Declaration:
    """One property's value as written, in lower case, and whether it is !important."""

    value: str
    important: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a style sheet: its selectors, its declarations, and the media conditions around it (lower case)."""

    selectors: tuple[str, ...]
    declared: dict[str, Declaration]
    media: tuple[str, ...]


def declarations(style: str) -> dict[str, Declaration]:
    """Properties of a style attribute; of several the last important one wins, else the last."""
    if not _is_flat(style[:LONGEST_STYLE]):
        return {}
    return _declared(tinycss2.parse_blocks_contents(style[:LONGEST_STYLE], skip_comments=True, skip_whitespace=True))


def remembered(*patterns: re.Pattern[str]) -> Callable[[str], bool]:
    """Whether any of these matches a style's beginning; remembered, since editors write one on every paragraph."""

    @lru_cache(maxsize=1_000)
    def found(style: str) -> bool:
        return any(pattern.search(style) for pattern in patterns)

    return lambda style: found(style[:LONGEST_STYLE])


def rules(sheet: str) -> Iterator[Rule]:
    """All style rules of a sheet, those inside @media with its conditions; none of one that nests without end."""
    if not _is_flat(sheet[:_SHEET]):
        return
    yield from _rules(tinycss2.parse_stylesheet(sheet[:_SHEET], skip_comments=True, skip_whitespace=True), ())


def _is_flat(text: str) -> bool:
    depth = 0
    for bracket in _BRACKET.findall(text):
        depth += 1 if bracket in "([{" else -1
        if depth > _MOST_BRACKETS:
            return False
        depth = max(depth, 0)
    return True


def _rules(nodes: list[tinycss2.ast.Node], media: tuple[str, ...]) -> Iterator[Rule]:
    for node in nodes:
        if node.type == "qualified-rule":
            content = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
            selectors = tinycss2.serialize(node.prelude).lower().split(",")
            yield Rule(tuple(text.strip() for text in selectors), _declared(content), media)
        elif node.type == "at-rule" and node.lower_at_keyword == "media" and node.content and len(media) < _DEEPEST:
            inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            yield from _rules(inner, (*media, tinycss2.serialize(node.prelude).lower()))


def _declared(nodes: list[tinycss2.ast.Node]) -> dict[str, Declaration]:
    found: dict[str, Declaration] = {}
    for node in nodes:
        if node.type != "declaration":
            continue
        before = found.get(node.lower_name)
        if before is None or node.important or not before.important:
            found[node.lower_name] = Declaration(tinycss2.serialize(node.value).strip().lower(), node.important)
    return found
