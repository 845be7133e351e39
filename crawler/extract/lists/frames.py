"""Lists that stand in a page of their own: in a frame, or behind a page that only leads on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.extract.leads import Lead
from crawler.extract.links_script import find_in_handlers
from crawler.extract.lists.interface import ListPage, Recogniser
from crawler.extract.lists.paging import leads
from crawler.extract.lists.scripts import script_text
from crawler.extract.scripted import is_list_frame
from crawler.extract.tree import Element

#: Most visible characters of a page that only leads on.
_STUB = 60
_BORDER = re.compile(r"(?:^|[^a-z])(?:top|left|menu|nav|head|foot|bottom|banner|title|tree)(?:[^a-z]|er|$)", re.I)
_REFRESH = re.compile(r"^\s*[\d.]*\s*[;,]\s*(?:url\s*=\s*)?[\"']?\s*([^\"'\s]+)", re.I)


def find(page: ListPage) -> Iterator[Lead]:
    """What frames with a list show, and where a page without content sends its visitor."""
    frames = page.tree.tagged("iframe")
    yield from leads(page, (frame.attrs.get("src", "") for frame in frames if is_list_frame(frame)))
    parts = (element.attrs for element in page.tree.tagged("frame"))
    yield from leads(page, (attrs.get("src", "") for attrs in parts if not _is_border(attrs)))
    if page.tree.root.size <= _STUB:
        yield from leads(page, (href for element in page.tree.elements for href in _led_on(element)))


def _is_border(attrs: dict[str, str]) -> bool:
    """Whether a part of a frameset is its header, its menu or its foot."""
    return any(_BORDER.search(attrs.get(name, "")[:500]) for name in ("src", "name", "id"))


def _led_on(element: Element) -> Iterator[str]:
    attrs = element.attrs
    if element.tag == "meta" and attrs.get("http-equiv", "").lower() == "refresh":
        match = _REFRESH.match(attrs.get("content", "")[:500])
        if match:
            yield match[1]
    elif element.tag == "script":
        code = Element("a", {"onclick": script_text(element)[:2000]}, None, [])
        yield from (reference.href for reference in find_in_handlers(code))


RECOGNISER = Recogniser("frames", (), find)
