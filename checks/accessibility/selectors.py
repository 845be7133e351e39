"""Which elements of a page a selector means: compounds are matched by lexbor, combinators here.

lexbor goes back and forth over combinators, for hours in a page made for it; here each element is looked at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

#: Steps taken for all selectors of a page, one an element looked at; past them nothing is matched any more.
MAX_STEPS = 20_000_000
#: Deepest element that is climbed up from, and most neighbours gone past.
_FAR = 100_000
#: Brackets within brackets that are seen as such.
_NESTED = 8
_BRACKETS = re.compile(r"\[[^\]]*\]|\([^()]*\)")
_COMBINATOR = re.compile(r"\s*([>+~])\s*|\s+")
_NAME = re.compile(r"[.#]?[A-Za-z_\u0080-\uffff-][\w\u0080-\uffff-]*")
_PSEUDO_CLASS = re.compile(r"(?<!\\)::?[\w-]+(?:\((?:[^()]|\([^()]*\))*\))?")
_TRANSPARENT = re.compile(r":(?:not|is|has|matches)(?=\()", re.IGNORECASE)
_WHERE = re.compile(r":where\([^()]*\)", re.IGNORECASE)
_TYPE = re.compile(r"(?:^|[\s>+~(,])[A-Za-z][\w-]*")
#: What lexbor counts anew for every element among its neighbours.
_COUNTING = re.compile(r":(?:nth-|only-|first-of|last-)", re.IGNORECASE)
_NEIGHBOURLY = 20
#: Brackets in which combinators stand, or that look down into every element.
_WINDING = re.compile(r"\([^()]*[^\s(,+-][\s>~][^()]*\)|:has\(", re.IGNORECASE)
_NTH = re.compile(r"\(\s*[\dn+\s-]+\)", re.IGNORECASE)


class Specificity(NamedTuple):
    """Ids, classes (with attributes and pseudo-classes), types: Selectors 4, section 17."""

    ids: int
    classes: int
    types: int


class Step(NamedTuple):
    """One compound of a selector and the combinator before it; empty for the first."""

    combinator: str
    compound: str


def split_list(selectors: str) -> list[str]:
    """The selectors of a list, without those that are empty."""
    if "(" not in selectors and "[" not in selectors:
        return [one for one in map(str.strip, selectors.split(",")) if one]
    masked, found, start = _masked(selectors), [], 0
    for end in [*(match.start() for match in re.finditer(",", masked)), len(selectors)]:
        found.append(selectors[start:end].strip())
        start = end + 1
    return [one for one in found if one]


def specificity(selector: str) -> Specificity:
    """A selector's specificity; of a list in brackets all of it counts, which is rarely more than its most specific."""
    text = _WHERE.sub("", selector) if ":where(" in selector else selector
    text, attributes = re.subn(r"\[[^\]]*\]", "", text)
    text = _TRANSPARENT.sub("", text)
    text, pseudo = re.subn(r":[\w-]+(?:\([^()]*\))?", "", text)
    classes = text.count(".") + attributes + pseudo
    return Specificity(text.count("#"), classes, len(_TYPE.findall(text)))


def steps_of(selector: str) -> list[Step]:
    """The compounds of a selector from left to right."""
    masked, found, start, combinator = _masked(selector), [], 0, ""
    for match in _COMBINATOR.finditer(masked):
        found.append(Step(combinator, selector[start : match.start()]))
        start, combinator = match.end(), match[1] or " "
    return [*found, Step(combinator, selector[start:])]


@lru_cache(maxsize=8192)
def names_in(selector: str) -> frozenset[str]:
    """Classes (.a), ids (#a) and types that an element and those around it must have for the selector to match."""
    if "\\" in selector or "|" in selector:
        return frozenset()
    bare = _PSEUDO_CLASS.sub("", re.sub(r"\[[^\]]*\]", "", selector))
    if "(" in bare:
        return frozenset()
    return frozenset(name if name[0] in ".#" else name.lower() for name in _NAME.findall(bare))


@lru_cache(maxsize=8192)
def names_of_subject(selector: str) -> frozenset[str]:
    """Those that the element itself must have."""
    return names_in(steps_of(selector)[-1].compound)


class Matcher:
    """Matches selectors within one page. `exhausted` tells that the steps were used up."""

    def __init__(self, dom: LexborHTMLParser, size: int) -> None:
        self._dom, self._size, self._left = dom, max(size, 1), MAX_STEPS
        self._compounds: dict[str, list[LexborNode] | None] = {}

    @property
    def exhausted(self) -> bool:
        """Whether some selectors were not matched, because there were too many for a page of this size."""
        return self._left < 0

    def match(self, selector: str) -> tuple[list[LexborNode], bool]:
        """The elements that it means, and whether that is sure: what cannot be read of a selector is left out of it."""
        if "(" not in selector or not _WINDING.search(_NTH.sub("", selector)):
            found = self._match(selector)
            if found is not None:
                return found, True
        rest = _PSEUDO_CLASS.sub("", selector).strip()
        return (self._match(rest) or [] if rest else []), False

    def _match(self, selector: str) -> list[LexborNode] | None:
        found: list[LexborNode] | None = None
        for step in steps_of(selector):
            nodes = self._compound(step.compound)
            if nodes is None:
                return None
            found = nodes if found is None else list(self._behind(step.combinator, found, nodes))
            if not found:
                return []
        return found

    def _compound(self, compound: str) -> list[LexborNode] | None:
        if compound not in self._compounds:
            self._left -= self._size * (self._size // _NEIGHBOURLY + 1 if _COUNTING.search(compound) else 1)
            self._compounds[compound] = [] if self._left < 0 else self._asked(compound)
        return self._compounds[compound]

    def _asked(self, compound: str) -> list[LexborNode] | None:
        try:
            return self._dom.css(compound) if compound else None
        except SelectolaxError:
            return None

    def _behind(self, combinator: str, before: Iterable[LexborNode], nodes: list[LexborNode]) -> Iterator[LexborNode]:
        keys = {node.mem_id for node in before}
        known: dict[int, bool] = {}
        for node in nodes:
            if combinator in ">+":
                near = node.parent if combinator == ">" else _element_before(node)
                if near is not None and near.mem_id in keys:
                    yield node
            elif self._is_behind(combinator, node, keys, known):
                yield node

    def _is_behind(self, combinator: str, node: LexborNode, keys: set[int], known: dict[int, bool]) -> bool:
        """Whether one of `keys` stands above the element, or before it; what was found on the way is remembered."""
        passed: list[int] = []
        at: LexborNode | None = node
        answer = False
        for _ in range(_FAR):
            at = (at.parent if combinator == " " else at.prev) if at is not None else None
            if at is None:
                break
            key = at.mem_id
            if key in keys or key in known:
                answer = key in keys or known[key]
                break
            passed.append(key)
        self._left -= len(passed)
        known.update(dict.fromkeys(passed, answer))
        return answer


def _element_before(node: LexborNode) -> LexborNode | None:
    before = node.prev
    while before is not None and not before.is_element_node:
        before = before.prev
    return before


def _masked(selector: str) -> str:
    """The selector with what stands in brackets blotted out, character by character."""
    if "(" not in selector and "[" not in selector:
        return selector
    for _ in range(_NESTED):
        blotted = _BRACKETS.sub(lambda match: "_" * len(match[0]), selector)
        if blotted == selector:
            break
        selector = blotted
    return selector
