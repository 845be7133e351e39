"""Which elements a person with assistive technology never meets, as far as the source alone can tell.

Style sheets and scripts are not evaluated. An element with a usual hiding class, or one that a style element of the
page hides, is not accused, for perhaps nobody meets it; but text in it still names what it stands in, for such classes
also mark text for screen readers only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

#: Attributes as selectolax gives them: names in lower case; None stands for an empty value.
Attributes = Mapping[str, str | None]

#: Elements whose content is never presented (noscript: where scripts run, as in every browser in use).
_NEVER_SHOWN = frozenset({"script", "style", "template", "noscript", "datalist", "noframes"})
#: Bootstrap, Layui, Amaze UI, Tailwind, Element: the classes that hide at every screen width.
_HIDING_CLASSES = frozenset({"hide", "hidden", "d-none", "layui-hide", "am-hide", "is-hidden", "invisible", "collapse"})
_DISPLAY_NONE = re.compile(r"(?:^|;)\s*display\s*:\s*none\b", re.IGNORECASE)
_DISPLAYED = re.compile(r"(?:^|;)\s*display\s*:\s*(?!none\b)[a-z]", re.IGNORECASE)
_INVISIBLE = re.compile(r"(?:^|;)\s*visibility\s*:\s*(?:hidden|collapse)\b", re.IGNORECASE)
_VISIBLE = re.compile(r"(?:^|;)\s*visibility\s*:\s*visible\b", re.IGNORECASE)
_TINY_STYLE = re.compile(r"(?:^|;)\s*(?:width|height)\s*:\s*[01](?:px)?\s*(?:!|;|$)", re.IGNORECASE)
_HIDING_RULE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b", re.IGNORECASE)
_BRACE = re.compile(r"([{}])")
_LAST_COMPOUND = re.compile(r"[^\s>+~]+$")
_NAMES = re.compile(r"([.#]?)([\w\-\u0080-\uffff]+)")
_SIZE = re.compile(r"\s*(\d{1,6})")
#: Longest style text read for what it hides, in characters, and the most rules kept of it.
_MAX_STYLE, _MAX_RULES = 200_000, 500


def gone(tag: str, attributes: Attributes) -> bool:
    """Whether this element is not rendered, nor all that stands in it, whatever that says of itself."""
    if tag in _NEVER_SHOWN or (tag == "dialog" and "open" not in attributes):
        return True
    if not attributes:
        return False
    if tag == "input" and value(attributes, "type").lower() == "hidden":
        return True
    style = value(attributes, "style") if "style" in attributes else ""
    if style and _DISPLAY_NONE.search(style):
        return True
    return "hidden" in attributes and not (style and _DISPLAYED.search(style))


def invisible(attributes: Attributes) -> bool | None:
    """What the element's own style says of `visibility`: True hidden, False visible, None nothing."""
    if "style" not in attributes:
        return None
    style = value(attributes, "style")
    return True if _INVISIBLE.search(style) else (False if _VISIBLE.search(style) else None)


def muted(attributes: Attributes) -> bool:
    """Whether it is rendered, but kept from assistive technology: aria-hidden or inert."""
    return "inert" in attributes or ("aria-hidden" in attributes and value(attributes, "aria-hidden").lower() == "true")


@dataclass(slots=True)
class HidingStyles:
    """What style sheets may hide, now or in some state or width: classes that usually do, and the page's own rules.

    Read are the last class, id or single element name of each selector, so more elements may be meant than are.
    """

    classes: dict[str, list[frozenset[str]]] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)
    _known: dict[str, bool] = field(default_factory=dict)

    @classmethod
    def of(cls, sheets: Iterable[str]) -> HidingStyles:
        """The rules of these sheets that set `display: none` or `visibility: hidden`."""
        found = cls()
        for number, selector in enumerate(_hiding_selectors(sheets)):
            if number >= _MAX_RULES:
                break
            found._take(selector)
        return found

    def may_hide(self, tag: str, attributes: Attributes) -> bool:
        """Whether a style sheet perhaps hides this element."""
        if tag in self.tags:
            return True
        if self.ids and "id" in attributes and value(attributes, "id") in self.ids:
            return True
        if "class" not in attributes:
            return False
        own = attributes["class"] or ""
        known = self._known.get(own)
        if known is None:
            known = self._known[own] = self._hides(frozenset(own.split()))
        return known

    def _hides(self, own: frozenset[str]) -> bool:
        if not _HIDING_CLASSES.isdisjoint(own):
            return True
        return any(together <= own for name in own for together in self.classes.get(name, ()))

    def _take(self, selector: str) -> None:
        last = _LAST_COMPOUND.search(selector)
        # Pseudo-elements and states hide something else, or only for a while; attributes are not read.
        if last is None or ":" in last[0] or "[" in last[0]:
            return
        names = _NAMES.findall(last[0])
        classes = frozenset(name for sign, name in names if sign == ".")
        identities = [name for sign, name in names if sign == "#"]
        if identities:
            self.ids.add(identities[0])
        elif classes:
            self.classes.setdefault(min(classes), []).append(classes)
        elif last[0] == selector and names:
            self.tags.add(selector.lower())


def is_tiny(attributes: Attributes) -> bool:
    """Whether the element is declared at most one pixel wide or high: counting pixels and helper frames."""
    return any(_at_most_one(value(attributes, name)) for name in ("width", "height")) or bool(
        _TINY_STYLE.search(value(attributes, "style"))
    )


def value(attributes: Attributes, name: str) -> str:
    """An attribute's value without surrounding white space; empty when missing."""
    return (attributes.get(name) or "").strip()


def _hiding_selectors(sheets: Iterable[str]) -> Iterator[str]:
    for sheet in sheets:
        first, *others = sheet[:_MAX_STYLE].split("/*")
        plain = first + "".join(part.partition("*/")[2] for part in others)
        # What is before each open brace, and how many of them speak of paper only.
        preludes: list[str] = []
        printed = 0
        before = ""
        for piece in _BRACE.split(plain):
            if piece == "{":
                preludes.append(before)
                printed += _is_for_paper(before)
            elif piece == "}" and preludes:
                selectors = preludes.pop()
                printed -= _is_for_paper(selectors)
                if not printed and _HIDING_RULE.search(before):
                    yield from (part.strip() for part in selectors.split(","))
            before = piece


def _is_for_paper(prelude: str) -> bool:
    lower = prelude.strip().lower()
    return lower.startswith("@media") and "print" in lower and "screen" not in lower


def _at_most_one(size: str) -> bool:
    found = _SIZE.match(size)
    return found is not None and int(found[1]) <= 1 and not size.endswith("%")
