"""What to make of one account that somebody came across: registered, a clue for a person, or nobody's of ours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from checks.media.clues.known import Entry, Known
from checks.media.clues.naming import Reader, Reading
from checks.media.clues.references import Reference, comparable
from checks.media.clues.words import NameWords
from core.county import Account


class Rank(IntEnum):
    """How much speaks for an account of the county that is not registered; REGISTERED and OTHER are no clues."""

    REGISTERED = -1
    OTHER = 0
    LOW = 1  # only the place's name: most are private
    MIDDLE = 2
    HIGH = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """`reason` says why, in Chinese. `unit` is whose it may be, `account` the key of the registered one it is or is
    like."""

    rank: Rank
    reason: str
    unit: str = ""
    account: str = ""


class Judge:
    """Compares accounts with one county's register and list of units."""

    def __init__(self, county: str, units: Iterable[str], accounts: Sequence[Account], words: NameWords) -> None:
        self._reader = Reader(county, units, words)
        self._known = Known(accounts, self._reader, words.decorations)

    def judge(self, platform: str, name: str, references: Iterable[Reference] = ()) -> Verdict:
        """By id first, then by name. `platform` may be empty: not known."""
        ids = [reference for reference in references if not reference.named]
        entry = self._known.by_reference(ids)
        if entry is not None:
            return Verdict(
                Rank.REGISTERED, f"ID 与已登记的{_called(entry)}相同。", entry.account.unit, entry.account.key
            )
        reading = self._reader.read(name)
        entry = self._known.by_name(platform, name, reading) if name else None
        if entry is not None:
            return _like(entry, [one for one in ids if not one.sealed])
        return self._unregistered(platform, reading)

    def _unregistered(self, platform: str, reading: Reading) -> Verdict:
        if not reading.place:
            return Verdict(Rank.OTHER, "名称中没有本县（市、区）或所辖乡镇、街道的地名。")
        if reading.private:
            told = f"名称含“{reading.private}”，多为商业或个人账号。"
            unit = self._unit(reading) if reading.full and reading.kind else ""
            # Under a unit's whole name it may still be the unit's own (某县教育局招聘).
            return (
                Verdict(Rank.LOW, f"{told}但写有本县单位“{unit}”，请人工判断。", unit)
                if unit
                else Verdict(Rank.OTHER, told)
            )
        if reading.outside:
            return Verdict(Rank.OTHER, f"名称含“{reading.outside}”，不属于本级政府系统，或由上级垂直管理。")
        verdict = self._ranked(reading)
        entry = self._known.of_unit(platform, verdict.unit) if verdict.unit else None
        if entry is None:
            return verdict
        beside = f"该单位在本平台已登记{_called(entry)}，名称不同，请核对是否另一账号。"
        return Verdict(verdict.rank, verdict.reason + beside, verdict.unit, entry.account.key)

    def _unit(self, reading: Reading) -> str:
        """The county's unit that does this, or, where there is none, one that does it among other things."""
        units = self._reader.by_function
        exact = (units[one] for one in reading.functions if one in units)
        among = (units[known] for one in reading.functions for known in units if one in known or known in one)
        return next(exact, "") or next(among, "")

    def _ranked(self, reading: Reading) -> Verdict:
        where = f"名称含地名“{reading.place}”"
        if reading.unread:
            told = f"{where}，其余“{reading.unread}”不能解释，请人工判断。"
            return Verdict(Rank.MIDDLE if reading.full and reading.kind else Rank.LOW, told, reading.unit)
        unit = self._unit(reading)
        if unit:
            return Verdict(Rank.HIGH, f"{where}，职能与本县单位“{unit}”相符。", unit)
        if reading.functions:
            return Verdict(Rank.MIDDLE, f"{where}和政府职能“{reading.functions[0]}”，单位名录中没有对应单位。")
        if reading.government:
            return Verdict(Rank.HIGH, f"{where}和政府专用的名称。", reading.unit)
        if reading.full:
            return Verdict(Rank.HIGH if reading.unit else Rank.MIDDLE, f"{where}，没有其他限定。", reading.unit)
        return Verdict(Rank.LOW, f"{where}，没有单位或职能名称，请人工判断。", reading.unit)


def _like(entry: Entry, ids: list[Reference]) -> Verdict:
    account = entry.account
    others = [reference for reference in entry.references if not reference.sealed]
    if ids and others and all(comparable(one, other) for one in ids for other in others):
        reason = f"名称与已登记的{_called(entry)}相同，但 ID 不同：可能是另一账号或仿冒账号。"
        return Verdict(Rank.HIGH, reason, account.unit, account.key)
    return Verdict(Rank.REGISTERED, f"名称与已登记的{_called(entry)}相符。", account.unit, account.key)


def _called(entry: Entry) -> str:
    return f"“{entry.account.title}”"
