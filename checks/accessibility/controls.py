"""Whether a page has a control that speaks of something: what it really does is for a person to look at."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from checks.accessibility.structure import Structure
from checks.accessibility.visibility import value

_ATTRIBUTES = ("value", "title", "aria-label", "alt", "id", "class", "onclick", "onfocus")
#: Characters looked at of each.
_LONGEST = 200


def speaks_of(seen: Structure, words: re.Pattern[str]) -> bool:
    """Whether a button, or a link that acts as one, has these words in its text, name, class or script."""
    return any(_says(node, words) for node in seen.elements("button", "input", "a", "img", "i") if _acts(node))


def _acts(node: LexborNode) -> bool:
    href = value(node.attributes, "href").lower()
    return node.tag != "a" or href in ("", "#") or href.startswith("javascript:") or "onclick" in node.attributes


def _says(node: LexborNode, words: re.Pattern[str]) -> bool:
    attributes = node.attributes
    return any(words.search((attributes.get(name) or "")[:_LONGEST]) for name in _ATTRIBUTES) or (
        words.search(node.text()[:_LONGEST]) is not None
    )
