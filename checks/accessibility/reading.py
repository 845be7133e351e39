"""Reads the content of elements aloud, as accname-1.2 steps 2C to 2I do inside a name; no recursion, bounded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from checks.accessibility.outline import Outline
from checks.accessibility.owning import owning_of
from checks.accessibility.roles import PRESENTATIONAL, role_of
from checks.accessibility.visibility import Attributes, off_sight, value
from checks.accessibility.words import has_icon, is_blank

#: Most nodes visited in one page while looking for names; past it every name is doubtful.
MAX_STEPS = 100_000
#: Attributes by which Vue, Angular, Knockout, Alpine and translation scripts fill an element.
_FILLED = frozenset(
    {"v-text", "v-html", "v-bind", "ng-bind", "ng-bind-html", "data-bind", "x-text", "x-html", "data-i18n"}
)
_BOUND_NAME = re.compile(
    r"(?::|v-bind:|x-bind:|ng-attr-|\[(?:attr\.)?)(?:alt|title|placeholder|aria-label(?:ledby)?|value)\]?"
)
#: Embedded content whose name lies elsewhere.
_OPAQUE = frozenset({"object", "embed", "iframe", "canvas", "video", "audio", "slot"})
_SKIPPED = frozenset({"script", "style", "template", "noscript", "datalist", "noframes"})
_FIELDS = frozenset({"input", "select", "textarea"})
#: What drawings tell to screen readers only.
_TOLD = frozenset({"title", "desc"})
#: Between these and their neighbours readers pause, as between words.
_APART = frozenset(
    {"br", "div", "p", "li", "ul", "ol", "dl", "dt", "dd", "td", "th", "tr", "table", "section", "article", "hr"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "header", "footer", "figure", "figcaption", "option"}
)
_VALUE_ROLES = frozenset({"textbox", "searchbox", "combobox", "listbox", "slider", "spinbutton", "scrollbar"})
_LABELABLE = frozenset({"button", "input", "meter", "output", "progress", "select", "textarea"})
_MAX_REFERENCES = 20
_OWN_LINES = re.compile(
    r"(?:^|;)\s*display\s*:\s*(?:block|inline-block|flex|inline-flex|grid|table|list-item)", re.IGNORECASE
)
_IN_LINE = re.compile(r"(?:^|;)\s*display\s*:\s*(?:inline|contents)\s*(?:!|;|$)", re.IGNORECASE)
#: The step to the middle of its span that a range has without a value (HTML 4.10.5.1.13).
_MIDDLE = "50"


@dataclass(frozen=True, slots=True)
class _Owned:
    """An element that stands elsewhere and is claimed by aria-owns: read here, its neighbours there are not."""

    node: LexborNode


#: A node to read next; a pause; or where an element's own words began, with the title that stands in for none.
_Next = LexborNode | _Owned | str | tuple[int, str] | None


def is_bound(attributes: Attributes) -> bool:
    """Whether a framework's attribute fills the element or its name, so that the source does not show it."""
    return any(name in _FILLED or _BOUND_NAME.fullmatch(name) for name in attributes)


