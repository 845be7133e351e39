"""Addresses that scripts carry as plain literals: in event handlers, `javascript:` links and JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from core.snapshot.model import Role
from crawler.extract.references import Reference
from crawler.extract.tree import Element

#: Longest code and JSON-LD read, in characters; most addresses of one JSON-LD block.
MAX_CODE = 2000
MAX_JSON = 200_000
MAX_FOUND = 200

_HANDLERS = ("onclick", "ondblclick", "onmousedown")
#: Addresses written as whole literals; anything computed is not guessed at.
_OPENED = re.compile(
    r"(?:(?<![\w.])(?:window\s*\.\s*)?open\s*\("
    r"|(?<![\w.])(?:(?:window|document|self|top|parent)\s*\.\s*){0,2}location(?:\s*\.\s*href)?\s*=(?!=)"
    r"|(?<![\w.])(?:(?:window|document|self|top|parent)\s*\.\s*){0,2}location\s*\.\s*(?:assign|replace)\s*\()\s*"
    r"(?:\"([^\"+]{1,2000})\"|'([^'+]{1,2000})')\s*(?=[,;)}]|$|\s+return)",
    re.I,
)
#: schema.org properties whose plain text values are addresses.
_IMAGE_KEYS = frozenset({"image", "logo"})
_KEYS = _IMAGE_KEYS | {"url", "contentUrl"}
_ADDRESSES = ("http://", "https://", "/", "./", "../")


def find_in_handlers(element: Element) -> Iterator[Reference]:
    """What a click opens by script: in event handlers and `javascript:` addresses."""
    attrs = element.attrs
    sources = [attrs[name] for name in _HANDLERS if name in attrs]
    if "href" in attrs:
        sources.append(_script_href(attrs["href"]))
    for source in filter(None, sources):
        for match in _OPENED.finditer(source[:MAX_CODE]):
            yield Reference((match[1] or match[2]).replace("\\/", "/"), None)


def _script_href(href: str) -> str:
    head, _, code = href.lstrip().partition(":")
    return unquote(code) if head.lower() == "javascript" else ""


def find_in_json_ld(element: Element) -> Iterator[Reference]:
    """Addresses under url, image, logo and contentUrl of a JSON-LD block; broken JSON says nothing."""
    text = "".join(child for child in element.children if isinstance(child, str))
    if len(text) > MAX_JSON:
        return
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return
    stack: list[tuple[str, Any]] = [("", data)]
    found = 0
    while stack and found < MAX_FOUND:
        key, value = stack.pop()
        if isinstance(value, dict):
            stack.extend(reversed(value.items()))
        elif isinstance(value, list):
            stack.extend((key, item) for item in reversed(value))
        elif isinstance(value, str) and key in _KEYS and value.startswith(_ADDRESSES):
            found += 1
            yield Reference(value, Role.IMAGE if key in _IMAGE_KEYS else Role.OTHER)
