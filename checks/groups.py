"""What one rule saw of a whole site, page by page: places with their faults and doubts, each sampled and counted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from checks.interface import Check
from checks.places import Places, kind_of, selector_of
from checks.ruling import Fault, Ruling
from checks.single import is_whole, shown
from core.elements import SeenElement
from core.outcome import Evidence, Source
from core.snapshot import RENDERED, Page

#: Most pages named of one place, and most excerpts shown.
MAX_PAGES, MAX_EXCERPTS = 20, 5
#: Most places of one rule in one site; what stands elsewhere is counted together.
MAX_PLACES = 300
#: Most places of one kind, all in doubt, that are asked about one by one.
FEW = 3
#: Ends the name of what was seen in many places that are alike.
ALIKE = "alike"
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


@dataclass(slots=True)
class Alike:
    """What must be looked at in places of one kind, and those places."""

    places: set[Spot] = field(default_factory=set)
    doubts: Sample = field(default_factory=Sample)

    @property
    def many(self) -> bool:
        """Whether these are more than anybody asks about one by one: then they are one question."""
        return len(self.places) > FEW


class Gathered:
    """One rule's rulings so far. `known` are places that open findings name: never left out, however many there are.

    `alike` holds the doubts once more, by kinds of places; `elsewhere` are known places where another rule tells of it.
    `pages` counts those looked at whole, `elements` what was looked at on them, `moved` what other rules tell of;
    `crashed` the pages that the rule failed on.
    """

    def __init__(self, item: Check, known: Collection[Spot] = ()) -> None:
        self.item, self._known = item, frozenset(known)
        self.groups: dict[Spot, Group] = {}
        self.alike: dict[Spot, Alike] = {}
        self.elsewhere: set[Spot] = set()
        self.rest, self.advice = Sample(), Sample()
        self.pages = self.elements = self.moved = self.crashed = 0
        self.crash = ""

    def add(self, page: Page, ruling: Ruling, places: Places) -> bool:
        """Take one page's ruling; True when the page was looked at whole."""
        whole = is_whole(page)
        self.pages += whole
        self.elements += ruling.looked_at
        sure, doubts = (ruling.faults, ruling.doubts) if whole else ((), [*ruling.faults, *ruling.doubts])
        for spot, faults in _by_spot(sure, places).items():
            group = self._group(spot)
            (self.rest if group is None else group.faults).add(page, faults)
        self._doubt(page, _by_spot(doubts, places))
        self.moved += len(ruling.elsewhere)
        self.elsewhere |= self._known.intersection(_by_spot(ruling.elsewhere, places))
        if ruling.advice:
            self.advice.add(page, list(ruling.advice))
        return whole

    def fail(self, words: str) -> None:
        """The rule ended with an error on a page."""
        self.crashed += 1
        self.crash = self.crash or words

    def asked(self) -> Iterator[tuple[Spot, Sample]]:
        """What a person must look at: place by place, or once for many that are alike; a known place by itself."""
        for spot, group in self.groups.items():
            if group.doubts.pages and not group.faults.pages and not self._is_one_of_many(spot):
                yield spot, group.doubts
        for kind, alike in self.alike.items():
            if alike.many:
                yield kind, alike.doubts

    def _doubt(self, page: Page, by_spot: Mapping[Spot, list[Fault]]) -> None:
        kinds: dict[Spot, list[Fault]] = {}
        for spot, faults in by_spot.items():
            many = self._is_one_of_many(spot)
            # One more of many needs no room of its own, which a fault elsewhere may.
            group = self.groups.get(spot) if many else self._group(spot)
            if group is None and not many:
                self.rest.add(page, faults)
                continue
            if group is not None:
                group.doubts.add(page, faults)
                self.alike.setdefault(_kind(spot), Alike()).places.add(spot)
            if spot not in self._known:
                kinds.setdefault(_kind(spot), []).extend(faults)
        for kind, faults in kinds.items():
            self.alike[kind].doubts.add(page, faults)

    def _is_one_of_many(self, spot: Spot) -> bool:
        alike = self.alike.get(_kind(spot))
        return alike is not None and alike.many and spot not in self._known

    def _group(self, spot: Spot) -> Group | None:
        group = self.groups.get(spot)
        if group is None and (len(self.groups) < MAX_PLACES or spot in self._known):
            group = self.groups[spot] = Group()
        return group


def _kind(spot: Spot) -> Spot:
    return (kind_of(spot[0]), *spot[1:], ALIKE)


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
