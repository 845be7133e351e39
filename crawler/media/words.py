"""Html or plain words of a post → bounded text and the addresses in it."""

from __future__ import annotations

import re

import ada_url
from selectolax.lexbor import LexborHTMLParser

from core.snapshot.nesting import bounded

#: Most characters of a post's source that are read, of its text that is kept, and most addresses taken from it.
MAX_SOURCE = 400_000
MAX_TEXT = 20_000
MAX_TITLE = 300
MAX_LINKS = 60
_TAG = re.compile(r"<[a-zA-Z/!][^<>]{0,4000}>|&(?:[a-z]{2,8}|#\d{1,7});")
#: An address in plain words ends at white space, quotes, Chinese characters and their punctuation.
_ADDRESS = re.compile(r"https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]{3,2000}")
_TRAILING = ".,;:!?)]'"


def read_words(source: str, base: str = "") -> tuple[str, tuple[str, ...]]:
    """The text a visitor reads, and the distinct web addresses that it links to or spells out, in order."""
    source = source[:MAX_SOURCE]
    links: list[str] = []
    text = source
    if _TAG.search(source):
        dom = LexborHTMLParser(bounded(source)[0])
        for node in dom.css("script, style, template"):
            node.decompose()
        links = [node.attributes.get("href") or "" for node in dom.css("a[href]")]
        text = dom.body.text(separator="\n") if dom.body else ""
    text = "\n".join(line for line in (" ".join(piece.split()) for piece in text.splitlines()) if line)
    links += [found.rstrip(_TRAILING) for found in _ADDRESS.findall(text[:MAX_SOURCE])]
    return text[:MAX_TEXT], tuple(dict.fromkeys(filter(None, (web_address(link, base) for link in links))))[:MAX_LINKS]


def one_line(text: str, most: int = MAX_TITLE) -> str:
    """White space folded, markup gone, cut."""
    return " ".join(read_words(text)[0].split())[:most]


def web_address(link: str, base: str = "") -> str:
    """The address serialised, without fragment; empty for what a browser would not ask the web for."""
    try:
        parsed = ada_url.URL(link.strip(), base=base) if base else ada_url.URL(link.strip())
        parsed.hash = ""
    except ValueError:
        return ""
    return parsed.href if parsed.protocol in ("http:", "https:") else ""
