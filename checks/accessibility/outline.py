"""One bounded pass over a page's DOM that all accessibility checks share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.accessibility.visibility import hides, may_hide, value

#: Most elements looked at in one page. A page with more is judged only as "could not tell".
MAX_ELEMENTS = 200_000
#: Elements that some check asks for by name.
_WANTED = frozenset(
    {"a", "area", "body", "button", "frame", "frameset", "html", "iframe", "img", "input", "meta", "select"}
    | {"textarea", "title"}
)
#: Taken although nobody sees them: they speak for the page.
_ALWAYS = frozenset({"html", "meta", "title"})
_FOREIGN = frozenset({"svg", "math"})


@dataclass(slots=True)
class Outline:
    """What the checks need to know of a page.

    `by_tag` holds html elements in document order that are not unseen (`html`, `meta` and `title` always);
    `buttons` those with role=button. `hidden` (surely), `unseen` (surely or perhaps) and `wrapping_label` are keyed
    by the node's mem_id. `complete` is False when the page has more than MAX_ELEMENTS.
    """

    by_tag: dict[str, list[LexborNode]] = field(default_factory=lambda: defaultdict(list))
    buttons: list[LexborNode] = field(default_factory=list)
    by_id: dict[str, LexborNode] = field(default_factory=dict)
    labels_for: dict[str, list[LexborNode]] = field(default_factory=lambda: defaultdict(list))
    wrapping_label: dict[int, LexborNode] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    unseen: set[int] = field(default_factory=set)
    complete: bool = True

    def elements(self, *tags: str) -> Sequence[LexborNode]:
        """Elements of these tags, tag by tag, each in document order."""
        return [node for tag in tags for node in self.by_tag.get(tag, ())]


@lru_cache(maxsize=1)
def outline_of(dom: LexborHTMLParser) -> Outline:
    """The page's outline; the last page's is kept, since all checks see one page before the next."""
    found = Outline()
    foreign: set[int] = set()
    if dom.root is None:
        return found
    for count, node in enumerate(dom.root.traverse(include_text=False)):
        if count >= MAX_ELEMENTS:
            found.complete = False
            break
        _take(found, foreign, node, node.tag or "")
    return found


def _take(found: Outline, foreign: set[int], node: LexborNode, tag: str) -> None:
    # Document order: the parent was taken before, so hiding and labelling pass down in one step, at any depth.
    key, parent = node.mem_id, node.parent.mem_id if node.parent else 0
    attributes = node.attributes
    if parent in found.hidden or hides(tag, attributes):
        found.hidden.add(key)
    if parent in found.unseen or key in found.hidden or may_hide(attributes):
        found.unseen.add(key)
    if parent in found.wrapping_label:
        found.wrapping_label[key] = found.wrapping_label[parent]
    if tag in _FOREIGN or parent in foreign:
        foreign.add(key)
    if tag == "label":
        found.wrapping_label[key] = node
        found.labels_for[value(attributes, "for")].append(node)
    if "id" in attributes:
        found.by_id.setdefault(value(attributes, "id"), node)
    shown = key not in found.unseen
    if tag in _WANTED and key not in foreign and (shown or tag in _ALWAYS):
        found.by_tag[tag].append(node)
    if shown and value(attributes, "role").lower() == "button":
        found.buttons.append(node)
