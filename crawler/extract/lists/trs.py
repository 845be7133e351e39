"""TRS WCM and what took its paging over: `createPageHTML(12, 0, "index", "html")`, `var countPage = 12`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from crawler.extract.leads import Lead
from crawler.extract.lists.interface import ListPage, Recogniser
from crawler.extract.lists.paging import ahead, file_name, leads
from crawler.extract.lists.scripts import calls_of, names_in

_COUNTS = ("countPage", "pageCount", "nPageCount", "totalPage", "totalPages", "pagecount", "countpage")
_CURRENT = ("currentPage", "nCurrIndex", "currPage", "curPage", "currentIndex", "currentpage")
_SIZES = ("size", "total", "count", *_COUNTS)
_PLACES = ("current", "cur", "page", *_CURRENT)
_STEM = re.compile(r"[\"']([\w\-]{1,60})[\"']\s*\+\s*[\"']_[\"']")
_NAME = re.compile(r"[\w\-]{1,80}")
_ENDING = re.compile(r"\.?(?:s?html?|jspx?|aspx?|php)")


def find(page: ListPage) -> Iterator[Lead]:
    """Next pages of the first call that names a number of pages."""
    scripts = page.scripts
    names = names_in(scripts)
    calls = [_arguments(call) for call in calls_of(scripts, r"createPage(?:HTML|Html)?|creatPage(?:HTML)?", names)]
    calls.append(_inline(scripts, names))
    calls.extend(_declared(call) for call in calls_of(scripts, r"\w{0,20}[pP]ag(?:er|e|ing|ination)\w{0,10}", names))
    for numbers, stem, ending in calls:
        if len(numbers) == 2:
            yield from leads(page, next_pages(page.url, numbers, stem, ending))
            return


def next_pages(url: str, numbers: list[int], stem: str, ending: str) -> Iterator[str]:
    """Addresses of the next pages. `numbers` are the count of pages and the current one, in any order.

    Files are numbered as the current page's own name shows. On a first page, which has no number, the current number
    0 means that page two is index_1, 1 that it is index_2; some sites count from 1 and number from 0: both are tried.
    """
    count, current = max(numbers), min(numbers)
    own_stem, own, own_ending = file_name(url)
    stem, ending = stem or own_stem or "index", ending or own_ending.lstrip(".") or "html"
    number = own if own is not None and own_stem == stem else None
    left = count - max(current, 1)
    if number is None:
        number = current
    elif current == number + 1:
        left = count - current
    elif current == number:
        # From 0 the last page is count - 1; from 1 it is count: one guess too many does no harm.
        left = count - current
    for following in ahead(number + 1, number + left):
        yield f"{stem}_{following}.{ending}"
    if own is None and current == 1 and count > 1:
        yield f"{stem}_1.{ending}"


def _arguments(call: list[Any]) -> tuple[list[int], str, str]:
    """Two numbers, and the file name behind them; a name before them is the pager's element."""
    values = [int(v) if isinstance(v, str) and v.isdigit() and len(v) < 6 else v for v in call]
    first = next((place for place, v in enumerate(values) if isinstance(v, int)), len(values))
    numbers = [v for v in values[first : first + 2] if isinstance(v, int) and not isinstance(v, bool)]
    texts = [v for v in values[first + 2 :] if isinstance(v, str)]
    stem = texts[0] if texts and _NAME.fullmatch(texts[0]) else ""
    ending = texts[1].lstrip(".") if stem and len(texts) > 1 and _ENDING.fullmatch(texts[1]) else ""
    return numbers, stem, ending


def _declared(call: list[Any]) -> tuple[list[int], str, str]:
    """Options that name what all addresses begin and end with: Pager({size: 12, current: 0, prefix: "index"})."""
    options = next((value for value in call if isinstance(value, dict) and isinstance(value.get("prefix"), str)), {})
    count = next((options[name] for name in _SIZES if isinstance(options.get(name), int)), None)
    current = next((options[name] for name in _PLACES if isinstance(options.get(name), int)), None)
    if count is None or current is None or not _NAME.fullmatch(options["prefix"]):
        return [], "", ""
    return [count, current], options["prefix"], str(options.get("suffix", "")).lstrip(".")


def _inline(scripts: str, names: Mapping[str, Any]) -> tuple[list[int], str, str]:
    """The older templates write the pager in the page, with the numbers as variables."""
    count = next((names[name] for name in _COUNTS if isinstance(names.get(name), int)), None)
    current = next((names[name] for name in _CURRENT if isinstance(names.get(name), int)), None)
    stem = _STEM.search(scripts)
    if count is None or current is None or stem is None:
        return [], "", ""
    return [count, current], stem[1], ""


RECOGNISER = Recogniser("trs", ("createpage", "creatpage", "countpage", "pagecount", "prefix"), find)
