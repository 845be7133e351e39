"""Which column lies under which: by the page's own trail (当前位置), else by its folder."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborNode

from core.snapshot import Page

_TRAIL = re.compile(r"(?:当前|您的|你的|所在|现在)(?:所在)?的?位置|您现在的位置")
#: Longest text of a trail, and how far above the words its links may be.
_LONGEST, _ABOVE = 300, 3
#: Deepest level told; a trail that runs in a circle ends here.
_DEEPEST = 10


def parent_of(page: Page, columns: frozenset[str], home: str) -> str:
    """The address of the column above, or empty when it lies under the home page."""
    for url in reversed(_trail(page)):
        if url != page.url and url in columns:
            return url
    folders = ((folder, url) for url in columns if url != page.url and (folder := _folder(url)) != _folder(home))
    above = [
        (len(folder), url) for folder, url in folders if page.url.startswith(folder) and folder != _folder(page.url)
    ]
    return max(above, default=(0, ""))[1]


def level_of(url: str, parents: Mapping[str, str]) -> int:
    """How many columns stand above, plus one."""
    level = 1
    while parents.get(url) and level < _DEEPEST:
        url, level = parents[url], level + 1
    return level


def _trail(page: Page) -> list[str]:
    for node in page.dom.css("div, p, span, td, ul, nav, h3, h4, label, em, a, b"):
        if _TRAIL.search(node.text(deep=False) or ""):
            return _links_around(node, page.url)
    return []


def _links_around(node: LexborNode, base: str) -> list[str]:
    above: LexborNode | None = node
    for _ in range(_ABOVE):
        if above is None or len(above.text() or "") > _LONGEST:
            return []
        found = [urljoin(base, link.attributes.get("href") or "") for link in above.css("a[href]")]
        if found:
            return [url.partition("#")[0] for url in found]
        above = above.parent
    return []


def _folder(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{parts.path.rpartition('/')[0]}/"
