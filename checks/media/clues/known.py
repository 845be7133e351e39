"""The registered accounts as clues are compared with them: by id first, then by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from checks.media.clues.folding import bare, folded
from checks.media.clues.naming import Reader, Reading
from checks.media.clues.references import Reference, references_of
from core.county import Account

#: Names of at least so many characters may differ by a slip; of shorter ones one character makes another name.
_LONG = 6
_ALIKE = 90.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One registered account with its name taken apart and everything it is known by."""

    account: Account
    reading: Reading
    name: str
    references: frozenset[Reference]


class Known:
    """All registered accounts of a county, those closed included."""

    def __init__(self, accounts: Iterable[Account], reader: Reader, ornaments: Iterable[str] = ()) -> None:
        self._ornaments = tuple(ornaments)
        self.entries = tuple(
            Entry(account, reader.read(account.name), self._bare(account.name), references_of(account))
            for account in accounts
        )
        self._by_reference = {reference: entry for entry in reversed(self.entries) for reference in entry.references}

    def by_reference(self, references: Iterable[Reference]) -> Entry | None:
        """The account with one of these ids."""
        return next((self._by_reference[one] for one in references if one in self._by_reference), None)

    def by_name(self, platform: str, name: str, reading: Reading) -> Entry | None:
        """The account on this platform (any, when it is not known) whose name says the same."""
        mine = [entry for entry in self.entries if not platform or entry.account.platform == platform]
        plain = self._bare(name)
        same = [entry for entry in mine if entry.name == plain or _same(entry.reading, reading)]
        if not same and len(plain) >= _LONG:
            same = [entry for entry in mine if len(entry.name) >= _LONG and fuzz.ratio(entry.name, plain) >= _ALIKE]
        return same[0] if same else None

    def of_unit(self, platform: str, unit: str) -> Entry | None:
        """The first account of a unit on a platform."""
        return next(
            (entry for entry in self.entries if entry.account.platform == platform and entry.account.unit == unit), None
        )

    def _bare(self, name: str) -> str:
        return bare(folded(name), self._ornaments)


def _same(one: Reading, other: Reading) -> bool:
    return bool(one.place) and (one.place, one.core) == (other.place, other.core)
