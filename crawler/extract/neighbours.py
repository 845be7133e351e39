"""The texts that stand around an entry without belonging to its own element: between its link and the next one."""

from __future__ import annotations

import re
from collections.abc import Container
from itertools import islice

from crawler.extract.day_signs import DATE_ONLY, has_day
from crawler.extract.tree import Element, Tree, fold, texts

#: Elements that are one row of a list by their nature.
ROWS = frozenset({"li", "tr", "dd", "dt"})
#: How many neighbours of an entry are looked at, and how many of a list's children.
_NEAR, _HEAD = 12, 200
#: Day, then year and month, in boxes.
_BOXED = re.compile(r"\d{1,2}日?[\s/]+(?:20\d\d\s*[-/.年]\s*)?\d{1,2}月?")


class Neighbours:
    """The neighbours of one page's entries. `owners` are the elements that are or hold an entry's link."""

    def __init__(self, owners: Container[Element], tree: Tree) -> None:
        self._owners, self._linked = owners, _linked(tree)
        self._led: dict[Element, bool] = {}
        self._alternating: dict[Element, bool] = {}

    def of(self, element: Element) -> list[str]:
        """The texts behind an entry, up to the next one; before it where dates lead the entries.

        Rows have such texts only where rows with entries and rows with days take turns.
        """
        if element.parent is None or (element.tag in ROWS and not self._alternates(element.parent)):
            return []
        around, index = element.parent.children, element.index
        if self._is_led(element.parent):
            return _texts_of(self._run(around[max(0, index - _NEAR) : index][::-1])[::-1])
        return _texts_of(self._run(around[index + 1 : index + 1 + _NEAR]))

    def _is_led(self, parent: Element) -> bool:
        """Whether the first entry has a date before it, and the last one none behind it."""
        if parent not in self._led:
            children = parent.children[:_HEAD]
            first = next((i for i, child in enumerate(children) if self._has_link(child)), 0)
            before = _texts_of(self._run(children[max(0, first - _NEAR) : first][::-1])[::-1])
            joined = " ".join(before[-2:])
            sure = any(map(DATE_ONLY.fullmatch, before)) or _BOXED.fullmatch(joined) is not None
            self._led[parent] = sure or (any(map(has_day, before)) and not self._is_followed(children))
        return self._led[parent]

    def _is_followed(self, children: list[Element | str]) -> bool:
        behind = _texts_of(self._run(children[::-1])[::-1])
        return any(map(has_day, behind))

    def _alternates(self, parent: Element) -> bool:
        if parent not in self._alternating:
            linked = dated = 0
            for child in islice(parent.children, _HEAD):
                if self._has_link(child):
                    linked += 1
                elif isinstance(child, Element) and child.size > 0 and any(map(has_day, _texts_of([child]))):
                    dated += 1
            self._alternating[parent] = dated * 2 >= linked
        return self._alternating[parent]

    def _run(self, children: list[Element | str]) -> list[Element | str]:
        """The neighbours up to the first that has a link."""
        end = next((place for place, child in enumerate(children) if self._has_link(child)), len(children))
        return children[:end]

    def _has_link(self, child: Element | str) -> bool:
        if isinstance(child, str):
            return False
        # Links with no title are no entries, but end what belongs to one.
        return child in self._owners or child in self._linked


def _linked(tree: Tree) -> set[Element]:
    """All elements that are or hold a link."""
    found: set[Element] = set()
    for link in tree.tagged("a"):
        above: Element | None = link
        while above is not None and above not in found:
            found.add(above)
            above = above.parent
    return found


def _texts_of(children: list[Element | str]) -> list[str]:
    found: list[str] = []
    for child in children:
        if isinstance(child, str):
            found.append(fold(child))
        elif not child.silent:
            found.extend(fold(text) for _, text in texts(child))
    return list(filter(None, found))
