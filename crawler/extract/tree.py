"""The parsed page as plain objects: one walk over the lexbor tree, bounded in depth, that everything else reads."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
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
#: What begins the names that the parser has for nodes that are no elements: comments, the document and its type.
_NO_ELEMENT = frozenset(("-", "!", "#", ""))
#: The attributes of nearly all elements, as a parser hands them over, in lower case.
_COMMON = frozenset(
    (
        *("alt", "class", "content", "height", "href", "id", "lang", "name", "property", "rel", "src"),
        *("style", "target", "title", "type", "value", "width"),
    )
)
#: Attributes by which an element is hidden, and what says so in a style.
_HIDING = frozenset(("hidden", "style"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


class Element:
    """One element. `place` is its place in the page, `index` that among its parent's children, `size` counts the
    characters of visible text in it, `region` is where in the page it stands, `in_link` whether it is a link or stands
    in one. `names` are its class and id, lower case.

    `lone` makes one outside of a page.
    """

    __slots__ = (
        *("tag", "attrs", "parent", "children", "index", "size", "region", "hidden", "in_link", "names", "place"),
    )

    tag: str
    attrs: dict[str, str]
    parent: Element | None
    children: list[Element | str]
    index: int
    size: int
    region: str
    hidden: bool
    in_link: bool
    names: str
    place: int

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


class _Alike:
    """The elements that have attributes of the same names: a page has hundreds of elements, of a few such kinds."""

    __slots__ = ("elements", "hiding", "named", "plain")

    def __init__(self, names: tuple[str, ...]) -> None:
        self.elements: list[Element] = []
        self.plain = _COMMON.issuperset(names)
        self.named = "class" in names or "id" in names
        self.hiding = not _HIDING.isdisjoint(names)


@dataclass(frozen=True, slots=True)
class Tree:
    """A page: its elements in document order (the first is the root), and whether something had to be cut.

    Nearly all who read a page look for elements of a few tags or with a few attributes: those are told without looking
    at all others.
    """

    elements: tuple[Element, ...]
    truncated: bool
    _tagged: Mapping[str, Sequence[Element]]
    _alike: Mapping[tuple[str, ...], _Alike]

    @property
    def root(self) -> Element:
        """The html element."""
        return self.elements[0]

    def tagged(self, tag: str) -> Sequence[Element]:
        """The elements of one tag, in document order."""
        return self._tagged.get(tag, ())

    def among(self, tags: Iterable[str]) -> Sequence[Element]:
        """The elements of several tags, in document order."""
        return _merged([self._tagged[tag] for tag in dict.fromkeys(tags) if tag in self._tagged])

    def bearing(self, attributes: Iterable[str]) -> Sequence[Element]:
        """The elements that have one of these attributes, in document order."""
        wanted = frozenset(attributes)
        return _merged([alike.elements for names, alike in self._alike.items() if not wanted.isdisjoint(names)])

    def either(self, tags: Iterable[str], attributes: Iterable[str]) -> Sequence[Element]:
        """The elements of one of the tags, and those with one of these attributes, in document order."""
        wanted = frozenset(attributes)
        alike = (alike.elements for names, alike in self._alike.items() if not wanted.isdisjoint(names))
        return in_order((*(self._tagged[tag] for tag in tags if tag in self._tagged), *alike))

    def bearing_any(self, wanted: Callable[[str], bool]) -> Sequence[Element]:
        """The elements with an attribute whose name is wanted, in document order."""
        return _merged([alike.elements for names, alike in self._alike.items() if any(map(wanted, names))])

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


def _merged(parts: Sequence[Sequence[Element]]) -> Sequence[Element]:
    """Like `in_order`, of parts that have no element in common."""
    return parts[0] if len(parts) == 1 else sorted(chain.from_iterable(parts), key=_PLACE)


def lone(tag: str, attrs: dict[str, str]) -> Element:
    """An element that stands in no page."""
    return _Grown().add(tag, attrs, None)


def build(text: str) -> Tree:
    """Parse a page. Never raises; what is too long or too deep is left out and said to be."""
    text, cut = bounded(_NOSCRIPT.sub("", text))
    parser = LexborHTMLParser(text)
    node = parser.root
    grown = _Grown()
    if node is None:
        grown.add("html", {}, None)
    else:
        grown.add((node.tag or "").lower(), node.attributes, None)
        cut = _walk(node, grown) or cut
    _add_up(grown.elements)
    return Tree(tuple(grown.elements), cut, grown.tagged, grown.alike)


class _Tags(dict[str, str]):
    """The tags of one page in lower case, by what the parser calls its nodes; empty for those that are no elements."""

    def __missing__(self, name: str) -> str:
        tag = "" if name[:1] in _NO_ELEMENT else name.lower()
        self[name] = tag
        return tag


class _Grown:
    """What has been read of a page so far."""

    def __init__(self) -> None:
        self.elements: list[Element] = []
        self.tagged: dict[str, list[Element]] = defaultdict(list)
        self.alike: dict[tuple[str, ...], _Alike] = {}

    def add(self, tag: str, stated: Mapping[str, str | None], parent: Element | None) -> Element:
        """One more element, in lower case; `stated` are its attributes as the parser hands them over."""
        # Pages hold hundreds: calling a constructor with all of this would double what one costs.
        element = Element()
        element.tag = tag
        element.parent = parent
        element.children = []
        element.size = 0
        element.region = ""
        element.names = " "
        element.place = len(self.elements)
        if parent is None:
            element.index, element.hidden, element.in_link = 0, False, False
        else:
            element.index = len(parent.children)
            element.hidden = parent.hidden
            element.in_link = parent.in_link or tag == "a"
            parent.children.append(element)
        element.attrs = self._attributes(element, stated) if stated else {}
        self.elements.append(element)
        self.tagged[tag].append(element)
        return element

    def _attributes(self, element: Element, stated: Mapping[str, str | None]) -> dict[str, str]:
        alike = self._kind(tuple(stated))
        attrs: dict[str, str]
        # Nearly all attributes are a few, with values.
        if alike.plain and all(stated.values()):
            attrs = stated  # type: ignore[assignment]
        else:
            attrs = {name.lower(): value or "" for name, value in stated.items()}
            alike = self._kind(tuple(attrs))
        if alike.named:
            element.names = f"{attrs.get('class', '')} {attrs.get('id', '')}".lower()
        if alike.hiding and ("hidden" in attrs or _HIDDEN.search(attrs.get("style", ""))):
            element.hidden = True
        alike.elements.append(element)
        return attrs

    def _kind(self, names: tuple[str, ...]) -> _Alike:
        return self.alike.get(names) or self.alike.setdefault(names, _Alike(names))


def _walk(root: LexborNode, grown: _Grown) -> bool:
    """Add the descendants of root in document order; return whether any was left out."""
    cut = False
    tags = _Tags()
    stack: list[tuple[LexborNode, Element]] = []
    node, parent = root.first_child, grown.elements[0]
    while node is not None or stack:
        if node is None:
            node, parent = stack.pop()
            node = node.next
            continue
        text = node.text_content
        if text is not None:
            length = len(text.strip())
            # Half of all texts are what lies between two tags: white space, of whatever kind.
            parent.children.append(text if length or not text else " ")
            parent.size += length
        elif tag := tags[node.tag or ""]:
            element = grown.add(tag, node.attributes, parent)
            if element.place >= MAX_ELEMENTS - 1:
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


def _add_up(elements: Sequence[Element]) -> None:
    """Count the text of each element in all that hold it, too."""
    for element in reversed(elements):
        if element.size:
            if element.tag in SILENT:
                element.size = 0
            elif element.parent is not None:
                element.parent.size += element.size


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