class Reader:
    """Reads for one page. `take_doubt` tells, and forgets, whether what was read since may be otherwise."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        self._left = MAX_STEPS
        self._doubt = False
        self._first_fields: dict[int, int | None] = {}

    def take_doubt(self) -> bool:
        """Whether scripts, frames or the step bound left something unread since the last call."""
        found, self._doubt = self._doubt, False
        return found

    def leave_doubt(self) -> None:
        """Whoever asks next for doubts is told that there is one."""
        self._doubt = True

    def content(self, node: LexborNode) -> list[str]:
        """What a reader hears of the element's content."""
        return self._walk(node, hidden_too=False, follow=True)

    def label(self, label: LexborNode, field: LexborNode) -> list[str]:
        """A label's words without the field that it labels. A hidden label still names its field (HTML-AAM 4.1)."""
        hidden = label.mem_id in self._outline.hidden
        return self._walk(label, hidden_too=hidden, follow=True, skip=field.mem_id)

    def referenced(self, node: LexborNode) -> list[str]:
        """What aria-labelledby takes from an element: hidden text too when the element itself is hidden (step 2A)."""
        said = self._said(node, follow=False)
        if said is not None and not is_blank(said):
            return [said]
        texts = self._walk(node, hidden_too=node.mem_id in self._outline.hidden, follow=False)
        return texts if not is_blank("".join(texts)) else [value(self._outline.attributes(node), "title")]

    def child_text(self, node: LexborNode, tag: str) -> list[str]:
        """Content of the first child of this tag: a legend, caption, figcaption."""
        child = self._first_child(node, tag)
        return self.content(child) if child is not None else []

    def own_title(self, node: LexborNode) -> list[str]:
        """Text of an svg element's title child (SVG-AAM)."""
        child = self._first_child(node, "title")
        if child is not None:
            return [child.text()]
        return [value(self._outline.attributes(node), "xlink:title")]

    def first_field(self, label: LexborNode) -> int | None:
        """The mem_id of the first labelable element in a label."""
        if label.mem_id not in self._first_fields:
            found = None
            for inner in label.traverse(include_text=False):
                self._left -= 1
                if self._is_labelable(inner) or self._left < 0:
                    found = inner.mem_id if self._left >= 0 else None
                    break
            self._first_fields[label.mem_id] = found
        return self._first_fields[label.mem_id]

    def _is_labelable(self, node: LexborNode) -> bool:
        hidden = node.tag == "input" and value(self._outline.attributes(node), "type").lower() == "hidden"
        return node.tag in _LABELABLE and not hidden

    def shown(self, node: LexborNode) -> Iterator[str]:
        """Text that stands there for the eyes, piece by piece: nothing hidden, no alternative texts, no values."""
        stack = [node.first_child]
        while stack:
            current = stack.pop()
            if current is None:
                continue
            self._left -= 1
            if self._left < 0:
                self._doubt = True
                return
            stack.append(current.next)
            if current.is_text_node:
                yield current.text_content or ""
            elif current.is_element_node and self._is_seen(current):
                if current.tag in _APART:
                    yield " "
                stack.append(current.first_child)

    def _is_seen(self, node: LexborNode) -> bool:
        outline = self._outline
        if node.mem_id in outline.unseen or node.tag in _FIELDS or off_sight(outline.attributes(node)):
            return False
        return not (node.tag in _TOLD and node.mem_id in outline.foreign)

    def _walk(self, root: LexborNode, *, hidden_too: bool, follow: bool, skip: int = 0) -> list[str]:
        texts: list[str] = []
        stack: list[_Next] = [*self._owned(root), root.first_child]
        while stack:
            current = stack.pop()
            if current is None:
                continue
            if isinstance(current, tuple):
                start, title = current
                if all(is_blank(text) for text in texts[start:]):
                    texts.append(title)
                continue
            if isinstance(current, str):
                texts.append(current)
                continue
            self._left -= 1
            if self._left < 0:
                self._doubt = True
                return texts
            if isinstance(current, _Owned):
                current = current.node
            else:
                stack.append(current.next)
            if current.is_text_node:
                self._hear(texts, current)
            elif current.is_element_node and current.mem_id != skip and self._met(current, hidden_too):
                self._enter(texts, stack, current, follow=follow)
        return texts

    def _owned(self, node: LexborNode) -> list[_Owned]:
        """What the element claims by aria-owns, last first: it is read after the element's own content."""
        if "aria-owns" not in self._outline.attributes(node):
            return []
        return [_Owned(claimed) for claimed in reversed(owning_of(self._outline).claimed(node))]

    def _enter(
        self,
        texts: list[str],
        stack: list[_Next],
        node: LexborNode,
        *,
        follow: bool,
    ) -> None:
        attributes = self._outline.attributes(node)
        apart = self._stands_apart(node, attributes)
        said = self._said(node, follow=follow)
        if apart:
            texts.append(" ")
        if said is not None:
            texts.append(f"{said} " if apart else said)
            return
        if apart:
            stack.append(" ")
        if "title" in attributes:
            stack.append((len(texts), value(attributes, "title")))
        stack += self._owned(node)
        stack.append(node.first_child)

    def _stands_apart(self, node: LexborNode, attributes: Attributes) -> bool:
        style = value(attributes, "style") if "style" in attributes else ""
        return (node.tag in _APART and not _IN_LINE.search(style)) or _OWN_LINES.search(style) is not None

    def _hear(self, texts: list[str], node: LexborNode) -> None:
        text = node.text_content or ""
        if has_icon(text):
            self._doubt = True
        texts.append(text)

    def _met(self, node: LexborNode, hidden_too: bool) -> bool:
        if node.tag == "script":
            # It may write where it stands.
            self._doubt = True
        if node.tag == "template" and "shadowrootmode" in self._outline.attributes(node):
            # What stands in a shadow root is shown in place of the element's own content.
            self._doubt = True
        if node.tag in _SKIPPED:
            return False
        return hidden_too or node.mem_id not in self._outline.hidden

    def _said(self, node: LexborNode, *, follow: bool) -> str | None:
        """What is heard in place of the element's content; None: its content is."""
        tag, attributes = node.tag or "", self._outline.attributes(node)
        if "-" in tag or (attributes and is_bound(attributes)):
            self._doubt = True
        if not attributes and tag not in _OPAQUE and tag not in _FIELDS:
            return None
        if follow and "aria-labelledby" in attributes:
            text = self._references(attributes)
            if not is_blank(text):
                return text
        held = self._value(node, tag, attributes)
        if held is not None:
            return held
        if not is_blank(attributes.get("aria-label")):
            return value(attributes, "aria-label")
        return self._instead(node, tag, attributes)

    def _instead(self, node: LexborNode, tag: str, attributes: Attributes) -> str | None:
        if tag in ("img", "area") or tag == "input":
            if tag == "img" and role_of(self._outline, node) in PRESENTATIONAL:
                return ""
            alternative = attributes.get("alt") or ""
            return alternative if not is_blank(alternative) else value(attributes, "title")
        if tag in _OPAQUE:
            title = value(attributes, "title")
            self._doubt = self._doubt or is_blank(title)
            return title
        return None

    def _references(self, attributes: Attributes) -> str:
        texts: list[str] = []
        for identity in value(attributes, "aria-labelledby").split()[:_MAX_REFERENCES]:
            target = self._outline.target(identity)
            if target is not None:
                texts += [*self.referenced(target), " "]
        return "".join(texts)

    def _value(self, node: LexborNode, tag: str, attributes: Attributes) -> str | None:
        """The value of a control inside a name (step 2C); None for everything else."""
        if tag not in _FIELDS and "role" not in attributes:
            return None
        if tag == "input" and value(attributes, "type").lower() in ("button", "submit", "reset"):
            return value(attributes, "aria-label") or value(attributes, "value")
        if role_of(self._outline, node) not in _VALUE_ROLES:
            return None
        for name in ("aria-valuetext", "aria-valuenow"):
            if name in attributes:
                return value(attributes, name)
        if tag == "input":
            preset = _MIDDLE if value(attributes, "type").lower() == "range" else ""
            return value(attributes, "value") or preset
        return self._chosen(node) if tag == "select" else self._held(node)

    def _chosen(self, select: LexborNode) -> str:
        options = select.css("option")[:1000]
        picked = [node for node in options if "selected" in self._outline.attributes(node)]
        return " ".join(node.text().strip() for node in (picked or options[:1]))

    def _held(self, widget: LexborNode) -> str:
        """Text in a widget made by role: the options selected in a list, else all of it."""
        picked = widget.css("[role=option][aria-selected=true]")[:1000]
        return " ".join(node.text().strip() for node in picked) if picked else widget.text()

    def _first_child(self, node: LexborNode, tag: str) -> LexborNode | None:
        child = node.first_child
        while child is not None:
            self._left -= 1
            if child.tag == tag or self._left < 0:
                return child if self._left >= 0 else None
            child = child.next
        return None
