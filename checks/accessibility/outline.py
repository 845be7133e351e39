"""One bounded pass over a page's DOM that all accessibility checks share.

A rule asks the outline, never the DOM as a whole: `elements(tag…)` for what readers may meet, `with_role`, `with_aria`,
`tabbable` and so on; `attributes(node)` instead of `node.attributes`, which builds its dictionary anew each time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.accessibility.cascade import Cascade, Sight, cascade_of, is_held
from checks.accessibility.files import sheets_of
from checks.accessibility.media_query import EVERYWHERE
from checks.accessibility.script_writes import Scripts, writes_of
from checks.accessibility.visibility import (
    Attributes,
    Written,
    hides_itself,
    invisible,
    muted,
    never_shown,
    stands_in,
    usually_hidden,
    value,
)

#: Most elements looked at in one page. A page with more is judged only as "could not tell".
MAX_ELEMENTS = 200_000
#: Taken although nobody sees them: they speak for the page.
_ALWAYS = frozenset({"html", "meta", "title", "base", "link"})
#: Most elements inside one that are looked at for words that styles write.
_MOST_INNER = 50
_FOREIGN = frozenset({"svg", "math"})
#: Elements that, without any attribute, say something of themselves or of what stands in them.
_TELLING = frozenset(
    {"audio", "datalist", "details", "dialog", "label", "math", "noframes", "noscript", "object", "script", "style"}
    | {"svg", "template", "video"}
)
_DISABLEABLE = frozenset({"button", "input", "select", "textarea", "fieldset", "optgroup", "option"})
#: Attributes by which an element may be hidden or disabled by itself; class and id are for style sheets.
_HIDING = frozenset({"aria-hidden", "disabled", "hidden", "inert", "popover", "style", "type"})
_EMPTY: Attributes = {}
_NOTHING = LexborHTMLParser("")
#: Elements that hold the whole page: hidden as a whole it is shown by its script at once, or nobody would read it.
_WHOLE = frozenset({"html", "body"})


class _Hiding(NamedTuple):
    """In which windows an element is hidden, surely and perhaps, by itself or by what stands around it."""

    undisplayed: int = 0
    perhaps_undisplayed: int = 0
    invisible: int = 0
    perhaps_invisible: int = 0


_SHOWN, _NOWHERE = _Hiding(), _Hiding(EVERYWHERE, EVERYWHERE)
#: By what the element's own style says of visibility.
_VISIBILITY = {True: Sight(EVERYWHERE, EVERYWHERE), False: Sight(shown=EVERYWHERE), None: Sight()}


@dataclass(slots=True, eq=False)
class Outline:
    """What the checks need to know of a page. Sets and dictionaries of nodes are keyed by the node's `mem_id`.

    Lists, each in document order:
    `by_tag` html elements by name that are not unseen (`html`, `meta`, `title`, `base`, `link` always);
    `foreign_by_tag` the same for elements of svg and math; `with_role` and `with_aria` elements, of either kind and
    hidden or not, with a role attribute and with any aria-* attribute; `editable` those with contenteditable; `ids`
    every element of each id.

    What is known of an element:
    `gone` not rendered at all; `invisible` by its style; `inert`; `muted` aria-hidden or inert; `hidden` any of these,
    in every common window, so that assistive technology never meets it; `perhaps` a usual class may hide it, or it
    stands in something closed; `unseen` hidden or perhaps; `doubtful` shown unless a style sheet hides it, which cannot
    be told: what is wrong with it is a doubt; `foreign` in svg or math; `disabled`; `wrapping_label` the nearest label
    around it.

    Of the page: `script` all text of its own scripts; `styled` whether it has a style element or a script from a file;
    `complete` is False when it has more than MAX_ELEMENTS.
    """

    by_tag: dict[str, list[LexborNode]] = field(default_factory=lambda: defaultdict(list))
    foreign_by_tag: dict[str, list[LexborNode]] = field(default_factory=lambda: defaultdict(list))
    with_role: list[LexborNode] = field(default_factory=list)
    with_aria: list[LexborNode] = field(default_factory=list)
    ids: dict[str, list[LexborNode]] = field(default_factory=lambda: defaultdict(list))
    labels_for: dict[str, list[LexborNode]] = field(default_factory=lambda: defaultdict(list))
    wrapping_label: dict[int, LexborNode] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    invisible: set[int] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)
    muted: set[int] = field(default_factory=set)
    inert: set[int] = field(default_factory=set)
    perhaps: set[int] = field(default_factory=set)
    unseen: set[int] = field(default_factory=set)
    doubtful: set[int] = field(default_factory=set)
    foreign: set[int] = field(default_factory=set)
    disabled: set[int] = field(default_factory=set)
    script: str = ""
    styled: bool = False
    complete: bool = True
    editable: list[LexborNode] = field(default_factory=list)
    _dom: LexborHTMLParser | None = None
    _attributes: dict[int, Attributes] = field(default_factory=dict)
    #: Elements in which others may be hidden, labelled, disabled or foreign.
    _marked: set[int] = field(default_factory=set)
    _cascade: Cascade = field(default_factory=Cascade)
    _hiding: dict[int, _Hiding] = field(default_factory=dict)
    _writing: Written = field(default_factory=Written)

    @property
    def scripts(self) -> Scripts:
        """What the page's scripts may write."""
        return writes_of(self._dom or _NOTHING)

    def elements(self, *tags: str) -> Sequence[LexborNode]:
        """Html elements of these tags that readers may meet, tag by tag, each in document order."""
        return [node for tag in tags for node in self.by_tag.get(tag, ())]

    def attributes(self, node: LexborNode) -> Attributes:
        """The element's attributes, as `node.attributes` but read once a page."""
        return self._attributes.get(node.mem_id, _EMPTY)

    def target(self, identity: str) -> LexborNode | None:
        """The element that a reference to this id finds: the first of the document."""
        found = self.ids.get(identity)
        return found[0] if found else None

    def _handed_down(self) -> tuple[Container[int], ...]:
        return self.unseen, self._hiding, self.foreign, self.disabled, self.wrapping_label

    def worded(self, node: LexborNode) -> bool:
        """Whether a style sheet of the page perhaps writes words into the element or one in it."""
        if not (self._writing.classes or self._writing.ids or self._writing.tags):
            return False
        inner = (node, *node.css("*")[:_MOST_INNER])
        return any(self._writing.mean(one.tag or "", self.attributes(one)) for one in inner)

    def met(self, node: LexborNode) -> bool:
        """Whether a reader may meet the element: not hidden, and nothing suggests that a style sheet hides it."""
        return node.mem_id not in self.unseen


