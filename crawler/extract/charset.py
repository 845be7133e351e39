"""Bytes → text. Declared charsets lie too often to be believed first (measured: standards/lists.md)."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

#: How many first bytes may hold a <meta charset>; browsers look at 1024, real pages put it later.
SNIFF = 8192

_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w\-:.]{1,40})", re.I)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w\-:.]{1,40})", re.I)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_GB = frozenset({"gb2312", "gbk", "gb18030"})


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's text, the charset it declares (meta, else HTTP header; lower case; may be empty) and the one used.

    `believed` is the declaration that browsers go by: the header's before the page's.
    """

    text: str
    declared: str
    used: str
    believed: str = ""


def decode(body: bytes, content_type: str = "") -> Decoded:
    """Decode a page: BOM, strict UTF-8, gb18030, what it declares. Never raises; bad bytes become U+FFFD."""
    header = _HEADER.search(content_type)
    meta = _META.search(body[:SNIFF])
    inside = meta[1].decode("ascii").lower() if meta else ""
    named = header[1].lower() if header else ""
    text, used = _choose(body, [name for name in (named, inside) if name])
    return Decoded(text, inside or named, used, named or inside)


def _choose(body: bytes, declared: list[str]) -> tuple[str, str]:
    for bom, name in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(name, "replace"), name
    for name in ("utf-8", *_wide(declared), "gb18030", *declared):
        text = _strict(body, name)
        if text is not None:
            return text, _known(name)
    return _least_broken(body, declared)


def _wide(declared: list[str]) -> list[str]:
    """Big5 and UTF-16 bytes are often valid gb18030 too, so these declarations are tried before it."""
    return [name for name in declared if _known(name).startswith(("utf-16", "utf-32", "big5"))]


def _known(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""


def _strict(body: bytes, name: str) -> str | None:
    known = _known(name)
    # Single-byte charsets accept any bytes, which proves nothing: only multi-byte ones are believed here.
    if not known or known.startswith(("iso8859", "cp125", "latin", "ascii", "koi8")):
        return None
    try:
        text = body.decode(known)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None
    # codecs such as "hex" or "rot13" are not charsets.
    return text if isinstance(text, str) else None


def _least_broken(body: bytes, declared: list[str]) -> tuple[str, str]:
    names = ["gb18030", "utf-8"] if any(_known(name) in _GB for name in declared) else ["utf-8", "gb18030"]
    texts = [(body.decode(name, "replace"), name) for name in names]
    return min(texts, key=lambda pair: pair[0].count("\ufffd"))
