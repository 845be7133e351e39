"""Which of a page's lists are the column's own, and which are boxes beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice

from crawler.extract.headings import Headings, heading_name, is_day_heading, is_new_heading, is_side_heading
from crawler.extract.tree import Element, Tree, fold, words

#: Fewest dated entries of a list that speaks for the page; longest name of a column and of a line of breadcrumbs.
_LIST, _NAME, _CRUMBS = 2, 20, 120
#: What a pager says, and calls that write one.
_FORWARD, _FORWARD_TEXT = re.compile(r"[\[<《]?(?:下一?[页頁]|[尾末][页頁])[\]>》]?"), 8
_PAGER = re.compile(r"creat\w{0,2}Page|[pP]ag(?:er|ination)\s{0,5}\(")
_BETWEEN = re.compile(r"\s*(?:[_|｜»›>/\\\\→]|::|\s[-—–]{1,2}\s|[-—–]{1,2})\s*")
_CRUMB = re.compile(r"位\s*置|所\s*在|crumb|dqwz|weizhi|position|location", re.I)
#: Names of boxes beside a list, and how far up they are looked for.
_APART = re.compile(r"(?:^|[\s_\-])(?:hot|hots|hotnews|rank|ranking|paihang|recommend|tuijian|related)(?:$|[\s_\-])")
_UP = 5


def _is_apart(element: Element) -> bool:
    return element.tag == "marquee" or _APART.search(element.names) is not None


@dataclass(frozen=True)
class OwnLists:
    """The lists of one page: `dated` counts the dated entries of each, `headings` tells what stands above it."""

    tree: Tree
    dated: Mapping[Element, int]
    headings: Headings

    def beside(self) -> set[Element]:
        """The lists that are not the page's own."""
        names = {group: heading_name(self.headings.above(group)) for group in self.dated}
        sides = {group for group, name in names.items() if is_side_heading(name) and name not in self._page}
        sides |= self._set_apart() if len(names) > 1 else set()
        own = {group: name for group, name in names.items() if group not in sides}
        if len(own) > 1:
            sides |= self._new(own) | self._foreign(own)
        return sides

    def _set_apart(self) -> set[Element]:
        """Lists that run over the page, or stand in a box named as a side bar, where there is another one."""
        apart = {group for group in self.dated if any(map(_is_apart, islice((group, *group.ancestors()), _UP)))}
        others = sum(number for group, number in self.dated.items() if group not in apart)
        return apart if others >= _LIST else set()

    def _new(self, own: Mapping[Element, str]) -> set[Element]:
        """Lists of what is new on the whole site: only where another list stands under no name but the page's."""
        new = {group for group, name in own.items() if is_new_heading(name) and name not in self._page}
        plain = sum(self.dated[group] for group, name in own.items() if group not in new and self._is_plain(name))
        others = sum(self.dated[group] for group in own if group not in new)
        return new if plain >= _LIST or others > sum(self.dated[group] for group in new) else set()

    def _foreign(self, own: Mapping[Element, str]) -> set[Element]:
        """Lists under other columns' names, where one stands under the page's own name."""
        foreign = {group for group, name in own.items() if not self._is_plain(name)}
        named = sum(self.dated[group] for group, name in own.items() if name in self._page)
        if named >= _LIST:
            return foreign
        # Boxes that lead on to other columns stand beside a list with pages, which a page of boxes has not.
        plain = max((self.dated[group] for group in own if group not in foreign), default=0)
        teasers = {group for group in foreign if self.headings.leads_on(group)}
        return teasers if teasers and plain >= _LIST and self._is_paged() else set()

    def _is_paged(self) -> bool:
        links = (link for link in self.tree.tagged("a") if 0 < link.size <= _FORWARD_TEXT)
        if any(_FORWARD.fullmatch(words(link, "")) for link in links):
            return True
        codes = (child for script in self.tree.tagged("script") for child in script.children if isinstance(child, str))
        return any(_PAGER.search(code) for code in codes)

    def _is_plain(self, name: str) -> bool:
        """Whether a heading says nothing against the list below: it is the page's name, a day, or no name at all."""
        return not name or name in self._page or is_day_heading(name) or len(name) > _NAME or bool(_CRUMB.search(name))

    @cached_property
    def _page(self) -> frozenset[str]:
        """The names of the page: parts of its title, its column tag, the end of its breadcrumbs."""
        return frozenset(name for name in self._names() if 1 < len(name) <= _NAME)

    def _names(self) -> Iterator[str]:
        for element in self.tree.tagged("title"):
            yield from _BETWEEN.split(fold("".join(c for c in element.children if isinstance(c, str))))
        for element in self.tree.tagged("meta"):
            if element.attrs.get("name", "").lower() == "columnname":
                yield fold(element.attrs.get("content", ""))
        for element in self.tree.bearing(("class", "id")):
            if 0 < element.size <= _CRUMBS and _are_crumbs(element.names):
                yield _BETWEEN.split(words(element))[-1]


@lru_cache(maxsize=1024)
def _are_crumbs(names: str) -> bool:
    """By an element's class and id, which pages repeat by the hundred."""
    return _CRUMB.search(names) is not None
