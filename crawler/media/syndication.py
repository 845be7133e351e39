"""Documents of feeds: RSS 0.9–2.0, Atom (RFC 4287) and JSON Feed 1.1: entries, and what feeds say of themselves.

Of several dates in an entry the first of published, pubDate, dc:date, updated counts (JSON Feed: date_published, then
date_modified): a later correction is no new post. Where that one cannot be read, or stands there twice and differs,
the entry has no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from lxml import etree

from core.personal import masked
from core.snapshot.media import AHEAD, Post
from crawler.extract.documents.xml import name_of, parse, text_of
from crawler.media.client import Reply
from crawler.media.dates import read_date
from crawler.media.interface import MAX_POSTS
from crawler.media.words import MAX_SOURCE, one_line, read_words, web_address

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
#: Titles of entries by which bridges tell of their own trouble, as RSS-Bridge, RSSHub and others write them.
_COMPLAINT = re.compile(
    r"(?:(?:bridge|feed|route|rsshub|rss)\s?)?(?:returned\s)?(?:an?\s)?(?:internal\s)?(?:server\s)?error"
    r"(?:\s?\d{1,4})?[!！.]?(?:\s?\(\d{1,8}\))?(?:[:：].*)?"
    r"|(?:access denied|something went wrong|not found|unauthorized)[!！.]?(?:[:：].*)?"
    r"|(?:(?:rsshub|rss|订阅源?|数据|内容|文章|列表|页面)\s?)?(?:出错(?:了|啦)?|错误|(?:抓取|获取|更新|加载|请求|访问|解析)(?:数据|内容|文章|列表|页面)?(?:失败|出错|错误))"
    r"(?:[!！。.]?|[:：].*)"
    r"|cookie已?(?:失效|过期)[!！。.]?|(?:请先?|需要)登录[!！。.]?",
    re.IGNORECASE,
)
_DATES = ("published", "pubdate", "date", "updated")
#: Of a whole feed: when it was made, else when anything in it last changed.
_BUILT = ("lastbuilddate", "updated", "modified", "pubdate", "date")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a feed: whose it is, its entries, where it goes on; `whole`: nothing of it is broken.

    `built` is when it says that it was made or last changed; `complaint` is an entry by which a bridge says that it
    could not read the account.
    """

    title: str
    posts: tuple[Post, ...]
    onward: str = ""
    whole: bool = True
    built: datetime | None = None
    complaint: str = ""


def read_feed(reply: Reply, seen_at: datetime) -> Sheet | None:
    """Read a feed of any of the kinds; None for everything else."""
    if reply.body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        data = reply.json()
        return _json_sheet(data, reply.url, seen_at) if data is not None else None
    root, whole = _as_far_as_it_goes(reply.body)
    if root is None or name_of(root) not in ("rss", "rdf", "feed"):
        return None
    items = (element for element in root.iter() if name_of(element) in ("item", "entry"))
    posts = [_xml_post(item, reply.url, seen_at) for item in islice(items, MAX_POSTS)]
    top = next((child for child in root if name_of(child) == "channel"), root)
    built = next(filter(None, (text_of(top, name) for name in _BUILT)), "")
    return _sheet(text_of(top, "title"), posts, _next_page(top, reply.url), whole, built, seen_at)


def _sheet(title: str, posts: list[Post], onward: str, whole: bool, built: object, seen_at: datetime) -> Sheet:
    complaint = next((masked(post.title) for post in posts if _COMPLAINT.fullmatch(post.title)), "")
    own = tuple(post for post in posts if not _COMPLAINT.fullmatch(post.title))
    return Sheet(title, own, onward, whole, _built(built, own, seen_at), complaint)


def _built(written: object, posts: tuple[Post, ...], seen_at: datetime) -> datetime | None:
    """When a feed says that it was made; None: it does not say, or has younger entries, so that nobody keeps it up."""
    dated = read_date(written, seen_at) if written else None
    if dated is None or any(post.at is not None and post.at > dated.at + AHEAD for post in posts if not post.day_only):
        return None
    return dated.at


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
    written = _xml_date(item)
    source = next(filter(None, (_inner(item, name) for name in ("encoded", "content", "description", "summary"))), "")
    marks = [text_of(item, "category"), *(str(child.get("term", "")) for child in item if name_of(child) == "category")]
    name = text_of(item, "guid") or text_of(item, "id") or link or f"{title}\n{written}"
    return _post(name, title, link, written, source, seen_at, pinned="置顶" in marks)


def _xml_date(item: etree._Element) -> str:
    """The date as it is written; of one that stands there twice and differs both, which nobody can read."""
    for name in _DATES:
        written = list(dict.fromkeys(_texts(item, name)))
        if written:
            return " / ".join(written[:2])
    return ""


def _texts(item: etree._Element, name: str) -> Iterator[str]:
    for child in item:
        if name_of(child) == name and (text := " ".join("".join(map(str, child.itertext())).split())):
            yield text


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


def _json_sheet(data: Mapping[str, Any], base: str, seen_at: datetime) -> Sheet | None:
    if "jsonfeed.org/version" not in str(data.get("version", "")) or not isinstance(data.get("items"), list):
        return None
    items = data["items"]
    posts = [_json_post(item, base, seen_at) for item in items[:MAX_POSTS] if isinstance(item, dict)]
    whole = all(isinstance(item, dict) for item in items[:MAX_POSTS])
    return _sheet(_words(data, "title"), posts, web_address(_words(data, "next_url"), base), whole, "", seen_at)


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
