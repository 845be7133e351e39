"""Addresses that scripts carry as plain literals: in event handlers, `javascript:` links and JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from core.snapshot.link import Role
from crawler.extract.references import Reference
from crawler.extract.tree import Element, Tree

#: Longest code and JSON-LD read, in characters; most addresses of one JSON-LD block.
MAX_CODE = 2000
MAX_MODULE = 20_000
MAX_JSON = 200_000
MAX_FOUND = 200

#: Most visible characters of a page that only sends its visitors on ("正在跳转，请稍候").
_MAX_SHOWN = 60
#: Attributes whose scripts a click runs.
HANDLERS = ("onclick", "ondblclick", "onmousedown")
_HANDLERS = frozenset(HANDLERS)
#: Addresses written as whole literals; anything computed is not guessed at.
_OPENED = re.compile(
    r"(?:(?<![\w.])(?:window\s*\.\s*)?open\s*\("
    r"|(?<![\w.])(?:(?:window|document|self|top|parent)\s*\.\s*){0,2}location(?:\s*\.\s*href)?\s*=(?!=)"
    r"|(?<![\w.])(?:(?:window|document|self|top|parent)\s*\.\s*){0,2}location\s*\.\s*(?:assign|replace)\s*\()\s*"
    r"(?:\"([^\"+]{1,2000})\"|'([^'+]{1,2000})')\s*(?=[,;)}\"']|$|\s+return)",
    re.I | re.M,
)
#: Comments (ECMAScript 12.4, B.1.1), and strings, in which none begins; a string without its end ends with its line.
_REMARK = re.compile(
    r"\"(?:[^\"\\\n]|\\.)*+\"?|'(?:[^'\\\n]|\\.)*+'?|`(?:[^`\\]|\\.)*+`?|/\*.*?(?:\*/|\Z)|(?://|<!--)[^\n]*", re.S
)
#: Static imports and exports of other modules (ECMAScript 16.2.2, 16.2.3), at the beginning of a statement.
_IMPORTED = re.compile(
    r"(?:^|[;}\n])[ \t]*(?:import|export)\b(?:[\w\s{}*,$]{0,500}?\bfrom)?\s*[\"']((?:\.{0,2}/|https?://)[^\"'\s]{1,500})[\"']"
)
#: JavaScript MIME types of the MIME Sniffing standard that are met, and modules; any other type is data.
_JAVASCRIPT = re.compile(
    r"|module|(?:text|application)/(?:x-)?(?:java|ecma)script|text/(?:javascript1\.\d|jscript)", re.I
)
#: schema.org properties whose plain text values are addresses.
_IMAGE_KEYS = frozenset({"image", "logo", "thumbnailUrl"})
_KEYS = _IMAGE_KEYS | {"url", "contentUrl", "embedUrl", "item", "sameAs", "mainEntityOfPage"}
_ADDRESSES = ("http://", "https://", "/", "./", "../")


def opens_by_script(attrs: Mapping[str, str]) -> bool:
    """Whether an element with such attributes has any code that a click runs."""
    return not _HANDLERS.isdisjoint(attrs) or attrs.get("href", "").lstrip()[:11].lower() == "javascript:"


def find_in_handlers(element: Element) -> Iterator[Reference]:
    """What a click opens by script: in event handlers and `javascript:` addresses."""
    attrs = element.attrs
    sources = [attrs[name] for name in HANDLERS if name in attrs]
    if "href" in attrs:
        sources.append(_script_href(attrs["href"]))
    for source in filter(None, sources):
        yield from find_in_code(source)


def find_in_code(code: str) -> Iterator[Reference]:
    """What a piece of code opens by address literals alone."""
    for match in _OPENED.finditer(_without_remarks(code[:MAX_CODE])):
        yield Reference((match[1] or match[2]).replace("\\/", "/"), None)


def find_imports(code: str) -> Iterator[Reference]:
    """What an inline module imports by address (HTML 8.1.6.5: a specifier that is no address needs an import map)."""
    for match in _IMPORTED.finditer(_without_remarks(code[:MAX_MODULE])):
        yield Reference(match[1], Role.SCRIPT)


def _without_remarks(code: str) -> str:
    if "/" not in code and "<!--" not in code:
        return code
    return _REMARK.sub(lambda found: found[0] if found[0][0] in "\"'`" else " ", code)


def is_javascript(kind: str) -> bool:
    """Whether a script element of this type is run; any other type makes it a block of data."""
    return bool(_JAVASCRIPT.fullmatch(kind.strip()))


def find_forwarding(tree: Tree) -> Iterator[Reference]:
    """Where the scripts of a page that shows next to nothing send its visitors; on other pages they may do so only
    at times.
    """
    if tree.root.size > _MAX_SHOWN:
        return
    for element in tree.tagged("script"):
        if "src" not in element.attrs and is_javascript(element.attrs.get("type", "")):
            code = "".join(child for child in element.children if isinstance(child, str))
            yield from (found._replace(element="script") for found in find_in_code(code))


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
