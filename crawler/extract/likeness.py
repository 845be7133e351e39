"""What a page looks like once numbers, days and words of addresses are left out: pages made by a program without end
look alike. Entries with a day are content and stay as they are, so a list and its next page never look alike.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from core.snapshot.model import ListItem
from crawler.extract.lines import Line
from crawler.extract.tree import Tree

_WORD = re.compile(r"[0-9A-Za-z]+")
_DIGIT = re.compile(r"[0-9]")
_CHINESE_NUMBER = re.compile(r"[〇零一二三四五六七八九十百千]+(?=[年月日页期号周天])|(?:星期|周)[一二三四五六日天]")
_LETTER = re.compile(r"[^\W\d_]")
#: Fewer letters than this, and no picture, say nothing about what a page is.
_MIN_LETTERS = 8
#: An entry whose title has fewer letters may be nothing but its number or day.
_TITLE_LETTERS = 4
_SHOWN = frozenset({"img", "iframe", "embed", "video", "audio", "source", "object"})


def likeness_of(title: str, lines: Sequence[Line], dated: Iterable[ListItem], tree: Tree, url: str) -> str:
    """16 hexadecimal digits, the same for pages that look alike; empty when the page shows too little to tell.

    `dated` are the entries with a day that has come: calendars list days to come without end.
    """
    folded = _folder(tree, url)
    marks = {folded(text) for text in (title, *(line.text for line in lines))}
    shown = set(_shown(tree))
    if not shown and not _has_letters(" ".join(marks), _MIN_LETTERS):
        return ""
    entries = {f"{item.day} {item.title}" for item in dated if _has_letters(folded(item.title), _TITLE_LETTERS)}
    text = "\n".join((*sorted(marks), *sorted(shown), *sorted(entries)))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _folder(tree: Tree, url: str) -> _Folder:
    hrefs = (element.attrs.get("href", "") for element in tree.elements if element.tag == "a")
    return _Folder({word.lower() for address in (url, *hrefs) for word in _WORD.findall(address)})


class _Folder:
    """Leaves numbers and the words of addresses out of a text."""

    def __init__(self, addressed: set[str]) -> None:
        self._addressed = addressed
        self._known: dict[str, str] = {}

    def __call__(self, text: str) -> str:
        return _CHINESE_NUMBER.sub("0", _WORD.sub(self._fold, text))

    def _fold(self, match: re.Match[str]) -> str:
        word = match[0]
        if word not in self._known:
            self._known[word] = "0" if _DIGIT.search(word) or word.lower() in self._addressed else word
        return self._known[word]


def _has_letters(text: str, number: int) -> bool:
    """Whether there are at least so many; most texts need not be read to their end."""
    return next(islice(_LETTER.finditer(text), number - 1, None), None) is not None


def _shown(tree: Tree) -> Iterator[str]:
    """What the page shows besides text, by address; a query may only keep it from being cached."""
    for element in tree.elements:
        if element.tag in _SHOWN:
            source = element.attrs.get("src") or element.attrs.get("data") or ""
            if source and not source.startswith("data:"):
                yield source.partition("?")[0][:500]
