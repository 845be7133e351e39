"""The parsed page as plain objects: one walk over the lexbor tree, bounded in depth, that everything else reads."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from selectolax.lexbor import LexborHTMLParser, LexborNode

from core.snapshot.nesting import bounded
from core.snapshot.page import MAX_DEPTH

#: Most elements kept of one page.
MAX_ELEMENTS = 150_000
#: Elements whose text no visitor reads in the page.
SILENT = frozenset({"script", "style", "noscript", "template", "title", "textarea", "select", "iframe", "object"})

_SPACE = re.compile(r"[\s\u3000\u200b\ufeff]+")
#: Taken out before parsing: in a head, a parser without scripting moves its pictures to the body.
_NOSCRIPT = re.compile(r"<noscript[^>]{0,200}>(?:(?!<noscript|<script|<!--|-->).){0,4000}?</noscript\s*>", re.I | re.S)
#: What the parser calls nodes that are no elements: text, and comments, the document and its type.
_TEXT, _NO_ELEMENT = "-text", frozenset(("-", "!", "#", ""))
#: The attributes of nearly all elements, as a parser hands them over, in lower case.
_COMMON = frozenset(
    (
        *("alt", "class", "content", "height", "href", "id", "lang", "name", "property", "rel", "src"),
        *("style", "target", "title", "type", "value", "width"),
    )
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


@dataclass(slots=True, eq=False)
class Element:
    """One element. `place` is its place in the page, `index` that among its parent's children, `size` counts the
    characters of visible text in it, `region` is where in the page it stands, `in_link` whether it is a link or stands
    in one. `names` are its class and id, lower case.
    """

    tag: str
    attrs: dict[str, str]
    parent: Element | None
    children: list[Element | str]
    index: int = 0
    size: int = 0
    region: str = ""
    hidden: bool = False
    in_link: bool = False
    names: str = " "
    place: int = 0

    @property
    def silent(self) -> bool:
        """Whether its text is not part of the page's text."""
        return self.tag in SILENT

    def elements(self) -> Iterator[Element]:
        """Itself and its descendants, in document order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend([child for child in reversed(element.children) if isinstance(child, Element)])

    def ancestors(self) -> Iterator[Element]:
        """Its parent, grandparent …"""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent


@dataclass(frozen=True, slots=True)
class Tree:
    """A page: its elements in document order (the first is the root), and whether something had to be cut.

    Nearly all who read a page look for elements of a few tags or with a few attributes: those are told without looking
    at all others.
    """

    elements: tuple[Element, ...]
    truncated: bool
    _tagged: Mapping[str, Sequence[Element]]
    _bearing: Mapping[str, Sequence[Element]]

    @property
    def root(self) -> Element:
        """The html element."""
        return self.elements[0]

    def tagged(self, tag: str) -> Sequence[Element]:
        """The elements of one tag, in document order."""
        return self._tagged.get(tag, ())

    def among(self, tags: Iterable[str]) -> Sequence[Element]:
        """The elements of several tags, in document order."""
        return in_order(self._tagged[tag] for tag in tags if tag in self._tagged)

    def bearing(self, attributes: Iterable[str]) -> Sequence[Element]:
        """The elements that have one of these attributes, in document order."""
        return in_order(self._bearing[name] for name in attributes if name in self._bearing)

    def let_go(self) -> None:
        """Forget who stands in whom, once all is read: what holds one another in circles lives until garbage is next
        collected, and collecting looks at everything alive.
        """
        for element in self.elements:
            element.parent = None


_PLACE = attrgetter("place")


def in_order(parts: Iterable[Sequence[Element]]) -> Sequence[Element]:
    """The elements of several parts of one page, each once, in document order; every part is in that order."""
    found = list(parts)
    if len(found) < 2:
        return found[0] if found else ()
    return sorted({element for part in found for element in part}, key=_PLACE)


def build(text: str) -> Tree:
    """Parse a page. Never raises; what is too long or too deep is left out and said to be."""
    text, cut = bounded(_NOSCRIPT.sub("", text))
    parser = LexborHTMLParser(text)
    node = parser.root
    elements = [Element("html", {}, None, []) if node is None else _element(node, node.tag or "", None, 0)]
    too_deep = node is not None and _walk(node, elements)
    tagged: dict[str, list[Element]] = defaultdict(list)
    bearing: dict[str, list[Element]] = defaultdict(list)
    for element in elements:
        tagged[element.tag].append(element)
        for name in element.attrs:
            bearing[name].append(element)
    for element in reversed(elements):
        if element.tag in SILENT:
            element.size = 0
        elif element.parent is not None:
            element.parent.size += element.size
    return Tree(tuple(elements), cut or too_deep, tagged, bearing)


def _walk(root: LexborNode, elements: list[Element]) -> bool:
    """Append the descendants of root in document order; return whether any was left out."""
    cut = False
    stack: list[tuple[LexborNode, Element]] = []
    node, parent = root.first_child, elements[0]
    while node is not None or stack:
        if node is None:
            node, parent = stack.pop()
            node = node.next
            continue
        tag = node.tag or ""
        if tag == _TEXT:
            text = node.text_content or ""
            length = len(text.strip())
            # Half of all texts are what lies between two tags: white space, of whatever kind.
            parent.children.append(text if length or not text else " ")
            parent.size += length
        elif tag[:1] not in _NO_ELEMENT:
            element = _element(node, tag, parent, len(elements))
            parent.children.append(element)
            elements.append(element)
            if len(elements) >= MAX_ELEMENTS:
                return True
            below = node.first_child
            if below is not None and len(stack) >= MAX_DEPTH - 1:
                below, cut = None, True
            if below is not None:
                stack.append((node, parent))
                node, parent = below, element
                continue
        node = node.next
    return cut


def _element(node: LexborNode, tag: str, parent: Element | None, place: int) -> Element:
    tag = tag.lower()
    stated = node.attributes
    if not stated and parent is not None:
        inside = parent.in_link or tag == "a"
        return Element(tag, {}, parent, [], len(parent.children), 0, "", parent.hidden, inside, " ", place)
    attrs = _attributes(stated) if stated else {}
    names = f"{attrs.get('class', '')} {attrs.get('id', '')}".lower() if "class" in attrs or "id" in attrs else " "
    hidden = "hidden" in attrs or ("style" in attrs and _HIDDEN.search(attrs["style"]) is not None)
    if parent is None:
        return Element(tag, attrs, None, [], hidden=hidden, names=names)
    in_link = parent.in_link or tag == "a"
    hidden = hidden or parent.hidden
    return Element(tag, attrs, parent, [], len(parent.children), 0, "", hidden, in_link, names, place)


def _attributes(stated: dict[str, str | None]) -> dict[str, str]:
    # Nearly all attributes are these few, with values.
    if _COMMON.issuperset(stated) and None not in stated.values():
        return stated  # type: ignore[return-value]
    return {name.lower(): value or "" for name, value in stated.items()}


def with_scripts(tree: Tree) -> Iterator[Element]:
    """The elements that exist in a browser with scripts on: those in noscript do not."""
    within: Element | None = None
    for element in tree.elements:
        if within is not None and within in element.ancestors():
            continue
        within = element if element.tag == "noscript" else None
        if within is None:
            yield element


def fold(text: str) -> str:
    """White space of every kind folded to single spaces, none at the ends."""
    # split knows all white space but these two, and is several times faster than a pattern.
    if not text.isascii() and ("\u200b" in text or "\ufeff" in text):
        return _SPACE.sub(" ", text).strip()
    return " ".join(text.split())


def texts(element: Element) -> Iterator[tuple[Element, str]]:
    """The text nodes in an element, with their parents, in document order; silent elements left out."""
    stack: list[tuple[Element, Element | str]] = [(element, element)]
    while stack:
        parent, child = stack.pop()
        if isinstance(child, str):
            yield parent, child
        elif child.tag not in SILENT:
            stack.extend((child, below) for below in reversed(child.children))


def words(element: Element, between: str = " ") -> str:
    """An element's text, its text nodes joined by `between`, white space folded."""
    if element.tag in SILENT:
        return ""
    if len(element.children) == 1 and isinstance(element.children[0], str):
        return fold(element.children[0])
    found: list[str] = []
    stack = element.children[::-1]
    while stack:
        child = stack.pop()
        if isinstance(child, str):
            found.append(child)
        elif child.tag not in SILENT:
            stack.extend(reversed(child.children))
    return fold(between.join(found))
