"""Adapter `feed`: RSS 0.9–2.0, Atom (RFC 4287) and JSON Feed 1.1, such as a unit's own bridge offers.

A feed holds the newest posts, so every post since its oldest entry is known. An empty one proves nothing: bridges
answer so, too, when they could not read the account.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Any, ClassVar

from lxml import etree

from core.county import Account
from core.snapshot.media import FetchStatus, Identity, Post, Window
from crawler.extract.documents.xml import name_of, parse, text_of
from crawler.media.client import Reply
from crawler.media.dates import read_date
from crawler.media.interface import MAX_PAGES, MAX_POSTS, Context, Found
from crawler.media.replies import Told, page_instead, trouble
from crawler.media.spans import since_oldest
from crawler.media.words import MAX_SOURCE, one_line, read_words, web_address

_ACCEPT = {"Accept": "application/feed+json,application/atom+xml,application/rss+xml,application/json;q=0.9,*/*;q=0.5"}
#: Slips after which the parser reads on without losing anything: html's own entities, bare ampersands, controls.
_HARMLESS = frozenset(
    {
        etree.ErrorTypes.ERR_UNDECLARED_ENTITY,
        etree.ErrorTypes.ERR_ENTITYREF_SEMICOL_MISSING,
        etree.ErrorTypes.ERR_NAME_REQUIRED,
        etree.ErrorTypes.ERR_INVALID_CHAR,
    }
)
_PINNED = ("[置顶]", "【置顶】", "(置顶)", "（置顶）", "〔置顶〕", "[Top]", "[TOP]", "【TOP】", "【顶】", "[顶]", "📌")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One page of a feed: whose it is, its entries, where it goes on; `whole`: nothing of it is broken."""

    title: str
    posts: tuple[Post, ...]
    onward: str = ""
    whole: bool = True


class Feed:
    """Reads the feed that the register names."""

    title: ClassVar[str] = "订阅源（RSS、Atom、JSON Feed）"
    consents: ClassVar[tuple[str, ...]] = ()

    def __init__(self, context: Context) -> None:
        self._client, self._place = context.client, context.place

    async def fetch(self, account: Account, window: Window) -> Found:
        """The feed's entries, on further pages too while they reach into the window."""
        address = web_address(self._place)
        if not address:
            return Found(FetchStatus.FAILED, reason="登记表“数据来源”没有写明订阅源的地址", source=self._place)
        sheets: list[_Sheet] = []
        seen: set[str] = set()
        stopped: Told | None = None
        while address and address not in seen and len(seen) < MAX_PAGES:
            seen.add(address)
            read = await self._page(address, window.last)
            if isinstance(read, Told):
                stopped = read
                break
            sheets.append(read)
            posts = tuple(post for sheet in sheets for post in sheet.posts)
            address = read.onward if _reaches(posts, window.first) and len(posts) < MAX_POSTS else ""
        if not sheets:
            return (stopped or Told(FetchStatus.FAILED, "没有取得订阅源")).found(self._place)
        return self._found(sheets, stopped, window)

    async def _page(self, address: str, seen_at: datetime) -> _Sheet | Told:
        reply = await self._client.get(address, _ACCEPT)
        return trouble(reply) or read_feed(reply, seen_at) or page_instead(reply, "订阅源")

    def _found(self, sheets: list[_Sheet], stopped: Told | None, window: Window) -> Found:
        by_id = {post.id: post for sheet in reversed(sheets) for post in reversed(sheet.posts)}
        posts = tuple(islice(reversed(by_id.values()), MAX_POSTS))
        identity = Identity(name=sheets[0].title, sure=False)
        if not posts:
            reason = "订阅源里没有任何条目，不能区分是没有发布还是没有取到"
            return Found(FetchStatus.FAILED, reason=reason, identity=identity, source=self._place)
        found = since_oldest(posts, window)
        found = replace(found, identity=identity, source=self._place)
        if stopped is None and all(sheet.whole for sheet in sheets):
            return found
        reason = stopped.reason if stopped else "订阅源的内容不完整，只读到前面一部分"
        return replace(found, reason=reason, covered_from=None, covered_to=None)