@lru_cache(maxsize=1)
def outline_of(dom: LexborHTMLParser) -> Outline:
    """The page's outline; the last page's is kept, since all checks see one page before the next."""
    return read(dom)


def read(dom: LexborHTMLParser) -> Outline:
    """An outline of its own, for a document inside a page."""
    found = Outline(_dom=dom)
    if dom.root is None:
        return found
    sheets = sheets_of(dom)
    found._writing = Written.of(sheet.text for sheet in sheets if sheet.text and sheet.held.perhaps)
    found.styled = dom.css_first("style,script[src]") is not None
    found.script = "\n".join(node.text() for node in dom.css("script:not([src])"))
    nodes = _nodes(found, dom.root)
    found._cascade = cascade_of(dom, sheets, found._attributes, len(nodes), found.script)
    for node in nodes:
        _take(found, node, node.tag or "")
    return found


def _nodes(found: Outline, root: LexborNode) -> list[LexborNode]:
    """The page's elements in document order, whose attributes are read here."""
    nodes = []
    for count, node in enumerate(root.traverse(include_text=False)):
        if count >= MAX_ELEMENTS:
            found.complete = False
            break
        if node.is_element_node:
            nodes.append(node)
            attributes = node.attributes
            if attributes:
                found._attributes[node.mem_id] = attributes
    return nodes


