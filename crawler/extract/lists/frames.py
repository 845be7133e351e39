"""Lists that stand in a page of their own: in a frame, or behind a page that only leads on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from crawler.extract.leads import Lead
from crawler.extract.links_script import find_in_handlers
from crawler.extract.lists.interface import ListPage, Recogniser
from crawler.extract.lists.paging import leads
from crawler.extract.lists.scripts import script_text
from crawler.extract.scripted import is_content_frame, is_list_frame
from crawler.extract.tree import Element, lone

#: Most visible characters of a page that only leads on, and most frames of one page that are followed.
_STUB, _MOST = 60, 3
_BORDER = re.compile(r"(?:^|[^a-z])(?:top|left|menu|nav|head|foot|bottom|banner|title|tree)(?:[^a-z]|er|$)", re.I)
_REFRESH = re.compile(r"^\s*[\d.]*\s*[;,]\s*(?:url\s*=\s*)?[\"']?\s*([^\"'\s]+)", re.I)
#: A script that does nothing but send the visitor on, whatever stands around it.
_SENT = re.compile(
    r"\s*(?:setTimeout\(\s*[\"'])?(?:(?:window|self|document|top|parent)\s*\.\s*)?location(?:\s*\.\s*href)?"
    r"\s*(?:=|\.\s*(?:replace|assign)\s*\()\s*[\"']([^\"'<>\s]{1,300})[\"']\s*\)?\s*;?\s*(?:[\"']\s*,\s*\d{1,5}\s*\)\s*;?\s*)?"
)
_LONGEST = 500
#: Where a frame's address waits for a script, or an object's stands.
_WAITING = ("src", "data-src", "data-url", "data-original", "_src", "data")
#: A frame's address given by script, as it stands: x.src = "…", $("#x").attr("src", "…"); and a written frame's.
_GIVEN = re.compile(
    r"(?:getElementById\(\s*[\"']([\w\-]{1,60})[\"']\s*\)\.src\s*=|\(\s*[\"']#([\w\-]{1,60})[\"']\s*\)\.(?:attr|prop)\(\s*[\"']src[\"']\s*,)"
    r"\s*[\"']([^\"'<>\s]{1,300})[\"'](?=\s*(?:[;)}\n]|$))"
)
_WRITTEN = re.compile(r"<iframe\s[^<>]{0,200}?src\s*=\s*\\?[\"']?([^\"'<>\s\\+]{1,300})\\?[\"'\s>]", re.I)


def find(page: ListPage) -> Iterator[Lead]:
    """What frames with a list show, and where a page without content sends its visitor."""
    frames = page.tree.tagged("iframe")
    yield from leads(page, (frame.attrs.get("src", "") for frame in frames if is_list_frame(frame)))
    parts = (element.attrs for element in page.tree.tagged("frame"))
    yield from leads(page, (attrs.get("src", "") for attrs in parts if not _is_border(attrs)))
    if page.tree.root.size <= _STUB:
        yield from leads(page, (href for element in page.tree.elements for href in _led_on(element)))
    else:
        sent = (_SENT.fullmatch(script_text(script)[:_LONGEST]) for script in page.tree.tagged("script"))
        yield from leads(page, (match[1] for match in sent if match))


def find_content(page: ListPage) -> Iterator[Lead]:
    """The pages of the same site that a page without entries of its own shows in frames of any name."""
    host = urlsplit(page.url).hostname
    for lead in leads(page, iter(dict.fromkeys(_addresses(page)))):
        if urlsplit(lead.url).hostname == host:
            yield lead


def _addresses(page: ListPage) -> Iterable[str]:
    holders = [*page.tree.tagged("iframe"), *page.tree.tagged("object"), *page.tree.tagged("embed")]
    given = {match[1] or match[2]: match[3] for match in _GIVEN.finditer(page.scripts)} if holders else {}
    found: list[str] = []
    for holder in holders:
        attrs = holder.attrs
        address = next((attrs[name] for name in _WAITING if attrs.get(name)), "")
        if not address or address == "about:blank":
            address = given.get(attrs.get("id", ""), "")
        if is_content_frame(holder, address):
            found.append(address)
    if "<iframe" in page.scripts.lower():
        found.extend(match[1] for match in _WRITTEN.finditer(page.scripts) if is_content_frame(None, match[1]))
    return found[:_MOST]


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
        code = lone("a", {"onclick": script_text(element)[:2000]})
        yield from (reference.href for reference in find_in_handlers(code))


RECOGNISER = Recogniser("frames", (), find)
