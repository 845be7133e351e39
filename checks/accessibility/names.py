"""The accessible name of an element: accname-1.2 and HTML-AAM 1.0 over the source, bounded and without accusing.

Order: aria-labelledby, aria-label, the element's own means (alt, value, label, legend, caption …), its content where
the role allows, title, placeholder. A reference is followed once, so cycles end. What a script or a style sheet may
change is a doubt: a name that is blank and doubtful accuses nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from selectolax.lexbor import LexborNode

from checks.accessibility.aria import facts
from checks.accessibility.aria_words import is_bound_to
from checks.accessibility.outline import Outline
from checks.accessibility.reading import Reader, is_bound
from checks.accessibility.roles import PRESENTATIONAL, role_of
from checks.accessibility.visibility import Attributes, value
from checks.accessibility.words import has_icon, is_blank, squeezed

__all__ = ["Name", "Namer", "is_blank", "namer_of", "shows_anything"]

#: Elements with a name from their content, whatever the role is.
_CONTENT_TAGS = frozenset({"a", "button", "summary", "option", "label", "legend", "caption", "figcaption"})
_BUTTONS = frozenset({"button", "submit", "reset"})
#: What browsers write on a button without value; a reset or submit button is never nameless by omission.
_DEFAULTS = {"submit": "提交", "reset": "重置"}
#: Input types on which a placeholder is shown.
_NO_PLACEHOLDER = frozenset({"checkbox", "radio", "range", "color", "file", "date", "time", "month", "week"})
_LABELLED = frozenset({"input", "select", "textarea", "button", "meter", "output", "progress"})
#: Elements named by one of their children.
_CHILD_NAMED = {"fieldset": "legend", "table": "caption", "figure": "figcaption"}
_MAX_REFERENCES = 20
#: Attributes that name any element.
_NAMING = ("aria-label", "aria-labelledby", "title")


@dataclass(frozen=True, slots=True)
class Name:
    """An accessible name: its text, where it is from ("labelledby", "label", "native", "content", "title",
    "placeholder" or ""), and whether a script or a style sheet may say otherwise (`doubt`).
    """

    text: str = ""
    source: str = ""
    doubt: bool = False

    @property
    def missing(self) -> bool:
        """Surely no name: nothing is written, and nothing may write it."""
        return not self.source and not self.doubt

    @property
    def unsure(self) -> bool:
        """Nothing readable in the source, but a script or a font may give it a name."""
        return self.doubt and not self.source


@lru_cache(maxsize=1)
def namer_of(outline: Outline) -> Namer:
    """The page's namer, shared by all rules as the outline is."""
    return Namer(outline)