def _take(found: Outline, node: LexborNode, tag: str) -> None:
    # Document order: the parent was taken before, so what it passes down needs one step, at any depth.
    key, holder = node.mem_id, node.parent
    attributes, parent = found._attributes.get(key, _EMPTY), holder.mem_id if holder is not None else 0
    if attributes:
        _take_attributes(found, node, tag, attributes)
    if parent not in found._marked and tag not in _TELLING and _is_plain(found, key, attributes):
        found.by_tag[tag].append(node)
        return
    _take_visibility(found, key, holder, tag, attributes)
    if parent in found.wrapping_label:
        found.wrapping_label[key] = found.wrapping_label[parent]
    if tag == "label":
        found.wrapping_label[key] = node
        found.labels_for[value(attributes, "for")].append(node)
    if (tag in _DISABLEABLE and "disabled" in attributes) or (parent in found.disabled and tag != "legend"):
        found.disabled.add(key)
    if tag in _FOREIGN or (parent in found.foreign and not _is_html_again(holder)):
        found.foreign.add(key)
    if tag in _TELLING or any(key in passed for passed in found._handed_down()):
        found._marked.add(key)
    if key not in found.unseen or tag in _ALWAYS:
        (found.foreign_by_tag if key in found.foreign else found.by_tag)[tag].append(node)


def _is_plain(found: Outline, key: int, attributes: Attributes) -> bool:
    """Whether nothing hides or disables an element that stands in nothing of the kind."""
    if found._cascade.concerns(key, attributes):
        return False
    return not attributes or (_HIDING.isdisjoint(attributes) and not usually_hidden(attributes))


def _take_attributes(found: Outline, node: LexborNode, tag: str, attributes: Attributes) -> None:
    if "id" in attributes:
        found.ids[value(attributes, "id")].append(node)
    if "role" in attributes:
        found.with_role.append(node)
    if "contenteditable" in attributes:
        found.editable.append(node)
    for name in attributes:
        if name.startswith("aria-"):
            found.with_aria.append(node)
            break


def _take_visibility(found: Outline, key: int, holder: LexborNode | None, tag: str, attributes: Attributes) -> None:
    parent = holder.mem_id if holder is not None else 0
    stands = stands_in(holder.tag or "", found.attributes(holder), tag) if holder else True
    hiding = found._hiding.get(parent, _SHOWN)
    if tag not in _WHOLE:
        kept_out = stands is False or never_shown(tag, attributes)
        hiding = _NOWHERE if kept_out else _hidden_by_styles(found._cascade, hiding, key, attributes)
    if hiding != _SHOWN:
        found._hiding[key] = hiding
        _take_hiding(found, key, hiding)
    if parent in found.muted or (attributes and muted(attributes)):
        found.muted.add(key)
    if parent in found.inert or "inert" in attributes:
        found.inert.add(key)
    if parent in found.perhaps or stands is None or _is_usual(found, key, tag, attributes):
        found.perhaps.add(key)
        found.unseen.add(key)
    if key in found.gone or key in found.invisible or key in found.muted:
        found.hidden.add(key)
        found.unseen.add(key)


def _is_usual(found: Outline, key: int, tag: str, attributes: Attributes) -> bool:
    """Whether a usual class may hide the element, of which the page's sheets say nothing."""
    known = key in found._cascade.displayed or key in found._cascade.visible
    return not known and tag not in _WHOLE and usually_hidden(attributes)


def _hidden_by_styles(cascade: Cascade, above: _Hiding, key: int, attributes: Attributes) -> _Hiding:
    displayed = cascade.displayed.get(key)
    if displayed is None:
        own = EVERYWHERE if attributes and hides_itself(attributes) else 0
        displayed = Sight(own, own)
    visible = cascade.visible.get(key)
    if visible is None:
        says = invisible(attributes)
        visible = _VISIBILITY[says]
    unknown = EVERYWHERE if cascade.unread and is_held(attributes) else 0
    return _Hiding(
        above.undisplayed | displayed.surely,
        above.perhaps_undisplayed | displayed.perhaps | unknown,
        (above.invisible | visible.surely) & ~visible.shown,
        (above.perhaps_invisible | visible.perhaps) & ~visible.shown,
    )


def _take_hiding(found: Outline, key: int, hiding: _Hiding) -> None:
    if hiding.undisplayed == EVERYWHERE:
        found.gone.add(key)
    elif hiding.undisplayed | hiding.invisible == EVERYWHERE:
        found.invisible.add(key)
    elif hiding.perhaps_undisplayed | hiding.perhaps_invisible | hiding.undisplayed | hiding.invisible == EVERYWHERE:
        found.doubtful.add(key)


def _is_html_again(holder: LexborNode | None) -> bool:
    return holder is not None and (holder.tag or "").lower() == "foreignobject"
