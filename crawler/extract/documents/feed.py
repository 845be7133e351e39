"""Feeds: RSS 0.9–2.0, Atom (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from itertools import chain, islice
from typing import Any, NamedTuple

from lxml import etree

from core.clock import BEIJING
from core.snapshot.facts import ListItem
from core.snapshot.link import Role
from crawler.extract.charset import decode
from crawler.extract.documents.found import links_of
from crawler.extract.documents.interface import Document
from crawler.extract.documents.xml import name_of, parse, plain, text_of
from crawler.extract.references import Reference

NAME = "feed"
#: Most entries taken of one feed.
MAX_ENTRIES = 1000
#: Most pictures of the feed itself.
MAX_PICTURES = 20
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"


class _Entry(NamedTuple):
    """One entry: its page, title, date as written, and the files that come with it."""

    href: str
    title: str
    moment: str
    files: tuple[str, ...] = ()


def read(body: bytes, content_type: str, url: str, _seen_on: date) -> Document | None:
    """Read a feed of any of the kinds; None for everything else."""
    content = plain(body)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        entries, pictures = _of_json(content, content_type), []
        base = url
    else:
        root = parse(content)
        if root is None or name_of(root) not in ("rss", "rdf", "feed"):
            return None
        entries, base = list(islice(_of_xml(root), MAX_ENTRIES)), str(root.get(_XML_BASE) or url)
        pictures = list(islice(_pictures(root), MAX_PICTURES))
    return None if entries is None else _document(entries, pictures, base if base.startswith("http") else url)


def _document(entries: list[_Entry], pictures: list[str], base: str) -> Document:
    shown = ((Reference(picture, Role.IMAGE, element=NAME), "") for picture in pictures)
    links = links_of(chain(_references(entries), shown), base)
    days = {entry.href: _day(entry.moment) for entry in entries}
    titled = (link for link in links if link.url and link.text)
    items = tuple(ListItem(link.url, link.text, days.get(link.href), NAME) for link in titled)
    return Document(links, items)


def _references(entries: list[_Entry]) -> Iterator[tuple[Reference, str]]:
    for entry in entries:
        if entry.href:
            yield Reference(entry.href, None, element=NAME), entry.title
        for file in entry.files:
            yield Reference(file, None, element=NAME), ""


def _of_xml(root: etree._Element) -> Iterator[_Entry]:
    for element in root.iter():
        if name_of(element) == "item":
            files = tuple(str(e.get("url")) for e in element if name_of(e) == "enclosure" and e.get("url"))
            moment = text_of(element, "pubdate") or text_of(element, "date")
            yield _Entry(text_of(element, "link"), text_of(element, "title"), moment, files)
        elif name_of(element) == "entry":
            moment = text_of(element, "published") or text_of(element, "updated")
            yield _Entry(_atom_link(element), text_of(element, "title"), moment, _enclosed(element))


def _enclosed(entry: etree._Element) -> tuple[str, ...]:
    """The files that come with an Atom entry."""
    links = (child for child in entry if name_of(child) == "link" and child.get("rel") == "enclosure")
    return tuple(str(link.get("href")) for link in links if link.get("href"))


def _pictures(root: etree._Element) -> Iterator[str]:
    """The feed's own pictures: an RSS channel's image, Atom's logo and icon."""
    for element in chain(root, *(child for child in root if name_of(child) == "channel")):
        name = name_of(element)
        address = text_of(element, "url") if name == "image" else ""
        if name in ("logo", "icon"):
            address = "".join(map(str, element.itertext())).strip()
        if address:
            yield address


def _atom_link(entry: etree._Element) -> str:
    links = [child for child in entry if name_of(child) == "link" and child.get("href")]
    return next((str(link.get("href")) for link in links if link.get("rel", "alternate") == "alternate"), "")


def _of_json(content: bytes, content_type: str) -> list[_Entry] | None:
    try:
        data = json.loads(decode(content, content_type).text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or "jsonfeed.org" not in str(data.get("version", "")):
        return None
    items = data.get("items")
    found = [item for item in items[:MAX_ENTRIES] if isinstance(item, dict)] if isinstance(items, list) else []
    return [_Entry(_string(item, "url"), _string(item, "title"), _string(item, "date_published")) for item in found]


def _string(item: dict[str, Any], key: str) -> str:
    value = item.get(key)
    return value if isinstance(value, str) else ""


def _day(text: str) -> date | None:
    """The Beijing day of an RFC 822 or ISO 8601 moment; a moment without a zone is Beijing time."""
    for read_moment in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read_moment(text.strip())
        except (ValueError, TypeError, OverflowError):
            continue
        try:
            return (moment.astimezone(BEIJING) if moment.tzinfo else moment).date()
        except (ValueError, OverflowError):
            return None
    return None
