"""What role an element has for assistive technology (HTML-AAM 1.0, ARIA 1.2 section 5), and if it takes focus."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from checks.accessibility.aria import facts
from checks.accessibility.outline import Outline
from checks.accessibility.visibility import Attributes, value
from checks.accessibility.words import is_blank

#: Elements whose role does not depend on anything.
_PLAIN = {
    "article": "article", "blockquote": "blockquote", "button": "button", "caption": "caption", "code": "code",
    "datalist": "listbox", "dd": "definition", "del": "deletion", "details": "group", "dfn": "term",
    "dialog": "dialog", "dt": "term", "em": "emphasis", "fieldset": "group", "figure": "figure", "form": "form",
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
    "hr": "separator", "html": "document", "ins": "insertion", "main": "main", "math": "math", "menu": "list",
    "meter": "meter", "nav": "navigation", "ol": "list", "optgroup": "group", "option": "option",
    "output": "status", "p": "paragraph", "progress": "progressbar", "search": "search", "strong": "strong",
    "sub": "subscript", "sup": "superscript", "table": "table", "tbody": "rowgroup", "textarea": "textbox",
    "tfoot": "rowgroup", "thead": "rowgroup", "time": "time", "tr": "row", "ul": "list",
}  # fmt: skip
_GENERIC = ("b", "bdi", "bdo", "body", "data", "div", "i", "pre", "q", "samp", "small", "span", "u")
_PLAIN |= dict.fromkeys(_GENERIC, "generic")
#: Input types by role; color, date, file, hidden, month, password, time, week have none.
_INPUTS = {
    "button": "button", "checkbox": "checkbox", "image": "button", "number": "spinbutton", "radio": "radio",
    "range": "slider", "reset": "button", "submit": "button",
}  # fmt: skip
#: Input types that have no role, yet are fields.
ROLELESS_INPUTS = frozenset({"color", "date", "datetime-local", "file", "month", "password", "time", "week"})
_SUGGESTING = frozenset({"email", "search", "tel", "text", "url"})
PRESENTATIONAL = frozenset({"none", "presentation"})
_NATIVELY_FOCUSABLE = frozenset({"button", "iframe", "input", "select", "textarea"})
_TABINDEX = re.compile(r"\s*([+-]?)(\d{1,9})")
_NAMING = frozenset({"aria-label", "aria-labelledby"})
_SECTIONS = frozenset({"article", "aside", "main", "nav", "section"})
_CLIMB = 64


def tokens(attributes: Attributes) -> list[str]:
    """The words of the role attribute, in lower case."""
    return value(attributes, "role").lower().split()


def explicit_role(outline: Outline, node: LexborNode) -> str:
    """The role that the author gave: the first known one that is not abstract; "" for none.

    `none` and `presentation` do not hold on an element that takes focus or that carries a global ARIA attribute
    (presentational roles conflict resolution).
    """
    attributes = outline.attributes(node)
    known = facts()
    for word in tokens(attributes) if "role" in attributes else ():
        if word in known.roles:
            return "" if word in PRESENTATIONAL and exposed_by(outline, node) else word
    return ""


def exposed_by(outline: Outline, node: LexborNode) -> str:
    """What keeps an element from being presentational: "focus" or the name of an attribute; "" nothing."""
    if is_focusable(outline, node):
        return "focus"
    known, attributes = facts(), outline.attributes(node)
    for name in attributes:
        # Of a picture an empty name says once more that it is decoration.
        if node.tag == "img" and name in _NAMING and is_blank(attributes[name]):
            continue
        if name in known.everywhere and name != "aria-hidden":
            return name
    return ""


def role_of(outline: Outline, node: LexborNode) -> str:
    """The semantic role: the explicit one, else what the element means of itself; "" for none at all."""
    return explicit_role(outline, node) or implicit_role(outline, node)


def implicit_role(outline: Outline, node: LexborNode) -> str:
    """The role of the element itself; "generic" for those that mean nothing, "" for those without counterpart."""
    tag, attributes = node.tag or "", outline.attributes(node)
    if node.mem_id in outline.foreign:
        return "link" if tag == "a" and ("href" in attributes or "xlink:href" in attributes) else ""
    plain = _PLAIN.get(tag)
    if plain is not None:
        return plain
    if tag in ("a", "area"):
        return "link" if "href" in attributes else "generic"
    return image_role(outline, node) if tag == "img" else _contextual_role(outline, node, tag, attributes)


def image_role(outline: Outline, node: LexborNode) -> str:
    """ "presentation" for an img whose alt is empty and that nothing exposes all the same, else "img"."""
    attributes = outline.attributes(node)
    if "alt" not in attributes or attributes["alt"]:
        return "img"
    return "img" if value(attributes, "title") or exposed_by(outline, node) else "presentation"


def is_focusable(outline: Outline, node: LexborNode) -> bool:
    """Whether the source alone lets the element take focus; being hidden is another question."""
    tag, attributes = node.tag or "", outline.attributes(node)
    if node.mem_id in outline.disabled and tag in _NATIVELY_FOCUSABLE:
        return False
    if tag in ("a", "area"):
        native = "href" in attributes or "xlink:href" in attributes
    elif tag in ("audio", "video"):
        native = "controls" in attributes
    elif tag == "summary":
        native = node.parent is not None and node.parent.tag == "details"
    else:
        native = tag in _NATIVELY_FOCUSABLE and not (tag == "input" and value(attributes, "type").lower() == "hidden")
    return native or tabindex(attributes) is not None or is_editable(attributes)


def is_tabbable(outline: Outline, node: LexborNode) -> bool:
    """Whether the Tab key comes to the element, were it not hidden."""
    index = tabindex(outline.attributes(node))
    return is_focusable(outline, node) and (index is None or index >= 0)


def tabindex(attributes: Attributes) -> int | None:
    """The tabindex; None when there is none or it is no number."""
    if "tabindex" not in attributes:
        return None
    found = _TABINDEX.match(attributes["tabindex"] or "")
    return int(found[1] + found[2]) if found else None


def is_editable(attributes: Attributes) -> bool:
    """Whether the element itself is made editable."""
    return "contenteditable" in attributes and value(attributes, "contenteditable").lower() in (
        "", "true", "plaintext-only",
    )  # fmt: skip


def _input_role(attributes: Attributes) -> str:
    kind = value(attributes, "type").lower()
    if kind in _INPUTS:
        return _INPUTS[kind]
    if kind == "hidden" or kind in ROLELESS_INPUTS:
        return ""
    if "list" in attributes:
        return "combobox"
    return "searchbox" if kind == "search" else "textbox"


def _contextual_role(outline: Outline, node: LexborNode, tag: str, attributes: Attributes) -> str:
    if tag == "input":
        return _input_role(attributes)
    if tag == "select":
        return "listbox" if "multiple" in attributes or _size(attributes) > 1 else "combobox"
    return _structural_role(outline, node, tag, attributes)


def _structural_role(outline: Outline, node: LexborNode, tag: str, attributes: Attributes) -> str:
    if tag == "section":
        named = any(value(attributes, name) for name in ("aria-label", "aria-labelledby", "title"))
        return "region" if named else "generic"
    if tag == "aside":
        return "complementary"
    if tag in ("header", "footer"):
        inside = _ancestor(node, _SECTIONS)
        return "generic" if inside else ("banner" if tag == "header" else "contentinfo")
    if tag == "li":
        return "listitem" if node.parent is not None and _is_list(outline, node.parent) else "generic"
    if tag in ("td", "th"):
        return _cell_role(outline, node, tag, attributes)
    return ""


def _is_list(outline: Outline, holder: LexborNode) -> bool:
    return holder.tag in ("ul", "ol", "menu") or explicit_role(outline, holder) in ("list", "directory")


def _cell_role(outline: Outline, node: LexborNode, tag: str, attributes: Attributes) -> str:
    if tag == "th":
        return "rowheader" if value(attributes, "scope").lower() in ("row", "rowgroup") else "columnheader"
    table = _ancestor(node, frozenset({"table"}))
    held = explicit_role(outline, table) if table is not None else ""
    return "gridcell" if held in ("grid", "treegrid") else "cell"


def _ancestor(node: LexborNode, tags: frozenset[str]) -> LexborNode | None:
    above = node.parent
    for _ in range(_CLIMB):
        if above is None or above.tag in tags:
            return above
        above = above.parent
    return None


def _size(attributes: Attributes) -> int:
    text = value(attributes, "size")[:6]
    return int(text) if text.isascii() and text.isdigit() else 0
