"""Which elements a person with assistive technology never meets, as far as the source alone can tell.

Style sheets and scripts are not evaluated. An element with a usual hiding class is not accused, for perhaps nobody
meets it; but text in it still names what it stands in, for such classes also mark text for screen readers only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

#: Attributes as selectolax gives them: names in lower case; None stands for an empty value.
Attributes = Mapping[str, str | None]

#: Elements whose content is never presented (noscript: where scripts run, as in every browser in use).
_NEVER_SHOWN = frozenset({"script", "style", "template", "noscript", "datalist", "noframes"})
#: Bootstrap, Layui, Amaze UI, Tailwind, Element: the classes that hide at every screen width.
_HIDING_CLASSES = frozenset({"hide", "hidden", "d-none", "layui-hide", "am-hide", "is-hidden", "invisible", "collapse"})
_HIDING_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b", re.IGNORECASE)
_TINY_STYLE = re.compile(r"(?:^|;)\s*(?:width|height)\s*:\s*[01](?:px)?\s*(?:!|;|$)", re.IGNORECASE)
_SIZE = re.compile(r"\s*(\d{1,6})")


def hides(tag: str, attributes: Attributes) -> bool:
    """Whether this element hides itself and all that stands in it."""
    if tag in _NEVER_SHOWN or (tag == "dialog" and "open" not in attributes):
        return True
    if not attributes:
        return False
    if "hidden" in attributes or "inert" in attributes or value(attributes, "aria-hidden").lower() == "true":
        return True
    if tag == "input" and value(attributes, "type").lower() == "hidden":
        return True
    return "style" in attributes and _HIDING_STYLE.search(value(attributes, "style")) is not None


def may_hide(attributes: Attributes) -> bool:
    """Whether a class name suggests that a style sheet hides the element."""
    return "class" in attributes and not _HIDING_CLASSES.isdisjoint(value(attributes, "class").split())


def is_tiny(attributes: Attributes) -> bool:
    """Whether the element is declared at most one pixel wide or high: counting pixels and helper frames."""
    return any(_at_most_one(value(attributes, name)) for name in ("width", "height")) or bool(
        _TINY_STYLE.search(value(attributes, "style"))
    )


def value(attributes: Attributes, name: str) -> str:
    """An attribute's value without surrounding white space; empty when missing."""
    return (attributes.get(name) or "").strip()


def _at_most_one(size: str) -> bool:
    found = _SIZE.match(size)
    return found is not None and int(found[1]) <= 1 and not size.endswith("%")
