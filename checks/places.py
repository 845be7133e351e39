"""Names the place of an element in a site's templates, so that a fault in a header is one fault on all pages.

The name is built of the element and its nearest ancestors that are somebody: landmarks, and those with an id, a class
or a role. Neighbours, positions, counts and text are not in it, so it stays when those change; digits are levelled
(`#item-12` is `#item-N`), for systems number what they repeat.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from core.elements import SeenElement

#: How far up is looked, and how many ancestors without an id take part (a landmark further up besides).
_REACH, _MOST_ANCESTORS, _MOST_TAGS = 64, 2, 4
#: Most neighbours counted for a selector.
_MOST_NEIGHBOURS = 2_000
#: Most classes of one element that take part, and most characters of one name.
_MOST_CLASSES, _LONGEST = 3, 40
#: Sectioning and form elements that place what is in them even without a name.
_LANDMARKS = frozenset({"header", "nav", "main", "footer", "aside", "form", "article", "section", "fieldset", "dialog"})
#: Once in every page: what they are called there differs from page to page and places nothing.
_ROOTS = frozenset({"html", "head", "body", "-document"})
#: Put in by the parser.
_IMPLIED = frozenset({"tbody", "tr"})
#: Classes that say in which state or order an element happens to be.
_STATES = frozenset(
    {"active", "on", "off", "cur", "current", "hover", "focus", "selected", "checked", "disabled", "open", "opened"}
    | {"close", "closed", "show", "shown", "hide", "hidden", "visible", "first", "last", "odd", "even", "loading"}
    | {"loaded", "lazy", "lazyload"}
)
_PLAIN_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_PLAIN_TAG = re.compile(r"[a-z][a-z0-9-]*")
_DIGITS = re.compile(r"\d+")
_NUMBERED = re.compile(r"[A-Za-z]+\d+|\d+[A-Za-z]{1,4}")
_MADE = re.compile(r"(?=[^\d]*\d)(?=[^A-Za-z]*[A-Za-z])[A-Za-z0-9]{5,}")
_PARTS = re.compile(r"[A-Za-z0-9]+")
_ID = re.compile(r"#.*")


@dataclass(frozen=True, slots=True)
class _Token:
    """One element as a name shows it. `weight`: 0 nobody, 1 somebody, 2 a landmark, 3 known by its id alone."""

    text: str
    weight: int


class Places:
    """Names places in one page; what was found of ancestors is kept until the page is done with."""

    def __init__(self) -> None:
        self._tokens: dict[int, _Token] = {}
        self._above: dict[int, str] = {}

    def of(self, node: LexborNode | SeenElement) -> str:
        """The place's name, as a selector would be written; the same on every page of the template."""
        if isinstance(node, SeenElement):
            own, *above = (_token(tag.name, tag.attributes, own=not at) for at, tag in enumerate(node.lineage))
            return _joined(own, "" if own.weight == 3 else _named(above))
        own = _token(node.tag or "", _given(node), own=True)
        return _joined(own, "" if own.weight == 3 else self._named_above(node.parent))

    def _named_above(self, parent: LexborNode | None) -> str:
        if parent is None:
            return ""
        known = self._above.get(parent.mem_id)
        if known is None:
            known = self._above[parent.mem_id] = _named(self._climb(parent))
        return known

    def _climb(self, node: LexborNode | None) -> Iterator[_Token]:
        for _ in range(_REACH):
            if node is None:
                return
            token = self._tokens.get(node.mem_id)
            if token is None:
                token = self._tokens[node.mem_id] = _token(node.tag or "", _given(node))
            yield token
            node = node.parent


def kind_of(place: str) -> str:
    """What many places have in common: the element and what it stands in, whichever id these have in each."""
    return " ".join(_ID.sub("#*", word) for word in place.split(" ")[-2:])


def selector_of(node: LexborNode) -> str:
    """A CSS selector that finds this very element in its own page: by positions, from the nearest id down."""
    steps: list[str] = []
    current: LexborNode | None = node
    for _ in range(_REACH):
        if current is None or (current.tag or "-")[0] == "-":
            break
        if identity := _own_id(current):
            steps.append(f"#{identity}")
            break
        steps.append(_step(current))
        current = current.parent
    return " > ".join(reversed(steps))


def _own_id(node: LexborNode) -> str:
    """The node's id, when it needs no escaping and no other element has the same one; else empty."""
    identity = node.attributes.get("id") or ""
    return identity if _PLAIN_ID.fullmatch(identity) and len(node.parser.css(f"#{identity}")) == 1 else ""


def _step(node: LexborNode) -> str:
    tag, before, place = node.tag or "", node.prev, 1
    if tag in _ROOTS:
        return tag
    # A name that a selector would have to escape is counted among all elements instead.
    plain = _PLAIN_TAG.fullmatch(tag) is not None
    for _ in range(_MOST_NEIGHBOURS):
        if before is None:
            return f"{tag}:nth-of-type({place})" if plain else f":nth-child({place})"
        place += before.tag == tag if plain else bool(before.is_element_node)
        before = before.prev
    return tag if plain else "*"


def _given(node: LexborNode) -> Mapping[str, str | None]:
    return node.attributes if node.is_element_node else {}


def _named(tokens: Iterable[_Token]) -> str:
    taken: list[str] = []
    tags: list[str] = []
    somebody = 0
    for token in tokens:
        if token.weight == 3:
            taken.append(token.text)
            break
        if token.weight and somebody < _MOST_ANCESTORS:
            taken.append(token.text)
            somebody += 1
        elif token.weight == 2:
            taken.append(token.text)
            break
        elif token.text and len(tags) < _MOST_TAGS:
            tags.append(token.text)
    return " ".join(reversed(taken or tags))


def _joined(own: _Token, above: str) -> str:
    return f"{above} {own.text}" if above else own.text


def _token(tag: str, attributes: Mapping[str, str | None], *, own: bool = False) -> _Token:
    if tag in _ROOTS or (tag in _IMPLIED and not own):
        return _Token(tag if own else "", 0)
    identity = _level(attributes.get("id") or "")
    classes = sorted({_level(name) for name in (attributes.get("class") or "").split() if name not in _STATES})
    names = "".join(f".{name}" for name in classes[:_MOST_CLASSES])
    more = "".join(
        f"[{name}={_level(value)}]"
        for name in (("name", "type", "role") if own else ("role",))
        if (value := (attributes.get(name) or "").strip().lower())
    )
    text = f"{tag}{f'#{identity}' if identity else ''}{names}{more}"
    if identity and identity == attributes.get("id"):
        return _Token(f"{tag}#{identity}", 3)
    return _Token(text, 2 if tag in _LANDMARKS else int(text != tag))


def _level(name: str) -> str:
    """A name without what makes it one of many: numbers become N, and what a machine made up becomes *."""
    cut = "".join(name.split())[:_LONGEST]
    return _PARTS.sub(lambda part: _level_part(part[0]), cut) if _DIGITS.search(cut) else cut


def _level_part(part: str) -> str:
    if _MADE.fullmatch(part) and not _NUMBERED.fullmatch(part):
        return "*"
    return _DIGITS.sub("N", part)