def read_feed(reply: Reply, seen_at: datetime) -> _Sheet | None:
    """Read a feed of any of the kinds; None for everything else."""
    if reply.body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        data = reply.json()
        return _json_sheet(data, reply.url, seen_at) if data is not None else None
    root, whole = _as_far_as_it_goes(reply.body)
    if root is None or name_of(root) not in ("rss", "rdf", "feed"):
        return None
    items = (element for element in root.iter() if name_of(element) in ("item", "entry"))
    posts = tuple(_xml_post(item, reply.url, seen_at) for item in islice(items, MAX_POSTS))
    top = next((child for child in root if name_of(child) == "channel"), root)
    return _Sheet(text_of(top, "title"), posts, _next_page(top, reply.url), whole)


def _as_far_as_it_goes(body: bytes) -> tuple[etree._Element | None, bool]:
    """The root, and whether all of the document was read; what programs that write feeds get wrong costs no entry."""
    root = parse(body)
    if root is None:
        return None, False
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    etree.fromstring(body.lstrip(), parser)
    return root, {error.type for error in parser.error_log} <= _HARMLESS


def _next_page(top: etree._Element, base: str) -> str:
    """Where a paged feed goes on (RFC 5005 section 3)."""
    links = (child for child in top if name_of(child) == "link" and child.get("rel") in ("next", "prev-archive"))
    return next((web_address(str(link.get("href", "")), base) for link in links), "")


def _xml_post(item: etree._Element, base: str, seen_at: datetime) -> Post:
    title, link = text_of(item, "title"), _link(item, base)
    written = next(filter(None, (text_of(item, name) for name in ("published", "pubdate", "date", "updated"))), "")
    source = next(filter(None, (_inner(item, name) for name in ("encoded", "content", "description", "summary"))), "")
    marks = [text_of(item, "category"), *(str(child.get("term", "")) for child in item if name_of(child) == "category")]
    name = text_of(item, "guid") or text_of(item, "id") or link or f"{title}\n{written}"
    return _post(name, title, link, written, source, seen_at, pinned="置顶" in marks)


def _link(item: etree._Element, base: str) -> str:
    """RSS writes the address as text, Atom as an attribute."""
    links = [child for child in item if name_of(child) == "link"]
    written = [str(link.get("href", "")) for link in links if link.get("rel", "alternate") == "alternate"]
    return web_address(next(filter(None, (text_of(item, "link"), *written)), ""), base)


def _inner(item: etree._Element, name: str) -> str:
    """An element's words with their markup: escaped text, CDATA, or elements of its own."""
    child = next((child for child in item if name_of(child) == name), None)
    if child is None:
        return ""
    if len(child):
        return str(etree.tostring(child, encoding="unicode", with_tail=False))[:MAX_SOURCE]
    return (child.text or "")[:MAX_SOURCE]


def _json_sheet(data: Mapping[str, Any], base: str, seen_at: datetime) -> _Sheet | None:
    if "jsonfeed.org/version" not in str(data.get("version", "")) or not isinstance(data.get("items"), list):
        return None
    items = data["items"]
    posts = tuple(_json_post(item, base, seen_at) for item in items[:MAX_POSTS] if isinstance(item, dict))
    whole = all(isinstance(item, dict) for item in items[:MAX_POSTS])
    return _Sheet(_words(data, "title"), posts, web_address(_words(data, "next_url"), base), whole)


def _json_post(item: Mapping[str, Any], base: str, seen_at: datetime) -> Post:
    link = web_address(_words(item, "url") or _words(item, "external_url"), base)
    written = next((item[name] for name in ("date_published", "date_modified") if item.get(name)), "")
    source = _words(item, "content_html") or _words(item, "content_text") or _words(item, "summary")
    tags = item.get("tags")
    pinned = isinstance(tags, list) and "置顶" in tags
    name = str(item.get("id") or "") or link or f"{_words(item, 'title')}\n{written}"
    return _post(name, _words(item, "title"), link, written, source, seen_at, pinned=pinned)


def _post(name: str, title: str, link: str, written: object, source: str, seen_at: datetime, *, pinned: bool) -> Post:
    text, links = read_words(source, link)
    dated, plain = read_date(written, seen_at), one_line(title)
    return Post(
        name[:500],
        plain or text[:60],
        link,
        dated.at if dated else None,
        str(written)[:80],
        bool(dated and dated.day_only),
        text,
        links,
        pinned or plain.startswith(_PINNED),
    )


def _words(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    return value if isinstance(value, str) else ""


def _reaches(posts: tuple[Post, ...], first: datetime) -> bool:
    """Whether all posts so far lie within the window, so that older ones may be wanted."""
    return all(post.at is not None and post.at >= first for post in posts if not post.pinned)
