"""A day that remembers on which later day what was decided by it would have been decided otherwise."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Self


class WatchedDay(date):
    """Stands for the day of the visit while a page is read; `turns` are the days on which the reading would change.

    Dates without a year are given the newest year that has come, so the same page reads differently later. Days
    only go forward: a day that has come stays past, so only comparisons with days still to come matter. Anything
    else done with the day counts as changing at once.
    """

    turns: list[date]
    _ahead: timedelta

    @classmethod
    def of(cls, day: date) -> Self:
        """Watch `day`."""
        return cls._made(day, timedelta(0), [])

    @classmethod
    def _made(cls, day: date, ahead: timedelta, turns: list[date]) -> Self:
        made = cls(day.year, day.month, day.day)
        made.turns, made._ahead = turns, ahead
        return made

    def _plain(self) -> date:
        return date(self.year, self.month, self.day)

    def __add__(self, other: timedelta) -> Self:
        return self._made(self._plain() + other, self._ahead + other, self.turns)

    __radd__ = __add__

    def _compare(self, other: date, edge: timedelta) -> None:
        turn = other - self._ahead + edge
        if turn > self._plain() - self._ahead:
            self.turns.append(turn)

    def __ge__(self, other: date) -> bool:
        self._compare(other, timedelta(0))
        return self._plain() >= other

    def __gt__(self, other: date) -> bool:
        self._compare(other, timedelta(1))
        return self._plain() > other

    def __le__(self, other: date) -> bool:
        self._compare(other, timedelta(1))
        return self._plain() <= other

    def __lt__(self, other: date) -> bool:
        self._compare(other, timedelta(0))
        return self._plain() < other

    def __sub__(self, other: Any) -> Any:
        self.turns.append(self._plain() - self._ahead)
        return self._plain() - other

    def __rsub__(self, other: Any) -> Any:
        self.turns.append(self._plain() - self._ahead)
        return other - self._plain()

    def __eq__(self, other: object) -> bool:
        self.turns.append(self._plain() - self._ahead)
        return self._plain() == other

    __hash__ = date.__hash__
