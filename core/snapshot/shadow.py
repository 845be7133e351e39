"""Declarative shadow roots (HTML 4.12.3) in their hosts' place, as readers meet them: the flat tree of DOM 4.2.2."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

#: What marks a page that has any; most pages have none.
MARK = "shadowrootmode"
#: Most shadow roots of a page that are looked into, and most characters of one host.
_MOST, _LONGEST = 100, 200_000
#: Elements that may bear a shadow root, beside those of the page's own making (DOM, attachShadow).
_HOSTS = frozenset(
    {"article", "aside", "blockquote", "body", "div", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "main"}
    | {"nav", "p", "section", "span"}
)
#: Attributes that name ids, which hold within one tree only.
_NAMING = (
    *("aria-activedescendant", "aria-controls", "aria-describedby", "aria-details", "aria-errormessage"),
    *("aria-flowto", "aria-labelledby", "aria-owns", "for", "form", "headers", "id", "list"),
)


def flattened(dom: LexborHTMLParser) -> LexborHTMLParser:
    """The same document with its shadow roots shown: each host holds what its root says, its own children in the slots.

    Ids of a shadow tree get a prefix of their own, since nothing outside refers to them. What is too much stays as
    written.
    """
    for number in range(_MOST):
        template = dom.css_first(f"template[{MARK}]")
        if template is None:
            break
        host = template.parent
        del template.attrs[MARK]
        if host is not None and _is_host(host) and len(host.html or "") <= _LONGEST:
            host.inner_html = _shown(host, template, f"shadow{number + 1}-")
    return dom


def _is_host(node: LexborNode) -> bool:
    return node.tag in _HOSTS or "-" in (node.tag or "")


def _shown(host: LexborNode, template: LexborNode, prefix: str) -> str:
    """The root's content as html, with the host's children in its slots."""
    content = (template.html or "").partition(">")[2].rpartition("</template>")[0]
    tree = LexborHTMLParser(f"<!DOCTYPE html><body>{content}")
    body = tree.body
    if body is None:
        return ""
    for node in body.css(",".join(f"[{name}]" for name in _NAMING)):
        for name in _NAMING:
            words = (node.attributes.get(name) or "").split()
            if words:
                node.attrs[name] = " ".join(prefix + word for word in words)
    _fill(body, [child for child in host.iter(include_text=True) if child.mem_id != template.mem_id])
    return body.inner_html or ""


def _fill(body: LexborNode, children: list[LexborNode]) -> None:
    given: dict[str, list[str]] = {}
    for child in children:
        name = "" if child.is_text_node else child.attributes.get("slot") or ""
        given.setdefault(name, []).append(child.html or "")
    for slot in body.css("slot"):
        assigned = "".join(given.pop(slot.attributes.get("name") or "", []))
        if assigned.strip():
            slot.inner_html = assigned
        slot.unwrap()
