"""The smallest part of a page that belongs to one link alone: where a list entry's date must stand."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from crawler.extract.day_signs import DATE_ONLY, has_day, tells_day
from crawler.extract.entry_links import href_of, identity, is_link, openers
from crawler.extract.entry_titles import entry_title
from crawler.extract.neighbours import ROWS, Neighbours
from crawler.extract.tree import SILENT, Element, Tree, fold, texts

#: Largest element that is one entry, in characters.
MAX_BLOCK = 500
#: Most links of a page looked at.
MAX_CANDIDATES = 2000
#: Most links of one row that is still one entry: its column, its unit, its title, an attachment.
MAX_ROW_LINKS = 4
_AWAY = frozenset({"nav", "footer", "aside", "header"})
_OUTER = frozenset({"html", "body", "tbody", "table", "ul", "ol", "dl", "form"})
_LAYOUT = frozenset({"html", "body", "form"})
#: Those that may be one entry each, when several of a kind with one link stand side by side.
_REPEATED = frozenset({"table", "dl", "ul", "ol"})
#: What stands before links that are no entries: credits, and the ways to the articles before and behind.
_CREDIT = re.compile(
    r"(?:来\s*源|作\s*者|编\s*辑|供\s*稿|记\s*者|发布(?:机构|单位|者)?|[上下]\s*一?\s*[篇条则封])[\s:：\[【>》»<《«]*$"
)
#: The column that a title belongs to: [通知公告].
_LABEL = re.compile(r"[\[【〔(（].{1,20}[\]】〕)）]|.{1,20}[:：|]")
#: Titles and dates of a row in turn; shortest title of an entry among several in one row.
#: Longest name of a tag, a unit or a column beside a title.
_TAG = 9
_IN_TURN, _TITLED = re.compile(r"(?:TD)+|(?:DT)+"), 6
#: Elements with the first candidate link of each address in them, in document order. At most two addresses are kept:
#: one or several.
_Owners = dict[Element, dict[str, Element]]


@dataclass(frozen=True, slots=True)
class Block:
    """An entry: its main link, its title, the element that holds it alone, and the list around that element.

    `beside` are the texts outside the link, in order; `inside` those in it. `foreign`: the link itself does not
    say the title.
    """

    link: Element
    title: str
    element: Element
    group: Element
    beside: tuple[str, ...]
    inside: tuple[str, ...]
    foreign: bool = False


def find_blocks(tree: Tree) -> list[Block]:
    """The blocks of all links outside header, navigation, side bars and footer, in document order."""
    titles, foreign = _candidates(tree)
    links = list(titles)
    owners = _owners(links)
    neighbours, units = Neighbours(owners, tree), _Units(owners)
    blocks = []
    for link in links:
        element = units.of(link)
        row = None if element.tag in ROWS else _row_around(element, titles, units)
        if row is not None and _is_one_entry(row, titles, owners):
            if _main_link(row, titles) is not link:
                continue
            element = row
        before, behind = _beside(link, element)
        # The link may name a source or an author in an article's header.
        if not before or not _CREDIT.search(before[-1]):
            block = _block(link, titles[link], element, [*before, *behind], neighbours)
            blocks.append(replace(block, foreign=True) if link in foreign else block)
    return blocks


def _row_around(element: Element, titles: dict[Element, str], units: _Units) -> Element | None:
    """The row that an element stands in: one by its nature, or one of several alike that have one title each."""
    above = element.parent
    while above is not None and above.tag not in ROWS:
        if above.size > MAX_BLOCK:
            return None
        if units.is_alike(above) and _has_one_title(above, titles):
            return above
        above = above.parent
    return above


def _has_one_title(element: Element, titles: dict[Element, str]) -> bool:
    """Whether all links but one are short, as the names of units, columns and tags are."""
    lengths = sorted(len(titles[below]) for below in element.elements() if below in titles)
    return bool(lengths) and all(length < _TAG and length * 2 <= lengths[-1] for length in lengths[:-1])


def _beside(link: Element, element: Element) -> tuple[list[str], list[str]]:
    """The texts in an element before and behind a link in it."""
    before: list[str] = []
    behind: list[str] = []
    found = before
    stack: list[Element | str] = [element]
    while stack:
        child = stack.pop()
        if isinstance(child, str):
            text = fold(child)
            if text:
                found.append(text)
        elif child is link:
            found = behind
        elif child.tag not in SILENT:
            stack.extend(reversed(child.children))
    return before, behind


def _candidates(tree: Tree) -> tuple[dict[Element, str], set[Element]]:
    """The links that may be entries, in document order, with their titles; and those that do not say these."""
    titles: dict[Element, str] = {}
    foreign: set[Element] = set()
    for element in openers(tree):
        if element.region in _AWAY or not is_link(element):
            continue
        title, own = entry_title(element)
        if title:
            titles[element] = title
            if not own:
                foreign.add(element)
            if len(titles) == MAX_CANDIDATES:
                break
    return titles, foreign


def _owners(links: list[Element]) -> _Owners:
    """For every element the candidate links in it."""
    owners: _Owners = {}
    for place, link in enumerate(links):
        href = identity(link, place)
        element: Element | None = link
        while element is not None:
            hrefs = owners.setdefault(element, {})
            # What holds this one holds as much.
            if len(hrefs) == 2 or href in hrefs:
                break
            hrefs[href] = link
            element = element.parent
    return owners


class _Units:
    """The largest element that belongs to one link alone, up to a row or to what repeats side by side."""

    def __init__(self, owners: _Owners) -> None:
        self._owners = owners
        self._kinds: dict[Element, Counter[str]] = {}
        self._alike: dict[Element, Counter[tuple[str, str]]] = {}

    def is_alike(self, element: Element) -> bool:
        """Whether an element has neighbours of the same tag and class."""
        parent = element.parent
        if parent is None or element.tag in _OUTER or element.names == " ":
            return False
        if parent not in self._alike:
            children = (child for child in parent.children if isinstance(child, Element))
            self._alike[parent] = Counter((child.tag, child.attrs.get("class", "")) for child in children)
        return self._alike[parent][element.tag, element.attrs.get("class", "")] > 1

    def of(self, link: Element) -> Element:
        """A row, or a whole table or list of one entry when its neighbours are such too."""
        unit, closed = link, False
        for above in link.ancestors():
            if len(self._owners[above]) > 1 or above.size > MAX_BLOCK or above.tag in _LAYOUT:
                break
            if (above.tag in _REPEATED or above.tag in ROWS) and self._repeats(above):
                return above
            if not closed and above.tag not in _OUTER:
                unit = above
            closed = closed or above.tag in _OUTER or above.tag in ROWS
        return unit

    def _repeats(self, element: Element) -> bool:
        """Whether neighbours of the element hold one link each, at the same place in them."""
        parent = element.parent
        if parent is None:
            return False
        if parent not in self._kinds:
            alone = (e for e in parent.children if isinstance(e, Element) and len(self._owners.get(e, ())) == 1)
            self._kinds[parent] = Counter(self._path(child) for child in alone)
        return self._kinds[parent][self._path(element)] > 1

    def _path(self, element: Element) -> str:
        return next((_path(first, element) for first in self._owners.get(element, {}).values()), "")


def _path(link: Element, element: Element) -> str:
    """The tags from an element down to a link in it."""
    tags = [link.tag]
    for above in link.ancestors():
        tags.append(above.tag)
        if above is element:
            break
    return " ".join(tags)


def _is_one_entry(row: Element, titles: dict[Element, str], owners: _Owners) -> bool:
    return row.size <= MAX_BLOCK and _is_plain_row(row, owners) and not _takes_turns(row, titles)


def _is_plain_row(row: Element, owners: _Owners) -> bool:
    """A row that holds no rows and only a few links: larger ones are layout."""
    inner = [below for below in row.elements() if below is not row]
    if any(below.tag in ROWS for below in inner):
        return False
    return sum(below.tag == "a" and below in owners for below in inner) <= MAX_ROW_LINKS


def _takes_turns(row: Element, titles: dict[Element, str]) -> bool:
    """Whether a row holds several entries: each link has its date."""
    order = ""
    for below in row.elements():
        if below in titles:
            order += "T" if len(titles[below]) >= _TITLED else " "
        elif any(isinstance(child, str) and DATE_ONLY.fullmatch(fold(child) or "-") for child in below.children):
            order += "D"
    return len(order) > 2 and _IN_TURN.fullmatch(order) is not None


def _main_link(row: Element, titles: dict[Element, str]) -> Element:
    """Of a row's links the one with the longest title: the others name its column, unit or attachment."""
    links = [below for below in row.elements() if below in titles]
    return max(links, key=lambda link: (not is_label(titles[link]), _is_file(link), len(titles[link])))


def is_label(title: str) -> bool:
    """Whether a link only names the column or the kind of what stands beside it."""
    return _LABEL.fullmatch(title) is not None


def _is_file(link: Element) -> bool:
    """Whether a link leads to one document: a column is a folder."""
    return not href_of(link).partition("?")[0].endswith("/")


def _block(link: Element, title: str, element: Element, beside: list[str], neighbours: Neighbours) -> Block:
    inside = [text for _, raw in texts(link) if (text := fold(raw))]
    # A date below or above the row that has none itself: rows of titles and rows of days take turns.
    if not any(map(has_day, beside)) and not any(map(DATE_ONLY.fullmatch, inside)):
        beside.extend(neighbours.of(element))
    elif not any(map(tells_day, (*beside, *inside))):
        # Summaries speak of days, too.
        near = neighbours.of(element)
        beside.extend(near if near and all(map(DATE_ONLY.fullmatch, near)) else ())
    return Block(link, title, element, element.parent or element, tuple(beside), tuple(inside))
