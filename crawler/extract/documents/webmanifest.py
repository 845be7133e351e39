"""Web app manifests (W3C): the pictures and the pages that an installed site shows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from core.snapshot.link import Role
from crawler.extract.charset import decode
from crawler.extract.documents.found import links_of
from crawler.extract.documents.interface import Document
from crawler.extract.references import Reference

NAME = "manifest"
#: Largest manifest read, in bytes, and most entries taken of one list.
MAX_BODY, MAX_ENTRIES = 1024 * 1024, 100


def read(body: bytes, content_type: str, url: str, _seen_on: date) -> Document | None:
    """Read a manifest; addresses in it start from its own."""
    if len(body) > MAX_BODY:
        return None
    try:
        data = json.loads(decode(body, content_type).text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict):
        return None
    return Document(links_of(_references(data), url))


def _references(data: dict[str, Any]) -> Iterator[tuple[Reference, str]]:
    yield from _address(data, "start_url", Role.PAGE)
    for key in ("icons", "screenshots"):
        for image in _entries(data, key):
            yield from _address(image, "src", Role.IMAGE)
    for application in _entries(data, "related_applications"):
        yield from _address(application, "url", Role.OTHER)
    for shortcut in _entries(data, "shortcuts"):
        yield from _address(shortcut, "url", Role.PAGE)
        for icon in _entries(shortcut, "icons"):
            yield from _address(icon, "src", Role.IMAGE)


def _entries(data: dict[str, Any], key: str) -> list[dict[str, Any]]:
    found = data.get(key)
    return [entry for entry in found[:MAX_ENTRIES] if isinstance(entry, dict)] if isinstance(found, list) else []


def _address(data: dict[str, Any], key: str, role: Role) -> Iterator[tuple[Reference, str]]:
    value, name = data.get(key), data.get("name")
    if isinstance(value, str):
        yield Reference(value, role, element=NAME), name if isinstance(name, str) else ""
