"""Where a style sheet may decide what the source leaves open."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.accessibility.outline import Outline
from checks.accessibility.visibility import Attributes, value

#: What style rules take hold of.
_HOLDS = ("class", "id")
_MAX_INNER = 50
_CLIMB = 512


def has_styles(seen: Outline) -> bool:
    """Whether any style sheet belongs to the page, or a script that may bring one."""
    sheets = any("stylesheet" in value(seen.attributes(node), "rel").lower() for node in seen.elements("link"))
    return sheets or seen.styled


def is_styled_from_elsewhere(dom: LexborHTMLParser, seen: Outline) -> bool:
    """Whether a style sheet or script from a file belongs to the page, so that not all that hides is in the source."""
    sheets = any("stylesheet" in value(seen.attributes(node), "rel").lower() for node in seen.elements("link"))
    return (
        sheets or dom.css_first("script[src]") is not None or any("@import" in node.text() for node in dom.css("style"))
    )


def is_styled(seen: Outline, node: LexborNode) -> bool:
    """Whether style rules may be meant for the element or for one in it."""
    if not has_styles(seen):
        return False
    inner = node.css("[class],[id]")[:_MAX_INNER]
    return _is_held(seen.attributes(node)) or bool(inner)


def is_styled_up_to(seen: Outline, node: LexborNode, top: LexborNode) -> bool:
    """Whether style rules may be meant for the element, or for one around it up to `top`, this included."""
    if not has_styles(seen):
        return False
    current: LexborNode | None = node
    for _ in range(_CLIMB):
        if current is None or _is_held(seen.attributes(current)):
            return current is not None
        if current.mem_id == top.mem_id:
            return False
        current = current.parent
    return True


def _is_held(attributes: Attributes) -> bool:
    return any(value(attributes, name) for name in _HOLDS)
