"""What one rule saw of a whole site, page by page: places with their faults and doubts, each sampled and counted."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from checks.interface import Check
from checks.places import Places, selector_of
from checks.ruling import Fault, Ruling
from checks.single import is_whole, shown
from core.elements import SeenElement
from core.outcome import Evidence, Source
from core.snapshot import RENDERED, Page

#: Most pages named of one place, and most excerpts shown.
MAX_PAGES, MAX_EXCERPTS = 20, 5
#: Most places of one rule in one site; what stands elsewhere is counted together.
MAX_PLACES = 300
#: A place's name, and the fault's key where the rule gives one.
Spot = tuple[str, ...]


@dataclass(slots=True)
class Sample:
    """The same thing on some pages: how many, the first of them, and what it looks like there."""

    pages: int = 0
    elements: int = 0
    note: str = ""
    sources: list[Source] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)

    def add(self, page: Page, faults: list[Fault]) -> None:
        """The faults of one page at this place."""
        first = faults[0]
        self.pages += 1
        self.elements += len(faults)
        self.note = self.note or first.note
        if len(self.sources) < MAX_PAGES:
            self.sources.append(Source(page.url, element=_selector(first)))
        if len(self.evidence) < MAX_EXCERPTS:
            self.evidence.append(shown(page, first))


@dataclass(slots=True)
class Group:
    """One place: what is certain, and what a person must look at."""

    faults: Sample = field(default_factory=Sample)
    doubts: Sample = field(default_factory=Sample)


class Gathered:
    """One rule's rulings so far. `known` are places that open findings name: never left out, however many there are.

    `pages` counts those looked at whole, `elements` what was looked at on them; `crashed` those the rule failed on.
    """

    def __init__(self, item: Check, known: Collection[Spot] = ()) -> None:
        self.item, self._known = item, frozenset(known)
        self.groups: dict[Spot, Group] = {}
        self.rest, self.advice = Sample(), Sample()
        self.pages = self.elements = self.crashed = 0
        self.crash = ""

    def add(self, page: Page, ruling: Ruling, places: Places) -> bool:
        """Take one page's ruling; True when the page was looked at whole."""
        whole = is_whole(page)
        self.pages += whole
        self.elements += ruling.looked_at
        for spot, faults in _by_spot(ruling.faults, places).items():
            group = self._group(spot)
            (self.rest if group is None else group.faults if whole else group.doubts).add(page, faults)
        for spot, faults in _by_spot(ruling.doubts, places).items():
            group = self._group(spot)
            (self.rest if group is None else group.doubts).add(page, faults)
        if ruling.advice:
            self.advice.add(page, list(ruling.advice))
        return whole

    def fail(self, words: str) -> None:
        """The rule ended with an error on a page."""
        self.crashed += 1
        self.crash = self.crash or words

    def _group(self, spot: Spot) -> Group | None:
        group = self.groups.get(spot)
        if group is None and (len(self.groups) < MAX_PLACES or spot in self._known):
            group = self.groups[spot] = Group()
        return group


def _by_spot(faults: Iterable[Fault], places: Places) -> dict[Spot, list[Fault]]:
    found: dict[Spot, list[Fault]] = {}
    for fault in faults:
        place = places.of(fault.node)
        found.setdefault((place, fault.key) if fault.key else (place,), []).append(fault)
    return found


def _selector(fault: Fault) -> str:
    if isinstance(fault.node, SeenElement):
        return RENDERED + fault.node.selector
    return selector_of(fault.node)
