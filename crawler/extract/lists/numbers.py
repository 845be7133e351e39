"""Pagers that only number their pages: the link behind the number of the page at hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from crawler.extract.leads import Lead
from crawler.extract.links_script import find_in_handlers
from crawler.extract.lists.interface import ListPage, Recogniser
from crawler.extract.lists.paging import file_name, leads, page_in_query
from crawler.extract.tree import Element, in_order, texts

_NUMBER = re.compile(r"[\[【(（第\s]*(\d{1,4})[\])）】页\s]*")
_CURRENT = re.compile(
    r"(?:^|[\s_\-])(?:cur|current|active|on|now|selected|thisclass|this|hover|here|sel)(?:$|[\s_\-])", re.I
)
#: Most links of a page looked at, most characters of a pager, and how many levels above a number it stands.
_LINKS, _PAGER, _LEVELS = 3000, 250, 3
_NEXT = 2
#: Longest text of a number in its brackets, and elements that a click may open.
_SHORT, _CLICKED = 6, frozenset({"span", "li", "b", "em", "i", "button", "td", "div"})


def find(page: ListPage) -> Iterator[Lead]:
    """The next page, when a pager's numbers go on behind the one at hand."""
    pagers: dict[Element, dict[int, Element]] = {}
    for link in islice(_links(page), _LINKS):
        number = _number_of("".join(text for _, text in texts(link)))
        if number:
            for above in islice(link.ancestors(), _LEVELS):
                if above.size <= _PAGER:
                    pagers.setdefault(above, {})[number] = link
    for pager, numbers in pagers.items():
        following = _at_hand(pager, numbers, page.url) + 1
        if following in numbers and _is_run(numbers, following):
            yield from leads(page, _addresses(numbers[following]))


def _links(page: ListPage) -> Iterator[Element]:
    """Short links, and what a click opens without being one."""
    clicked = [e for e in page.tree.bearing(("onclick",)) if e.tag in _CLICKED]
    return (e for e in in_order((page.tree.tagged("a"), clicked)) if 0 < e.size <= _SHORT)


def _addresses(link: Element) -> Iterator[str]:
    yield link.attrs.get("href", "")
    yield from (reference.href for reference in find_in_handlers(link))


def _number_of(text: str) -> int:
    match = _NUMBER.fullmatch(text)
    return int(match[1]) if match else 0


def _is_run(numbers: dict[int, Element], following: int) -> bool:
    """Whether the numbers are pages: neighbours of one another or, of two pages, the second alone."""
    return following - 2 in numbers or following + 1 in numbers or following == _NEXT


def _at_hand(pager: Element, numbers: dict[int, Element], url: str) -> int:
    """The number that is shown without leading anywhere; else the marked one, the address's, or 1."""
    shown = [_number_of(text) for home, text in texts(pager) if not home.in_link]
    plain = [
        number for number in shown if number and number not in numbers and {number - 1, number + 1} & numbers.keys()
    ]
    if plain:
        return plain[0]
    for number, link in numbers.items():
        href = link.attrs.get("href", "")
        if not href or href[0] == "#" or _is_marked(link):
            return number
    _, own, _ = file_name(url)
    return page_in_query(url) or own or 1


def _is_marked(link: Element) -> bool:
    return any(_CURRENT.search(element.names) for element in (link, link.parent) if element is not None)


RECOGNISER = Recogniser("numbers", (), find)
