"""Whether an element has an accessible name: the basics of accname-1.2 and HTML-AAM, bounded and without accusing.

Order: aria-labelledby, aria-label, the element's own means (alt, value, label, content), title. What only a script
can tell (bound attributes, document.write inside a link) counts as a name: the check cannot know better.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from checks.accessibility.outline import Outline
from checks.accessibility.visibility import Attributes, value

#: Most nodes that one check visits in one page while looking for names; past it everything counts as named.
MAX_STEPS = 100_000
#: White space in the wide sense (&nbsp;, 全角空格) and characters of no width. Nothing else is "empty".
_BLANK = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]*")
#: Stands for a name that exists but that the source does not show.
UNKNOWN = "…"
#: Attributes by which Vue, Angular, Knockout, Alpine and translation scripts fill an element.
_FILLED = frozenset(
    {"v-text", "v-html", "v-bind", "ng-bind", "ng-bind-html", "data-bind", "x-text", "x-html", "data-i18n"}
)
_BOUND_NAME = re.compile(r"(?::|v-bind:|x-bind:|ng-attr-|\[(?:attr\.)?)(?:alt|title|aria-label(?:ledby)?|value)\]?")
#: Embedded content whose name lies elsewhere, and scripts that may write text where they stand.
_OPAQUE = frozenset({"script", "object", "embed", "iframe", "canvas", "video", "audio", "slot"})
_SKIPPED = frozenset({"script", "style", "template", "noscript", "select", "textarea", "datalist"})
_DEFAULT_VALUED = frozenset({"submit", "reset"})


def is_blank(text: str | None) -> bool:
    """Whether a text says nothing: white space of any kind, or characters of no width."""
    return _BLANK.fullmatch(text or "") is not None


def shows_anything(outline: Outline) -> bool:
    """Whether the source itself shows anything: False for redirect stubs and empty shells that scripts fill."""
    if outline.elements("frameset", "img"):
        return True
    namer = Namer(outline)
    bodies = outline.elements("body")
    return any(piece != UNKNOWN and not is_blank(piece) for body in bodies for piece in namer.pieces(body))


class Namer:
    """Answers, for one check and one page, whether elements have names."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        self._left = MAX_STEPS

    def has_name(self, node: LexborNode) -> bool:
        """Whether the element has a non-empty accessible name. A placeholder is not looked at."""
        attributes = node.attributes
        return (
            self._by_aria(attributes)
            or self._by_own_means(node, attributes)
            or not is_blank(attributes.get("title"))
            or any(name in _FILLED or _BOUND_NAME.fullmatch(name) for name in attributes)
        )

    def pieces(self, node: LexborNode) -> Iterator[str]:
        """Readable pieces of an element's content, in document order where it matters."""
        stack = [node.first_child]
        while stack:
            current = stack.pop()
            if current is None:
                continue
            self._left -= 1
            if self._left < 0:
                yield UNKNOWN
                return
            stack.append(current.next)
            if current.is_text_node:
                yield current.text_content or ""
            elif current.is_element_node and self._speaks(current):
                yield from self._spoken_by(current)
                if current.tag not in _SKIPPED:
                    stack.append(current.first_child)

    def _speaks(self, node: LexborNode) -> bool:
        return node.mem_id not in self._outline.hidden or node.tag == "script"

    def _spoken_by(self, node: LexborNode) -> Iterator[str]:
        attributes = node.attributes
        if node.tag in _OPAQUE or any(name in _FILLED or _BOUND_NAME.fullmatch(name) for name in attributes):
            yield UNKNOWN
        yield from (attributes.get(name) or "" for name in ("aria-label", "title"))
        if node.tag in ("img", "area", "input"):
            yield attributes.get("alt") or ""
        yield from self._referenced(attributes)

    def _by_aria(self, attributes: Attributes) -> bool:
        if not is_blank(attributes.get("aria-label")):
            return True
        return _says(self._referenced(attributes))

    def _referenced(self, attributes: Attributes) -> Iterator[str]:
        # accname step 2B: a reference is followed once and never from a referenced element, so cycles end here.
        for name in value(attributes, "aria-labelledby").split()[:20]:
            target = self._outline.by_id.get(name)
            if target is not None:
                own = target.attributes
                yield from (own.get(key) or "" for key in ("aria-label", "alt", "title", "value"))
                yield from self._plain_text(target)

    def _plain_text(self, node: LexborNode) -> Iterator[str]:
        """All text inside a referenced element, hidden or not (accname 2A: a reference reads hidden text too)."""
        for inner in node.traverse(include_text=True):
            self._left -= 1
            if self._left < 0:
                yield UNKNOWN
                return
            if inner.is_text_node:
                yield inner.text_content or ""
            elif inner.is_element_node:
                own = inner.attributes
                yield from (own.get(key) or "" for key in ("aria-label", "alt"))

    def _by_own_means(self, node: LexborNode, attributes: Attributes) -> bool:
        tag, kind = node.tag, value(attributes, "type").lower()
        if tag in ("img", "area") or (tag == "input" and kind == "image"):
            return not is_blank(attributes.get("alt")) or self._labelled(node, attributes)
        if tag == "input" and kind in ("button", "submit", "reset"):
            # Browsers write their own word on a submit or reset button, unless the author empties it.
            default = kind in _DEFAULT_VALUED and "value" not in attributes
            return default or not is_blank(attributes.get("value")) or self._labelled(node, attributes)
        if tag in ("input", "select", "textarea"):
            return self._labelled(node, attributes)
        if tag in ("iframe", "frame"):
            return False
        return any(not is_blank(piece) for piece in self.pieces(node)) or (
            tag == "button" and self._labelled(node, attributes)
        )

    def _labelled(self, node: LexborNode, attributes: Attributes) -> bool:
        identity = value(attributes, "id")
        labels = list(self._outline.labels_for.get(identity, ())) if identity else []
        wrapping = self._outline.wrapping_label.get(node.mem_id)
        if wrapping is not None:
            labels.append(wrapping)
        return any(self._label_speaks(label) for label in labels)

    def _label_speaks(self, label: LexborNode) -> bool:
        # A hidden label still names its field (HTML-AAM 4.1 with accname 2A).
        hidden = label.mem_id in self._outline.hidden
        return self._by_aria(label.attributes) or _says(self._plain_text(label) if hidden else self.pieces(label))


def _says(pieces: Iterator[str]) -> bool:
    return any(not is_blank(piece) for piece in pieces)
