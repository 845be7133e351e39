"""What was observed of a site's accessibility (无障碍), arranged for reading: faults, doubts, what was not tested."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from checks import Registry
from core.outcome import Observation, Outcome
from core.snapshot import Snapshot

#: Beginning of the ids of the built-in checks; others' are known by the success criteria that they cite.
FAMILY = "a11y."
#: Most pictures of one site.
MAX_PICTURES = 40


@dataclass(frozen=True, slots=True)
class Arranged:
    """One site's observations by what they say; `passed` and `inapplicable` count checks."""

    violations: tuple[Observation, ...]
    doubts: tuple[Observation, ...]
    untested: tuple[Observation, ...]
    passed: int
    inapplicable: int


@dataclass(frozen=True, slots=True)
class Kind:
    """Observations of one check, the most widespread first."""

    check: str
    items: tuple[Observation, ...]

    @property
    def pages(self) -> int:
        """On how many pages its most widespread one stands."""
        return max(item.source_count for item in self.items)


def kinds(observations: Iterable[Observation]) -> tuple[Kind, ...]:
    """By check: what has one remedy stands together; the most widespread kind first."""
    found: dict[str, list[Observation]] = {}
    for item in sorted(observations, key=lambda item: (-item.source_count, item.identity)):
        found.setdefault(item.check, []).append(item)
    return tuple(
        sorted(
            (Kind(check, tuple(items)) for check, items in found.items()), key=lambda kind: (-kind.pages, kind.check)
        )
    )


def of_accessibility(registry: Registry, observations: Iterable[Observation]) -> tuple[Observation, ...]:
    """Those of checks about accessibility, in their order."""
    about = {item.id for item in registry if item.id.startswith(FAMILY) or item.wcag}
    return tuple(item for item in observations if item.check in about)


def pictures_of(snapshot: Snapshot, observations: Iterable[Observation]) -> dict[str, bytes]:
    """Pictures of elements at fault, by their names in the snapshot, the most widespread faults' first."""
    found = arranged(observations)
    names = (proof.shot for item in (*found.violations, *found.doubts) for proof in item.evidence[:1] if proof.shot)
    return {name: picture for name in list(dict.fromkeys(names))[:MAX_PICTURES] if (picture := snapshot.shot(name))}


def arranged(observations: Iterable[Observation]) -> Arranged:
    """The most widespread first, in each part."""
    ordered = sorted(observations, key=lambda item: (-item.source_count, item.check, item.identity))
    parts = {outcome: tuple(item for item in ordered if item.outcome is outcome) for outcome in Outcome}
    wrong = {item.check for item in ordered if item.outcome in (Outcome.FAILED, Outcome.CANT_TELL)}
    return Arranged(
        parts[Outcome.FAILED],
        parts[Outcome.CANT_TELL],
        parts[Outcome.UNTESTED],
        len({item.check for item in parts[Outcome.PASSED]} - wrong),
        len({item.check for item in parts[Outcome.INAPPLICABLE]} - wrong),
    )
