"""One bounded pass over a page for the rules about structure: elements by tag and attribute, ids, text by language.

It stands on the outline, which knows what nobody meets, and adds what only the eye meets (aria-hidden text is seen).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.accessibility.names import shows_anything
from checks.accessibility.outline import Outline, outline_of
from checks.accessibility.visibility import Attributes, value
from checks.accessibility.words import is_blank

#: Most nodes (elements and pieces of text) looked at in one page.
MAX_NODES = 400_000
#: Attributes by which some rule asks for elements.
_WANTED = frozenset(
    {"accesskey", "for", "form", "headers", "lang", "list", "role", "scope", "style", "tabindex", "usemap"}
    | {"aria-activedescendant", "aria-controls", "aria-describedby", "aria-details", "aria-errormessage"}
    | {"aria-flowto", "aria-labelledby", "aria-owns", "onblur", "onchange", "onclick", "ondblclick", "onfocus"}
    | {"onload", "onpaste"}
    | {"onmousedown", "onmouseenter", "onmouseover", "onmouseup"}
)
#: Taken although nobody sees them: they speak for the page.
_ALWAYS = frozenset({"html", "meta", "style"})


class Piece(NamedTuple):
    """Text that is seen or read out: what it says, its element (an img for its alt) and that one's mem_id, the nearest
    element that declares lang.
    """

    text: str
    parent: LexborNode
    key: int
    owner: LexborNode | None


@dataclass(slots=True, eq=False)
class Structure:
    """What rules about structure need to know of a page.

    `tags` and `having` (by attribute) hold html elements in document order that are displayed, as far as the source
    tells; `pieces` the visible text; `order` where each displayed element stands among the others, by its mem_id;
    `concealed` what is not displayed; `owners` the nearest element that declares a language.
    """

    outline: Outline
    tags: dict[str, list[LexborNode]] = field(default_factory=lambda: defaultdict(list))
    having: dict[str, list[LexborNode]] = field(default_factory=lambda: defaultdict(list))
    pieces: list[Piece] = field(default_factory=list)
    concealed: set[int] = field(default_factory=set)
    owners: dict[int, LexborNode] = field(default_factory=dict)
    order: dict[int, int] = field(default_factory=dict)

    def elements(self, *tags: str) -> Sequence[LexborNode]:
        """Displayed elements of these tags, tag by tag, each in document order."""
        return [node for tag in tags for node in self.tags.get(tag, ())]

    def heard(self, *tags: str) -> Sequence[LexborNode]:
        """Those of them that assistive technology meets too."""
        return [node for node in self.elements(*tags) if self.is_heard(node)]

    def is_displayed(self, node: LexborNode) -> bool:
        """Whether the element is surely rendered; aria-hidden does not keep it from the eye."""
        return node.mem_id not in self.concealed

    def is_heard(self, node: LexborNode) -> bool:
        """Whether assistive technology surely meets the element."""
        return node.mem_id not in self.outline.unseen

    def with_attribute(self, name: str) -> Sequence[LexborNode]:
        """Displayed elements that carry the attribute, in document order."""
        return self.having.get(name, ())


@lru_cache(maxsize=1)
def structure_of(dom: LexborHTMLParser) -> Structure:
    """The page's structure; the last page's is kept, since all rules see one page before the next."""
    outline = outline_of(dom)
    found = Structure(outline, concealed=outline.gone | outline.invisible | outline.perhaps)
    if dom.root is None:
        return found
    for count, node in enumerate(dom.root.traverse(include_text=True)):
        if count >= MAX_NODES:
            break
        if node.is_element_node:
            _take(found, node)
        elif node.is_text_node:
            _hear(found, node)
    return found


def _take(found: Structure, node: LexborNode) -> None:
    key, tag, holder, outline = node.mem_id, node.tag or "", node.parent, found.outline
    attributes = outline.attributes(node)
    owner = found.owners.get(holder.mem_id if holder is not None else 0)
    if attributes and attributes.get("lang"):
        owner = node
    if owner is not None:
        found.owners[key] = owner
    if key in outline.foreign or (key in found.concealed and tag not in _ALWAYS):
        return
    found.tags[tag].append(node)
    found.order[key] = len(found.order)
    if tag == "img" and not is_blank(attributes.get("alt")):
        found.pieces.append(Piece(attributes["alt"] or "", node, key, owner))
    if not _WANTED.isdisjoint(attributes):
        for name in _WANTED.intersection(attributes):
            found.having[name].append(node)


def _hear(found: Structure, node: LexborNode) -> None:
    text = node.text_content or ""
    parent = None if text.isspace() else node.parent
    if parent is not None:
        key = parent.mem_id
        if key not in found.concealed and not is_blank(text):
            found.pieces.append(Piece(text, parent, key, found.owners.get(key)))


def is_shell(seen: Structure, html: str) -> bool:
    """Whether the source is only a stub: empty, or showing nothing and leading or filling the page by script."""
    if not html.strip():
        return True
    if shows_anything(seen.outline) or seen.tags.get("iframe"):
        return False
    return "<script" in html.lower() or any(
        value(node.attributes, "http-equiv").lower() == "refresh" for node in seen.elements("meta")
    )


def role_of(attributes: Attributes) -> str:
    """The explicit role, in lower case; empty when none is given."""
    tokens = value(attributes, "role").lower().split(maxsplit=1)
    return tokens[0] if tokens else ""
