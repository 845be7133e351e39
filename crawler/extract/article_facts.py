"""What an article says about itself besides its text (core.snapshot.ArticleFacts), from the lines of its page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from core.snapshot.facts import ArticleFacts
from crawler.extract.article import Published, tag_day
from crawler.extract.dates import url_day
from crawler.extract.document_facts import fact_day, labelled_facts
from crawler.extract.document_number import number_behind, number_below
from crawler.extract.headline import first_line
from crawler.extract.lines import Line
from crawler.extract.page_name import page_name
from crawler.extract.signature import signed_day
from crawler.extract.tree import fold

_MARKUP = re.compile(r"<[^<>]{0,200}>")


def article_facts(
    lines: Sequence[Line],
    index: int | None,
    headline: str,
    title: str,
    meta: Mapping[str, tuple[str, ...]],
    published: Published,
    url: str,
) -> ArticleFacts:
    """Read the article of a page; `lines` are those outside lists, navigation and footer, `headline` is the title that
    stands in them at `index`, if any.
    """
    named = labelled_facts(lines)
    headline = headline or named.get("title", "")
    if not headline and not title and not any(meta.get("articletitle", ())):
        headline = first_line(lines)
    tag = tag_day(meta)
    return ArticleFacts(
        title=_title(meta, headline, title),
        publish_clock=published.clock,
        tag_day=tag.day if tag else None,
        url_day=url_day(url),
        source=named.get("source", "") or _source_tag(meta),
        document_number=named.get("document_number", "")
        or number_below(lines, index)
        or number_behind(headline or title),
        signed_day=fact_day(named.get("signed", "") or named.get("issued", "")) or signed_day(lines, index),
        effective_day=fact_day(named.get("effective", "")),
        repealed_day=fact_day(named.get("repealed", "")),
        publisher=named.get("publisher", ""),
        index_number=named.get("index_number", ""),
        validity=named.get("validity", ""),
    )


def _title(meta: Mapping[str, tuple[str, ...]], headline: str, title: str) -> str:
    """The headline as shown; what the page calls itself when the headline is only a part of it, or there is none."""
    named = next((fold(_MARKUP.sub("", text)) for text in meta.get("articletitle", ()) if text), "")
    if headline and not (named or title).startswith(headline):
        return headline[:500]
    return (named or headline or page_name(title, meta))[:500]


def _source_tag(meta: Mapping[str, tuple[str, ...]]) -> str:
    """ContentSource (国办发〔2017〕47号); templates that put the title there name no source."""
    titles = meta.get("articletitle", ())
    return next((text[:100] for text in meta.get("contentsource", ()) if text and text not in titles), "")
