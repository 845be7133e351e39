"""What is extracted of a page once, when it is recorded: title, dates, list entries, official marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class ListItem:
    """One entry of a list on a page. `day` is None when no date stands with it; `day_source` says where it was."""

    url: str
    title: str
    day: date | None = None
    day_source: str = ""


@dataclass(frozen=True, slots=True)
class FooterMarks:
    """Official marks found on a page (国办发〔2017〕47号 Z-01). Empty string: not found. Values are as shown."""

    site_id_code: str = ""
    icp: str = ""
    psb: str = ""
    host_unit: str = ""
    contact: str = ""
    conac_badge: str = ""
    zhaocuo: str = ""
    sitemap: str = ""
    accessibility: str = ""
    ipv6_statement: str = ""


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What an article's header says. Empty or None: not stated.

    `publish_clock` is the time of day beside the publish date (10:30). `tag_day` is the day of the page's PubDate tag,
    `url_day` the one its address is filed under: clues, never taken for the visible day. `signed_day` is 成文日期,
    which is never the publish day. `source` is 来源, `publisher` 发布机构, `validity` as shown (有效, 废止 …).
    """

    title: str = ""
    publish_clock: str = ""
    tag_day: date | None = None
    url_day: date | None = None
    source: str = ""
    document_number: str = ""
    signed_day: date | None = None
    effective_day: date | None = None
    repealed_day: date | None = None
    publisher: str = ""
    index_number: str = ""
    validity: str = ""


#: Where a publish date must have stood to be one that visitors see.
_VISIBLE = frozenset({"label", "header", "body"})


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What every check wants of a page, extracted once from one parse when the page is recorded.

    `meta` maps lower-case names to all their contents in order. `publish_day` is the visible publish date;
    `publish_source` says where it stood (label, header, body; created for a disclosure record's
    生成日期, meta for a tag, data for what only the page's scripts know: not visible as a publish date;
    script, without a day: a publish label waits for what only running the scripts would tell).
    `text_digest` is sha256 of the visible text with white space folded; `text_length` counts its characters.
    `truncated` means the parser had to cut the page (depth or size). `scripted` lists marks of
    data-fed lists: no items here is then no empty column. `likeness` is the same for
    pages that differ in numbers and addresses only; empty: too little text to tell.
    """

    title: str = ""
    lang: str = ""
    charset_declared: str = ""
    charset_used: str = "utf-8"
    meta: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    publish_day: date | None = None
    publish_source: str = ""
    items: tuple[ListItem, ...] = ()
    footer: FooterMarks = FooterMarks()
    text_digest: str = ""
    text_length: int = 0
    truncated: bool = False
    scripted: tuple[str, ...] = ()
    article: ArticleFacts = ArticleFacts()
    likeness: str = ""

    @property
    def visible_day(self) -> date | None:
        """The publish day that visitors see; None when none is shown, be there a tag or not."""
        return self.publish_day if self.publish_source in _VISIBLE else None
