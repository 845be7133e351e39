"""The style sheets and scripts of a page, in the order of the document: those written in it, and the files it names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urljoin

import ada_url
from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.accessibility.hiding import imports_of
from checks.accessibility.media_query import ALWAYS, Held, windows_of
from checks.accessibility.visibility import value
from checks.identity.tag_values import host_in, registered
from core.snapshot.dom import PageDom

#: Most sheets, and scripts, of a page that are read, and how far a sheet that is imported may import others.
_MOST, _IMPORTS = 60, 3


@dataclass(frozen=True, slots=True)
class Sheet:
    """A style sheet's text and where it holds; `text` is None for one of the page's own host that was not read."""

    text: str | None
    held: Held = ALWAYS


def sheets_of(dom: LexborHTMLParser) -> list[Sheet]:
    """The style sheets of a page. What strangers' sheets do to the page's own elements is not known, nor asked."""
    found: list[Sheet] = []
    nodes = dom.css("style,link[rel]")
    if not nodes:
        return found
    base = _base(dom) if isinstance(dom, PageDom) else ""
    for node in nodes[:_MOST]:
        found += _of_node(dom, node, base)
    return found


def _of_node(dom: LexborHTMLParser, node: LexborNode, base: str) -> Iterator[Sheet]:
    attributes = node.attributes
    held = windows_of(value(attributes, "media"))
    if node.tag == "style":
        if held.perhaps and value(attributes, "type").lower() in ("", "text/css"):
            yield from _with_imports(dom, Sheet(node.text(), held), base, _IMPORTS)
        return
    kinds = value(attributes, "rel").lower().split()
    if "stylesheet" in kinds and "alternate" not in kinds and "disabled" not in attributes and held.perhaps:
        yield from _file(dom, value(attributes, "href"), base, held, _IMPORTS)


def _file(dom: LexborHTMLParser, href: str, base: str, held: Held, deep: int) -> Iterator[Sheet]:
    if not isinstance(dom, PageDom) or not href:
        return
    address = _address(href, base)
    text = dom.sheet(address) if address else ""
    if text:
        yield from _with_imports(dom, Sheet(text, held), address, deep)
    elif text is None and host_in(address) == host_in(dom.url):
        # Sheets of the owner's other hosts, which whole families of sites share, would make a doubt of everything.
        yield Sheet(None, held)


def _with_imports(dom: LexborHTMLParser, sheet: Sheet, base: str, deep: int) -> Iterator[Sheet]:
    for imported in imports_of(sheet.text or "")[:_MOST] if deep else ():
        yield from _file(dom, imported.href, base, sheet.held.both(imported.held), deep - 1)
    yield sheet


@dataclass(frozen=True, slots=True)
class Script:
    """A script's text; None for a file of the site's own that was not read."""

    text: str | None


def scripts_of(dom: LexborHTMLParser) -> list[Script]:
    """The scripts of a page; of strangers' files only those that a crawl read."""
    base = _base(dom) if isinstance(dom, PageDom) else ""
    found: list[Script] = []
    for node in dom.css("script")[:_MOST]:
        source = value(node.attributes, "src")
        if not source:
            found.append(Script(node.text()))
        elif isinstance(dom, PageDom):
            address = _address(source, base)
            text = dom.script(address) if address else ""
            if text is not None or _is_own(address, dom.url):
                found.append(Script(text))
    return found


def _is_own(address: str, page: str) -> bool:
    return registered(host_in(address)) == registered(host_in(page))


def _base(dom: PageDom) -> str:
    node = dom.css_first("base[href]")
    return _address(value(node.attributes, "href"), dom.url) if node is not None else dom.url


def _address(href: str, base: str) -> str:
    """An address as the crawl writes it; empty for none."""
    with suppress(ValueError):
        return ada_url.normalize_url(urljoin(base, href)).partition("#")[0]
    return ""
