"""The facts of a page that every check wants (core.snapshot.PageFacts), from one parsed tree."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import date

from core.snapshot.facts import ListItem, PageFacts
from crawler.extract import footer, scripted
from crawler.extract.article import Published, publish_day
from crawler.extract.article_facts import article_facts
from crawler.extract.data_days import day_in_data
from crawler.extract.date_labels import awaits_day
from crawler.extract.entry import Entry
from crawler.extract.headline import headline_index, headline_text
from crawler.extract.items import find_entries, with_embedded
from crawler.extract.likeness import likeness_of
from crawler.extract.lines import Line
from crawler.extract.parsed import ParsedPage
from crawler.extract.signs import Signs
from crawler.extract.time_elements import with_years
from crawler.extract.tree import Element, Tree, fold

#: Longest title and meta content kept, in characters, and most meta tags.
MAX_TITLE = 500
MAX_CONTENT = 2000
MAX_META = 200
#: From so many dated entries a page is a list, and what its scripts hold is theirs.
_LIST = 3
_AWAY = frozenset({"nav", "footer", "aside"})
#: Each reading of the source costs its length, so all words are looked for in one.
_SIGNS = Signs((*footer.WORDS, *scripted.WORDS))


def build_facts(
    parsed: ParsedPage,
    base: str,
    seen_on: date,
    embedded: tuple[ListItem, ...] = (),
    asks: bool = False,
    framed: bool = False,
) -> PageFacts:
    """Read all facts. `base` is what relative addresses start from, `embedded` entries that only scripts hold, `asks`
    whether a script asks for what may be a list's data, `framed` whether another page of the site is shown in this one.
    """
    tree, decoded, lines = parsed.tree, parsed.decoded, parsed.lines
    meta, title = read_meta(tree), read_title(tree)
    entries = find_entries(tree, base, seen_on)
    items = with_embedded(entries, embedded)
    outside = _outside(tree, entries, lines)
    names = [*meta.get("articletitle", ()), title]
    index = headline_index(outside, names)
    headline = headline_text(outside, index, names) if index is not None else ""
    published = publish_day(with_years(outside, tree), index, meta, base)
    if published.day is None and sum(item.day is not None for item in items) < _LIST:
        published = _of_data(tree, outside, [headline, *names], seen_on)
    text = " ".join(line.text for line in lines)
    signs = _SIGNS.within(parsed.raw)
    return PageFacts(
        title=title,
        lang=fold(tree.root.attrs.get("lang", "") or tree.root.attrs.get("xml:lang", ""))[:40],
        charset_declared=decoded.declared,
        charset_used=decoded.used,
        meta=meta,
        publish_day=published.day,
        publish_source=published.source,
        items=items,
        footer=footer.find_marks(parsed, signs),
        text_digest=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        text_length=len(text),
        truncated=tree.truncated,
        scripted=scripted.find_feeds(parsed, signs, asks and not items, framed and not items and published.day is None),
        article=article_facts(outside, index, headline, title, meta, published, base),
        likeness=likeness_of(title, lines, [item for item in items if item.day and item.day <= seen_on], tree, base),
    )


def _of_data(tree: Tree, lines: Sequence[Line], titles: Sequence[str], seen_on: date) -> Published:
    """The day that only the page's scripts know; else whether they seem to put one in."""
    day = day_in_data(tree, titles, seen_on)
    if day is not None:
        return Published(day, "data")
    return Published(None, "script" if tree.tagged("script") and awaits_day(line.text for line in lines) else "")


def _outside(tree: Tree, entries: Sequence[Entry], lines: Sequence[Line]) -> list[Line]:
    """The lines that may tell the page's own day: neither in lists nor in navigation, side bars and footer."""
    company = Counter(entry.block.group for entry in entries)
    # One dated link alone may be an article's header with its source: only lists are set aside.
    taken = {e.block.element for e in entries if company[e.block.group] > 1 or e.block.element.tag == "li"}
    below = [child for element in taken for child in element.children if isinstance(child, Element)]
    while below:
        element = below.pop()
        if element not in taken:
            taken.add(element)
            below += [child for child in element.children if isinstance(child, Element)]
    return [line for line in lines if line.region not in _AWAY and line.block not in taken]


def read_title(tree: Tree) -> str:
    """The text of the first title element outside svg."""
    for element in tree.tagged("title"):
        if not any(above.tag == "svg" for above in element.ancestors()):
            return fold("".join(child for child in element.children if isinstance(child, str)))[:MAX_TITLE]
    return ""


def read_meta(tree: Tree) -> dict[str, tuple[str, ...]]:
    """Contents of the meta tags by lower-case name or property, in order; http-equiv ones are not facts of content."""
    found: dict[str, list[str]] = {}
    for element in tree.tagged("meta"):
        attrs = element.attrs
        name = (attrs.get("name") or attrs.get("property") or "").strip().lower()
        if name and "content" in attrs and "http-equiv" not in attrs:
            if len(found) >= MAX_META:
                break
            found.setdefault(name[:100], []).append(attrs["content"].strip()[:MAX_CONTENT])
    return {name: tuple(values) for name, values in found.items()}
