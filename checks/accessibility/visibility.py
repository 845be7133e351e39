"""Which elements a person with assistive technology never meets, as far as an element by itself can tell.

Scripts are not evaluated; what style sheets hide is for the cascade. An element with a usual hiding class of which the
page's sheets say nothing is not accused, for perhaps nobody meets it; but text in it still names what it stands in, for
such classes also mark text for screen readers only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, islice

#: Attributes as selectolax gives them: names in lower case; None stands for an empty value.
Attributes = Mapping[str, str | None]

#: Elements whose content is never presented (noscript: where scripts run, as in every browser in use).
_NEVER_SHOWN = frozenset({"script", "style", "template", "noscript", "datalist", "noframes"})
_MEDIA = frozenset({"audio", "video"})
#: Bootstrap, Layui, Amaze UI, Tailwind, Element: the classes that hide at every screen width.
_HIDING_CLASSES = frozenset({"hide", "hidden", "d-none", "layui-hide", "am-hide", "is-hidden", "invisible", "collapse"})
_DISPLAY_NONE = re.compile(r"(?:^|;)\s*display\s*:\s*none\b", re.IGNORECASE)
_DISPLAYED = re.compile(r"(?:^|;)\s*display\s*:\s*(?!none\b)[a-z]", re.IGNORECASE)
_INVISIBLE = re.compile(r"(?:^|;)\s*visibility\s*:\s*(?:hidden|collapse)\b", re.IGNORECASE)
_VISIBLE = re.compile(r"(?:^|;)\s*visibility\s*:\s*visible\b", re.IGNORECASE)
_TINY_STYLE = re.compile(r"(?:^|;)\s*(?:width|height)\s*:\s*[01](?:px)?\s*(?:!|;|$)", re.IGNORECASE)
_SKIPPED = re.compile(r"(?:^|;)\s*content-visibility\s*:\s*hidden\b", re.IGNORECASE)
#: What a rule writes into ::before or ::after, and characters by number in it (icons mostly).
_CONTENT = re.compile(r"""(?<![\w-])content\s*:([^;{}]{1,500})""", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([0-9a-f]{1,6})\s?", re.IGNORECASE)
_PSEUDO = re.compile(r"::?(?:before|after)$", re.IGNORECASE)
#: Ways to keep words for screen readers only, written in the element itself.
_OFF_SIGHT = re.compile(
    r"(?:^|;)\s*(?:clip(?:-path)?\s*:|(?:left|top|right|bottom|text-indent)\s*:\s*-\d{3,}|(?:font-size|opacity)\s*:\s*0(?![.\d]))",
    re.IGNORECASE,
)
_BRACE = re.compile(r"([{}])")
_LAST_COMPOUND = re.compile(r"[^\s>+~]+$")
_NAMES = re.compile(r"([.#]?)([\w\-\u0080-\uffff]+)")
_SIZE = re.compile(r"\s*(\d{1,6})")
#: Longest style text read for what it hides, in characters, and the most rules kept of it.
_MAX_STYLE, _MAX_RULES = 500_000, 500


def never_shown(tag: str, attributes: Attributes) -> bool:
    """Whether an element of this kind is not rendered, nor all that stands in it."""
    if tag in _NEVER_SHOWN or (tag == "dialog" and "open" not in attributes):
        return True
    return tag == "input" and value(attributes, "type").lower() == "hidden"


def hides_itself(attributes: Attributes) -> bool:
    """Whether the element is not rendered, nor all that stands in it, by its own style or attributes."""
    style = value(attributes, "style") if "style" in attributes else ""
    if style and (_DISPLAY_NONE.search(style) or _SKIPPED.search(style)):
        return True
    # A popover is hidden in the same way until a script or button opens it.
    return ("hidden" in attributes or "popover" in attributes) and not (style and _DISPLAYED.search(style))


def stands_in(parent: str, parent_attributes: Attributes, tag: str) -> bool | None:
    """Whether an element of this tag is rendered in that parent: False never, None not until the reader opens it, or
    only when what the parent embeds cannot be shown."""
    if parent in _MEDIA:
        return tag in ("source", "track")  # what else is in there stands only where media cannot be played
    closed = parent == "details" and "open" not in parent_attributes and tag != "summary"
    instead = parent == "object" and "data" in parent_attributes
    return None if closed or instead else True


def invisible(attributes: Attributes) -> bool | None:
    """What the element's own style says of `visibility`: True hidden, False visible, None nothing."""
    if "style" not in attributes:
        return None
    style = value(attributes, "style")
    return True if _INVISIBLE.search(style) else (False if _VISIBLE.search(style) else None)


