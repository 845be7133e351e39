"""A home page's own search box, and the address that it would ask for a harmless word. Only GET forms are ever used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode, urljoin, urlsplit, urlunsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from core.errors import AddressError
from crawler.extract.address import normalise

#: What is asked for: every office has published one.
WORD = "通知"
_LOOKS = re.compile(r"search|sousuo|ssjg|query|keyword|搜|检索|查询", re.I)
_TEXT = frozenset({"", "text", "search"})
_NEVER = 'textarea, input[type="password" i], input[type="file" i]'
_MAX_FIELDS = 30
_MAX_URL = 2000
_MAX_FORMS = 50


@dataclass(frozen=True, slots=True)
class SearchBox:
    """`how`: get (`url` is what to ask), script, post, or none."""

    how: str
    url: str = ""


def find_search(dom: LexborHTMLParser, base: str, charset: str) -> SearchBox:
    """The first search box of a page that a plain GET can try; else what stands in the way."""
    found = [box for form in dom.css("form")[:_MAX_FORMS] for box in _box(form, base, charset)]
    for box in found:
        if box.how == "get":
            return box
    return found[0] if found else SearchBox("none")


def _box(form: LexborNode, base: str, charset: str) -> Iterator[SearchBox]:
    fields = [node for node in form.css("input") if (node.attributes.get("type") or "").lower() in _TEXT]
    if len(fields) != 1 or form.css_first(_NEVER) is not None or not _looks_like_search(form, fields[0]):
        return
    name, action = fields[0].attributes.get("name") or "", (form.attributes.get("action") or "").strip()
    if (form.attributes.get("method") or "get").strip().lower() == "post":
        yield SearchBox("post")
    elif not name or not action or action.lower().startswith(("javascript:", "#")):
        yield SearchBox("script")
    elif url := _asked(form, name, urljoin(base, action), charset):
        yield SearchBox("get", url)


def _looks_like_search(form: LexborNode, field: LexborNode) -> bool:
    wanted = ("id", "name", "class", "action", "role", "type", "placeholder", "title", "value", "aria-label")
    words = [node.attributes.get(name) or "" for node in (form, field, *form.css("input, button")) for name in wanted]
    return _LOOKS.search(" ".join(word[:200] for word in words)) is not None or "搜" in form.text()[:300]


def _asked(form: LexborNode, name: str, action: str, charset: str) -> str:
    """The address that a browser would open; empty when it cannot be formed."""
    values = [(name, WORD), *_hidden(form)]
    try:
        query = urlencode(values[:_MAX_FIELDS], encoding=charset, errors="xmlcharrefreplace")
        parts = urlsplit(action)
        url = normalise(urlunsplit((parts.scheme, parts.netloc, parts.path, query, "")), action)
    except (AddressError, ValueError):
        return ""
    return url if len(url) <= _MAX_URL else ""


def _hidden(form: LexborNode) -> Iterator[tuple[str, str]]:
    for node in form.css('input[type="hidden" i][name]'):
        yield node.attributes.get("name") or "", node.attributes.get("value") or ""
    for box in form.css("select[name]"):
        chosen = box.css_first("option[selected]") or box.css_first("option")
        if chosen is not None:
            value = chosen.attributes.get("value")
            yield box.attributes.get("name") or "", chosen.text(strip=True) if value is None else value or ""
