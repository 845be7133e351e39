"""Headings of a page in the order in which they are met, with their levels."""

from __future__ import annotations

from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.accessibility.structure import role_of, structure_of
from checks.accessibility.visibility import Attributes, value

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
    native = [node for node in seen.heard(*_TAGS) if _stays_heading(node.attributes)]
    by_role = [
        node
        for node in seen.with_attribute("role")
        if node.tag not in _TAGS and role_of(node.attributes) == "heading" and seen.is_heard(node)
    ]
    order = seen.order
    found = [Heading(node, _level(node)) for node in (*native, *by_role)]
    return sorted(found, key=lambda one: order[one.node.mem_id])


def _stays_heading(attributes: Attributes) -> bool:
    role = role_of(attributes)
    if role in ("none", "presentation"):
        # WAI-ARIA 1.2, conflict resolution: a global attribute keeps the element's own role.
        return any(name.startswith("aria-") and name != "aria-hidden" for name in attributes)
    return role in ("", "heading")


def _level(node: LexborNode) -> int:
    stated = value(node.attributes, "aria-level")
    if stated.isascii() and stated.isdecimal() and int(stated[:6]) > 0:
        return int(stated[:6])
    return int((node.tag or "h2")[1]) if node.tag in _TAGS else _DEFAULT_LEVEL
