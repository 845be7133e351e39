"""What a page looks like once numbers, days and words of addresses are left out: pages made by a program without end
look alike. Entries with a day are content and stay as they are, so a list and its next page never look alike.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from core.snapshot.facts import ListItem
from crawler.extract.lines import Line
from crawler.extract.tree import Tree

_WORD = re.compile(r"([0-9A-Za-z]+)")
_NUMERALS = "〇零一二三四五六七八九十百千"
#: Begins with one set of characters, which most of a text is passed over by.
_CHINESE_NUMBER = re.compile(
    rf"[{_NUMERALS}星周](?:(?<=[{_NUMERALS}])[{_NUMERALS}]*(?=[年月日页期号周天])"
    r"|(?:(?<=星)期|(?<=周))[一二三四五六日天])"
)
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
    folder = _Folder(tree, url)
    marks = folder.all((title, *(line.text for line in lines)))
    shown = set(_shown(tree))
    if not shown and not _has_letters(" ".join(marks), _MIN_LETTERS):
        return ""
    entries = {f"{item.day} {item.title}" for item in dated if _has_letters(folder.one(item.title), _TITLE_LETTERS)}
    text = "\n".join((*sorted(marks), *sorted(shown), *sorted(entries)))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class _Folder:
    """Leaves numbers and the words of addresses out of texts."""

    def __init__(self, tree: Tree, url: str) -> None:
        hrefs = (element.attrs.get("href", "") for element in tree.tagged("a"))
        # Lower case makes letters of some characters that are none here, so it comes last.
        self._addressed = set(" ".join(_WORD.findall(" ".join((url, *hrefs)))).lower().split())

    def all(self, texts: Iterable[str]) -> set[str]:
        """Several texts without line breaks: read as one, as every call for a single word tells."""
        return set(self.one("\n".join(set(texts))).split("\n"))

    def one(self, text: str) -> str:
        """One text."""
        parts = _WORD.split(text)
        addressed = self._addressed
        # Of ASCII letters and digits, what is not all letters has a digit.
        known = {w: w if w.isalpha() and w.lower() not in addressed else "0" for w in set(parts[1::2])}
        parts[1::2] = map(known.__getitem__, parts[1::2])
        folded = "".join(parts)
        return folded if folded.isascii() else _CHINESE_NUMBER.sub("0", folded)


def _has_letters(text: str, number: int) -> bool:
    """Whether there are at least so many; most texts need not be read to their end."""
    return next(islice(_LETTER.finditer(text), number - 1, None), None) is not None


def _shown(tree: Tree) -> Iterator[str]:
    """What the page shows besides text, by address; a query may only keep it from being cached."""
    for element in chain.from_iterable(map(tree.tagged, _SHOWN)):
        source = element.attrs.get("src") or element.attrs.get("data") or ""
        if source and not source.startswith("data:"):
            yield source.partition("?")[0][:500]
