"""Headings of a page in the order in which they are met, with their levels."""

from __future__ import annotations

from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.accessibility.roles import role_of
from checks.accessibility.structure import structure_of
from checks.accessibility.visibility import value

_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")
#: WAI-ARIA 1.2: level of a heading role that states none.
_DEFAULT_LEVEL = 2


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading element and its level, from 1."""

    node: LexborNode
    level: int


def headings_of(dom: LexborHTMLParser) -> list[Heading]:
    """Headings that assistive technology meets, in document order."""
    seen = structure_of(dom)
    asked = {node.mem_id: node for node in (*seen.elements(*_TAGS), *seen.with_attribute("role"))}
    nodes = [node for node in asked.values() if seen.is_heard(node) and role_of(seen.outline, node) == "heading"]
    order = seen.order
    return sorted((Heading(node, _level(node)) for node in nodes), key=lambda one: order[one.node.mem_id])


def _level(node: LexborNode) -> int:
    stated = value(node.attributes, "aria-level")
    if stated.isascii() and stated.isdecimal() and int(stated[:6]) > 0:
        return int(stated[:6])
    return int((node.tag or "h2")[1]) if node.tag in _TAGS else _DEFAULT_LEVEL
