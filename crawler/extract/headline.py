"""Where an article's own title stands among the lines of its page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.extract.date_labels import COMPANY, labelled_days
from crawler.extract.dates import CLOCK, FULL
from crawler.extract.lines import Line

#: Shortest line taken for a title because the page's name begins with it, in characters; and a later part of that name.
_TITLE = 6
_SHORTEST = 4
_LONG_PART = 14
#: Longest title, and longest line that is still an article's header, in characters.
_LONGEST, _HEADER = 100, 120
#: Most lines that one title is broken into.
_BROKEN = 4
#: How many lines below its title an article's text begins at the latest, where nothing but a day stands between.
_NEAR = 6
#: From so many headings with nothing to read beneath the first, the page is a portal and no article.
_PORTAL = 3
_HEADINGS = frozenset({"h1", "h2", "h3"})
_NAMED = re.compile(r"(?:^|[\s_\-])(?:\w*title\d*|bt|biaoti|\w*_?bt|tit|headline)(?:$|[\s_\-])", re.I)
#: A template's hole that only scripts fill.
_UNFILLED = re.compile(r"\{\{|\$\{|<%")
#: What titles do not hold: sentences, labels, paths of the reader's position, other dates.
_NO_TITLE = re.compile(rf"[。；>＞»]|[:：]$|位置|{FULL.pattern}|{_UNFILLED.pattern}")
_DASHES = "-—–_|"
_SEPARATOR = re.compile(r"\s*(?:[_|｜]|\s[-—–]+\s|--+)\s*")


def headline_index(lines: Sequence[Line], names: Sequence[str]) -> int | None:
    """Index of the line that is the page's title: what the page calls itself, else its heading. None: it has none."""
    wanted = list(dict.fromkeys(_bare(part) for name in names for part in _parts(name) if part.strip()))
    # All that begin alike are read more closely; most lines begin otherwise.
    first = frozenset(name[0] for name in wanted)
    near = [(i, _bare(line.text)) for i, line in enumerate(lines) if line.text[0] in first and not line.is_link]
    named = [(i, bare) for i, bare in near if _is_named(bare, wanted)]
    for length in (_TITLE, _SHORTEST):
        found = [i for i, bare in named if len(bare) >= length]
        whole = [i for i, bare in named if len(bare) >= length and (bare in wanted or _is_part(bare, wanted))]
        # The name of an office stands in its logo and begins its titles.
        longest = max((len(bare) for _, bare in named), default=0)
        found = whole or [i for i, bare in named if len(bare) == longest >= length] or found
        if found:
            # A breadcrumb often ends with the title: the heading follows it.
            return next((i for i in found if _is_heading(lines[i])), found[-1] if len(found) <= 2 else found[0])
    headed = _headed(lines)
    above = _above_header(lines) if headed is None else headed
    return _above_day(lines) if above is None else above


def headline_text(lines: Sequence[Line], index: int, names: Sequence[str]) -> str:
    """The title that begins at `index`: titles are broken into lines, which what the page calls itself joins again."""
    text = lines[index].text
    for name in (_bare(name) for name in names):
        joined = text
        for line in lines[index + 1 : index + _BROKEN]:
            longer = joined + line.text
            if not name.startswith(_bare(longer)):
                break
            joined = longer
        if joined != text:
            return joined
    return text


def first_line(lines: Sequence[Line]) -> str:
    """The first line of a page that has neither name nor heading (a saved spreadsheet); empty when it is no title."""
    return lines[0].text if lines and _may_be_title(lines[0]) else ""


def _headed(lines: Sequence[Line]) -> int | None:
    """The first heading, whatever the page calls itself; None on a portal, where headings name boxes."""
    headings = [i for i, line in enumerate(lines) if not line.is_link and line.block.tag in ("h1", "h2")]
    named = headings or [i for i, line in enumerate(lines) if not line.is_link and _is_heading(line)]
    found = [i for i in named if len(lines[i].text) >= _TITLE and not _UNFILLED.search(lines[i].text)]
    if len(found) >= _PORTAL and not any("。" in line.text for line in lines[found[0] : found[1]]):
        return None
    return found[0] if found else None


def _above_header(lines: Sequence[Line]) -> int | None:
    """The only line of the page that stands right above a date in the company of 来源, 浏览次数 and the like."""
    found = [i for i in range(len(lines) - 1) if _is_header(lines[i + 1]) and _may_be_title(lines[i])]
    return found[0] if len(found) == 1 else None


def _above_day(lines: Sequence[Line]) -> int | None:
    """The only line of the page that stands right above a day alone, before all running text."""
    start = next((i for i, line in enumerate(lines) if "。" in line.text), 0)
    found = [i for i in range(max(0, start - 1)) if _is_day(lines[i + 1].text) and _may_be_title(lines[i])]
    return found[0] if len(found) == 1 and start - found[0] <= _NEAR else None


def _is_day(text: str) -> bool:
    match = FULL.match(text.strip("[]()（）【】 "))
    return match is not None and not CLOCK.sub("", text.strip("[]()（）【】 ")[match.end() :], count=1).strip()


def _is_header(line: Line) -> bool:
    text = line.text
    return len(text) <= _HEADER and bool((COMPANY.search(text) and FULL.search(text)) or labelled_days(text))


def _may_be_title(line: Line) -> bool:
    return not line.is_link and _TITLE <= len(line.text) <= _LONGEST and not _NO_TITLE.search(line.text)


def _parts(name: str) -> list[str]:
    """A page's name, what stands first in it, and what is long enough there to be a title (not a site's name)."""
    parts = _SEPARATOR.split(name)
    return [name, parts[0], *(part for part in parts[1:] if len(part) >= _LONG_PART)]


def _bare(text: str) -> str:
    return "".join(text.split())


def _is_named(bare: str, wanted: Sequence[str]) -> bool:
    # Long titles are broken into lines, and cut in the title tag.
    return _is_part(bare, wanted) or any(
        bare == name or (len(bare) >= 8 and name.startswith(bare)) or _cut_alike(bare, name) for name in wanted
    )


def _is_part(bare: str, wanted: Sequence[str]) -> bool:
    """Whether a page's name begins so, and goes on behind a dash without blanks."""
    return len(bare) >= _SHORTEST and any(
        name.startswith(bare) and name[len(bare)] in _DASHES for name in wanted if len(name) > len(bare)
    )


def _cut_alike(bare: str, name: str) -> bool:
    return len(name) >= 10 and len(bare) <= 100 and bare.startswith(name.rstrip(".…"))


def _is_heading(line: Line) -> bool:
    return line.block.tag in _HEADINGS or bool(_NAMED.search(line.block.names))
