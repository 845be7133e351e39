"""Scripts that put a page's address together: `"list_5_" + n + ".html"`, `"?page=" + obj.curr`, kkpager, templates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from crawler.extract.leads import Lead
from crawler.extract.lists.interface import ListPage, Recogniser
from crawler.extract.lists.paging import AHEAD, ahead, file_name, leads, page_in_query
from crawler.extract.lists.records import is_address
from crawler.extract.lists.scripts import names_in

#: Most patterns tried of one page, and most sums of texts looked at.
MAX_PATTERNS, MAX_SUMS = 3, 100
_SUM = re.compile(
    r"[\"'`]([^\"'`<>\s]{0,200}[_\-/=])[\"'`]\s*\+\s*\(?\s*([\w$.\[\]()]{1,40}(?:\s*[+-]\s*1)?)\s*\)?\s*"
    r"(?:\+\s*[\"'`](\.(?:s?html?|jspx?|aspx?|php)|&[^\"'`<>\s]{0,200})[\"'`])?"
)
_TEMPLATE = re.compile(
    r"[\"'`]([^\"'`<>\s]{0,200}?[_\-/=])(?:\$\{[\w$.]{0,40}(?:page|num|curr|index|i|n)\w{0,10}\}|\{(?:0|page|pageNo|n|num)\}|\[(?:PAGE|page)\]|__id__)"
    r"([^\"'`<>\s]{0,100})[\"'`]",
    re.I,
)
_KKPAGER = re.compile(
    r"hrefFormer\s*:\s*[\"']([^\"']{1,200})[\"'][\s\S]{0,300}?hrefLatter\s*:\s*[\"']([^\"']{0,100})[\"']"
)
_COUNT = re.compile(
    r"(?:total|count|all|max)_?(?:page|pages|pageNum|pageCount)\w{0,5}|page_?(?:count|total|s)\w{0,3}|pages?count", re.I
)
_COUNTED = re.compile(
    r"\b(?:(?:total|count|all|max)_?pages?\w{0,6}|page_?(?:count|total)\w{0,3}|pages|total)[\"']?\s*[:=]\s*[\"']?(\d{1,5})",
    re.I,
)
_PER_PAGE = re.compile(r"\b(?:page_?size|limit|per_?page|rows)[\"']?\s*[:=]\s*[\"']?(\d{1,3})", re.I)
_ENTRIES = re.compile(
    r"\b(?:count|total(?:count|num|record|records|rows)?|record_?count|data_?count)[\"']?\s*[:=]\s*[\"']?(\d{1,6})",
    re.I,
)
_PAGING = re.compile(r"page|pager|fenye|paginat|paging|下一页|curr|laypage", re.I)
_ADDED_TO = re.compile(r"([A-Za-z_$][\w$]{0,40})\s{0,9}\+\s{0,9}$")
_FUNCTION = re.compile(r"function\s+([\w$]{1,40})\s*\(|([\w$]{1,40})\s*=\s*function\b")
_VARIABLE = re.compile(r"page|curr|cur|num|index|no\b|^[inp](?:\s*[+-]\s*1)?$|obj|next|to|val", re.I)


def find(page: ListPage) -> Iterator[Lead]:
    """The next pages; all are guesses."""
    scripts = page.scripts
    patterns = list(dict.fromkeys(islice(_patterns(scripts), MAX_PATTERNS)))
    if patterns:
        last = _last(scripts)
        yield from leads(page, (href for pattern in patterns for href in _next(page.url, pattern, last)))


def _patterns(scripts: str) -> Iterator[tuple[str, str]]:
    for match in _KKPAGER.finditer(scripts):
        yield match[1] + "_", match[2]
    for match in _TEMPLATE.finditer(scripts):
        if _is_paged(match[1], match[2]):
            yield match[1], match[2]
    for match in islice(_SUM.finditer(scripts), MAX_SUMS):
        around = scripts[max(0, match.start() - 300) : match.end() + 300]
        if not _VARIABLE.search(match[2]) or not _is_paged(match[1], match[3] or ""):
            continue
        before = _put_before(scripts, match) + match[1]
        if before[0] != "&" and (_PAGING.search(around) or _is_called(scripts, match.start())):
            yield before, match[3] or ""


def _put_before(scripts: str, match: re.Match[str]) -> str:
    """The value of a variable to which the rest of an address is added: url + "&page=" + n."""
    added = _ADDED_TO.search(scripts, max(0, match.start() - 60), match.start())
    value = names_in(scripts).get(added[1]) if added else ""
    return value if isinstance(value, str) and is_address(value) else ""


def _is_called(scripts: str, at: int) -> bool:
    """Whether the function in which something stands is called with a page or a choice: go(2), go(this.value)."""
    names = [first or second for first, second in _FUNCTION.findall(scripts, max(0, at - 300), at)]
    given = r"(?:[\"']?\d{1,4}[\"']?|[\w$.()\"'#]{1,40}\.(?:value|val\(\)))"
    return bool(names) and re.search(rf"(?<![\w$.]){re.escape(names[-1])}\(\s*{given}\s*\)", scripts) is not None


def _is_paged(before: str, after: str) -> bool:
    """A query's page, or a numbered file; anything else is an article, a picture or a service."""
    if before.endswith("="):
        return bool(re.search(r"[?&]\w*(?:page|pn|pno|p)\w*=$", before, re.I)) and not re.search(
            r"api|ajax|json", before, re.I
        )
    return bool(re.match(r"\.(?:s?html?|jspx?|aspx?|php)", after, re.I)) and not re.search(
        r"art_|content|detail|/t$", before
    )


def _next(url: str, pattern: tuple[str, str], last: int) -> Iterator[str]:
    before, after = pattern
    stem, own, _ = file_name(url)
    written = before.rpartition("/")[2].rstrip("_-")
    current = page_in_query(url) if "=" in before else (own if own is not None and stem == written else None)
    for number in ahead((current if current is not None else 1) + 1, last):
        yield f"{before}{number}{after}"
    if current is None and "=" not in before:
        # Files may be numbered from 0: then page two is number 1.
        yield f"{before}1{after}"


def _last(scripts: str) -> int:
    """The number of pages as far as the scripts say it, else as many as are looked at in any case."""
    counted = _COUNTED.search(scripts)
    if counted:
        return int(counted[1])
    entries, size = _ENTRIES.search(scripts), _PER_PAGE.search(scripts)
    if entries and size and int(size[1]):
        return -(-int(entries[1]) // int(size[1]))
    named = [value for name, value in names_in(scripts).items() if isinstance(value, int) and _COUNT.fullmatch(name)]
    return named[0] if named else AHEAD


RECOGNISER = Recogniser(
    "written",
    (
        *(".html", ".htm", ".shtml", ".jsp", ".asp", ".php", "page=", "pageno=", "pageindex=", "{page"),
        *("pager", "laypage", "hrefformer"),
    ),
    find,
)