class Namer:
    """Answers, for one page, what elements are called. Each name is computed once."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        self._reader = Reader(outline)
        self._names: dict[int, Name] = {}

    def name(self, node: LexborNode) -> Name:
        """The element's accessible name."""
        found = self._names.get(node.mem_id)
        if found is None:
            found = self._names[node.mem_id] = self._compute(node)
        return found

    def has_name(self, node: LexborNode) -> bool:
        """Whether the element has a name, or may have one that the source does not show."""
        return not self.name(node).missing

    def spoken_text(self, node: LexborNode) -> str:
        """What is heard of the element's content, whatever its role."""
        return squeezed("".join(self._reader.content(node)))

    def visible_texts(self, node: LexborNode) -> list[str]:
        """The texts that stand in the element for everybody's eyes, as far as the source tells."""
        return [squeezed(text) for text in self._reader.shown(node) if not is_blank(text)]

    def visible_text(self, node: LexborNode) -> str:
        """The same as one text."""
        return squeezed("".join(self._reader.shown(node)))

    def labels(self, node: LexborNode) -> list[LexborNode]:
        """Label elements of a field: those that name its id, and the one around it."""
        attributes = self._outline.attributes(node)
        identity = value(attributes, "id")
        # Of elements with one id only the first is labelled; that the id stands twice is another rule's matter.
        found = list(self._outline.labels_for.get(identity, ())[:_MAX_REFERENCES]) if identity else []
        wrapping = self._outline.wrapping_label.get(node.mem_id)
        if wrapping is not None and wrapping not in found and self._is_first_field(wrapping, node):
            found.append(wrapping)
        return found

    def _compute(self, node: LexborNode) -> Name:
        self._reader.take_doubt()
        doubt = False
        for source, texts in self._sources(node):
            text = squeezed("".join(texts))
            doubt = self._reader.take_doubt() or has_icon(text) or doubt
            if not is_blank(text):
                return Name(text, source, doubt)
        # What the page defines itself (a hyphen in its name) is drawn by a script.
        own = "-" in (node.tag or "") or is_bound(self._outline.attributes(node))
        # A label may name a field whose id a framework sets.
        own = own or (node.tag in _LABELLED and is_bound_to(self._outline.attributes(node), "id"))
        own = own or any(map(self._outline.worded, (node, *self.labels(node))))
        return Name(doubt=doubt or own or self._written_by_script(node))

    def _sources(self, node: LexborNode) -> Iterator[tuple[str, Sequence[str]]]:
        attributes = self._outline.attributes(node)
        if "aria-labelledby" in attributes:
            yield "labelledby", self._referenced(attributes)
        if "aria-label" in attributes:
            yield "label", (value(attributes, "aria-label"),)
        role = role_of(self._outline, node)
        if role not in PRESENTATIONAL:
            yield "native", list(self._native(node, attributes))
        if self._by_content(node, role):
            yield "content", self._reader.content(node)
        if "title" in attributes:
            yield "title", (value(attributes, "title"),)
        if node.tag in ("input", "textarea") or "aria-placeholder" in attributes:
            yield "placeholder", self._placeholder(node, attributes)

    def _referenced(self, attributes: Attributes) -> list[str]:
        texts = []
        for identity in value(attributes, "aria-labelledby").split()[:_MAX_REFERENCES]:
            target = self._outline.target(identity)
            if target is not None:
                texts += [*self._reader.referenced(target), " "]
        return texts

    def _by_content(self, node: LexborNode, role: str) -> bool:
        if node.tag in ("input", "select", "textarea"):
            return False
        return role in facts().named_by_content or (node.tag in _CONTENT_TAGS and not role)

    def _native(self, node: LexborNode, attributes: Attributes) -> Iterator[str]:
        tag = node.tag or ""
        if node.mem_id in self._outline.foreign:
            yield from self._reader.own_title(node) if tag != "math" else ()
        elif tag in ("img", "area"):
            yield attributes.get("alt") or ""
        elif tag == "input":
            yield self._input(node, attributes)
        elif tag == "option":
            yield attributes.get("label") or ""
        elif tag in _LABELLED:
            yield from self._labelled(node)
        elif tag in ("optgroup", "track"):
            yield attributes.get("label") or ""
        elif tag in _CHILD_NAMED:
            yield from self._reader.child_text(node, _CHILD_NAMED[tag])

    def _input(self, node: LexborNode, attributes: Attributes) -> str:
        kind = value(attributes, "type").lower()
        labelled = "".join(self._labelled(node))
        if not is_blank(labelled):
            return labelled
        if kind == "image":
            return attributes.get("alt") or ""
        if kind in _BUTTONS:
            # Browsers write their own word on a submit or reset button, unless the author empties it.
            return attributes.get("value") or "" if "value" in attributes else _DEFAULTS.get(kind, "")
        return ""

    def _labelled(self, node: LexborNode) -> Iterator[str]:
        for label in self.labels(node):
            named = value(self._outline.attributes(label), "aria-label")
            yield from (named,) if named else self._reader.label(label, node)
            yield " "

    def _placeholder(self, node: LexborNode, attributes: Attributes) -> Sequence[str]:
        if node.tag == "input" and value(attributes, "type").lower() in _NO_PLACEHOLDER:
            return ()
        own = attributes.get("placeholder") or "" if node.tag in ("input", "textarea") else ""
        return (own or attributes.get("aria-placeholder") or "",)

    def _is_first_field(self, label: LexborNode, node: LexborNode) -> bool:
        """A label without `for` names the first field in it, and no other."""
        attributes = self._outline.attributes(label)
        if "for" in attributes:
            # It then labels another field, or by the letter none; some programs take the one in it all the same.
            if self._outline.target(value(attributes, "for")) is None:
                self._reader.leave_doubt()
            return False
        return self._reader.first_field(label) in (None, node.mem_id)

    def _written_by_script(self, node: LexborNode) -> bool:
        """Whether the page's own scripts may give the element a name: by an attribute, by words, by a label."""
        scripts, tag, attributes = self._outline.scripts, node.tag or "", self._outline.attributes(node)
        if not scripts.any:
            return False
        if any(scripts.set_on(tag, attributes, name) for name in (*_NAMING, _own_attribute(tag, attributes)) if name):
            return True
        if tag in _LABELLED and scripts.label(attributes):
            return True
        return any(scripts.fill(self._outline.attributes(one)) for one in self._filled(node, attributes))

    def _filled(self, node: LexborNode, attributes: Attributes) -> Iterator[LexborNode]:
        """The elements whose words would be the name: itself and what is in it, labels, what a reference finds."""
        if self._by_content(node, role_of(self._outline, node)):
            yield from (node, *node.css("[id]")[:_MAX_REFERENCES])
        if node.tag in _LABELLED:
            yield from self.labels(node)
        for identity in value(attributes, "aria-labelledby").split()[:_MAX_REFERENCES]:
            target = self._outline.target(identity)
            if target is not None:
                yield target


def _own_attribute(tag: str, attributes: Attributes) -> str:
    """The attribute that names elements of this kind before all others; empty for none."""
    kind = value(attributes, "type").lower() if tag == "input" else ""
    if tag in ("img", "area") or kind == "image":
        return "alt"
    if kind in _BUTTONS:
        return "value"
    return "placeholder" if tag in ("input", "textarea") else ""


def shows_anything(outline: Outline) -> bool:
    """Whether the source itself shows anything: False for redirect stubs and empty shells that scripts fill."""
    if outline.elements("frameset", "img"):
        return True
    reader = Reader(outline)
    return any(not is_blank(text) for body in outline.elements("body") for text in reader.shown(body))