def off_sight(attributes: Attributes) -> bool:
    """Whether the element's own style keeps its words from the eyes, though not from screen readers."""
    return "style" in attributes and _OFF_SIGHT.search(value(attributes, "style")) is not None


def muted(attributes: Attributes) -> bool:
    """Whether it is rendered, but kept from assistive technology: aria-hidden or inert."""
    return "inert" in attributes or ("aria-hidden" in attributes and value(attributes, "aria-hidden").lower() == "true")


def usually_hidden(attributes: Attributes) -> bool:
    """Whether it has a class by which the usual frameworks hide elements."""
    return "class" in attributes and not _HIDING_CLASSES.isdisjoint((attributes["class"] or "").split())


@dataclass(slots=True)
class Written:
    """Elements that rules of the page's style sheets perhaps write words into, before or after their content
    (accname-1.2 step 2F).

    Read are the last class, id or single element name of each selector, so more elements may be meant than are.
    """

    classes: dict[str, list[frozenset[str]]] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)
    _known: dict[str, bool] = field(default_factory=dict)

    @classmethod
    def of(cls, sheets: Iterable[str]) -> Written:
        """What these sheets' rules write into."""
        found = cls()
        for selector in islice(chain.from_iterable(map(_writing, sheets)), _MAX_RULES):
            found._take(selector)
        return found

    def mean(self, tag: str, attributes: Attributes) -> bool:
        """Whether they perhaps mean this element."""
        if tag in self.tags:
            return True
        if self.ids and "id" in attributes and value(attributes, "id") in self.ids:
            return True
        if "class" not in attributes:
            return False
        own = attributes["class"] or ""
        known = self._known.get(own)
        if known is None:
            known = self._known[own] = self._mean(frozenset(own.split()))
        return known

    def _mean(self, own: frozenset[str]) -> bool:
        return any(together <= own for name in own for together in self.classes.get(name, ()))

    def _take(self, selector: str) -> None:
        last = _LAST_COMPOUND.search(selector)
        # States write only for a while; attributes are not read.
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


def without_comments(sheet: str) -> str:
    """A style sheet's text without its comments."""
    first, *others = sheet.split("/*")
    return first + "".join(part.partition("*/")[2] for part in others)


def is_tiny(attributes: Attributes) -> bool:
    """Whether the element is declared at most one pixel wide or high: counting pixels and helper frames."""
    return any(_at_most_one(value(attributes, name)) for name in ("width", "height")) or bool(
        _TINY_STYLE.search(value(attributes, "style"))
    )


def value(attributes: Attributes, name: str) -> str:
    """An attribute's value without surrounding white space; empty when missing."""
    return (attributes.get(name) or "").strip()


@lru_cache(maxsize=128)
def _writing(sheet: str) -> tuple[str, ...]:
    """Selectors of the elements that rules of a sheet write words into."""
    if "content" not in sheet:
        return ()
    found = (selector for selector in _selectors(sheet) if _PSEUDO.search(selector))
    return tuple(_PSEUDO.sub("", selector).split(" ")[-1] for selector in islice(found, _MAX_RULES))


def _selectors(sheet: str) -> Iterator[str]:
    # What is before each open brace, and how many of them speak of paper only.
    preludes: list[str] = []
    printed = 0
    before = ""
    for piece in _BRACE.split(without_comments(sheet[:_MAX_STYLE])):
        if piece == "{":
            preludes.append(before)
            printed += _is_for_paper(before)
        elif piece == "}" and preludes:
            selectors = preludes.pop()
            printed -= _is_for_paper(selectors)
            if not printed and _writes_words(before):
                yield from (part.strip() for part in selectors.split(","))
        before = piece


def _writes_words(body: str) -> bool:
    """Whether a rule's `content` has letters in its strings, or is an attribute's value."""
    found = _CONTENT.search(body)
    if found is None:
        return False
    plain = _ESCAPE.sub(_character, found[1])
    quoted = "".join(re.split("[\"']", plain)[1::2])
    return "attr(" in plain.lower() or any(letter.isalnum() for letter in quoted)


def _character(escape: re.Match[str]) -> str:
    number = int(escape[1], 16)
    return chr(number) if number < 0x110000 else ""


def _is_for_paper(prelude: str) -> bool:
    lower = prelude.strip().lower()
    return lower.startswith("@media") and "print" in lower and "screen" not in lower


def _at_most_one(size: str) -> bool:
    found = _SIZE.match(size)
    return found is not None and int(found[1]) <= 1 and not size.endswith("%")
