"""The working-day calendar: weekdays, less public holidays, plus working weekends (调休)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from core.errors import CalendarError

#: The table shipped with the program; `Settings.holidays_file` replaces it.
SHIPPED = Path(__file__).with_name("holidays.toml")

_SATURDAY = 5
_DAY = timedelta(days=1)
#: No official holiday comes near this; a longer one is a slip of the pen (wrong year or month).
_LONGEST_HOLIDAY = timedelta(days=31)
#: Most weekdays that a year's arrangement takes from the working days: 13 statutory days (国务院令第795号) and the
#: weekdays that are swapped against weekends, rounded up.
_MOST_WEEKDAYS_OFF = 21


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Which days offices work. `documents` maps each year that is covered to the notice that arranged it.

    Source of the shipped table: the yearly notices of the State Council's General Office (国务院办公厅关于…年部分
    节假日安排的通知). Days of a year that is not covered are judged by weekday alone; see `warning`.
    """

    holidays: frozenset[date]
    working_weekends: frozenset[date]
    documents: Mapping[int, str]

    def is_working_day(self, day: date) -> bool:
        """True when offices work on `day`."""
        if day in self.holidays:
            return False
        return day.weekday() < _SATURDAY or day in self.working_weekends

    def add_working_days(self, day: date, count: int) -> date:
        """Return the `count`-th working day after `day`; the day itself does not count, 0 returns it unchanged.

        Raises ValueError for a negative count.
        """
        if count < 0:
            raise ValueError(f"cannot go back {-count} working days")
        while count:
            day += _DAY
            count -= self.is_working_day(day)
        return day

    def working_days_between(self, earlier: date, later: date) -> int:
        """Working days after `earlier` up to and including `later`; negative when they are the other way round."""
        if later < earlier:
            return -self.working_days_between(later, earlier)
        days = (earlier + timedelta(days=step) for step in range(1, (later - earlier).days + 1))
        return sum(self.is_working_day(day) for day in days)

    def fewest_between(self, earlier: date, later: date) -> int:
        """At least so many working days, whatever holidays the years without a table turn out to have."""
        unknown = set(range(earlier.year, later.year + 1)) - self.documents.keys()
        return self.working_days_between(earlier, later) - _MOST_WEEKDAYS_OFF * len(unknown)

    def warning(self, days: Iterable[date]) -> str:
        """Chinese warning when some of `days` lie in years without a holiday table, else an empty string."""
        missing = sorted({day.year for day in days} - self.documents.keys())
        if not missing:
            return ""
        years = "、".join(f"{year}年" for year in missing)
        return f"节假日表未包含{years}的放假调休安排，有关期限暂按周一至周五推算，请更新节假日表后核对。"

    def to_data(self) -> dict[str, Any]:
        """The calendar as JSON-able data, for the manifest of a snapshot."""
        return {
            "holidays": [day.isoformat() for day in sorted(self.holidays)],
            "working_weekends": [day.isoformat() for day in sorted(self.working_weekends)],
            "documents": {str(year): name for year, name in sorted(self.documents.items())},
        }


def read_calendar(data: Mapping[str, Any]) -> WorkingCalendar:
    """Inverse of `WorkingCalendar.to_data`. Raises ValueError, KeyError or TypeError for anything else."""
    return WorkingCalendar(
        frozenset(map(date.fromisoformat, data["holidays"])),
        frozenset(map(date.fromisoformat, data["working_weekends"])),
        {int(year): name for year, name in data["documents"].items()},
    )


def load_calendar(path: Path | None = None) -> WorkingCalendar:
    """Read a holiday table, the shipped one by default.

    Raises CalendarError, naming the file and the key, when it is missing or broken.
    """
    path = path or SHIPPED
    holidays: set[date] = set()
    weekends: set[date] = set()
    documents: dict[int, str] = {}
    for key, table in _read(path).items():
        year = _year(path, key, table)
        documents[year.number] = year.document()
        holidays.update(year.holidays())
        weekends.update(year.working_weekends())
    both = sorted(holidays & weekends)
    if both:
        raise CalendarError(f"节假日表 {path}：{both[0]} 既列为放假日又列为上班日，请更正。")
    return WorkingCalendar(frozenset(holidays), frozenset(weekends), documents)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise CalendarError(f"节假日表 {path} 无法打开（{error.strerror}）。请检查 holidays_file 设置。") from error
    except ValueError as error:
        raise CalendarError(f"节假日表 {path} 不是有效的 TOML 文件：{error}。") from error


def _year(path: Path, key: str, table: object) -> _Year:
    if not (key.isascii() and key.isdigit() and len(key) == 4 and key != "0000"):
        raise CalendarError(f"节假日表 {path}：键 [{key}] 应为四位年份，例如 [2026]。")
    if not isinstance(table, dict):
        raise CalendarError(f"节假日表 {path}：键 [{key}] 应为一个表。")
    return _Year(path, int(key), table)


@dataclass(frozen=True, slots=True)
class _Year:
    path: Path
    number: int
    table: dict[str, Any]

    def document(self) -> str:
        text = self.table.get("document")
        if not isinstance(text, str) or not text.strip():
            raise self._broken("document", "应写明放假安排的文件名称")
        return text

    def holidays(self) -> Iterator[date]:
        for index, entry in enumerate(self._list("holidays")):
            key = f"holidays[{index}]"
            if not isinstance(entry, dict):
                raise self._broken(key, "应为 { name, from, to }")
            first, last = self._day(entry.get("from"), f"{key}.from"), self._day(entry.get("to"), f"{key}.to")
            if not first <= last <= first + _LONGEST_HOLIDAY:
                raise self._broken(key, f"起止日期不合理：{first} 至 {last}")
            yield from (first + timedelta(days=step) for step in range((last - first).days + 1))

    def working_weekends(self) -> Iterator[date]:
        for index, value in enumerate(self._list("working_weekends")):
            day = self._day(value, f"working_weekends[{index}]")
            if day.weekday() < _SATURDAY:
                raise self._broken(f"working_weekends[{index}]", f"{day} 不是周六或周日")
            yield day

    def _list(self, key: str) -> list[object]:
        value = self.table.get(key)
        if not isinstance(value, list):
            raise self._broken(key, "应为列表")
        return value

    def _day(self, value: object, key: str) -> date:
        if isinstance(value, datetime) or not isinstance(value, date):
            raise self._broken(key, "应为日期，例如 2026-10-01")
        # New Year's holiday may begin in December of the year before.
        if value.year != self.number and (value.year, value.month) != (self.number - 1, 12):
            raise self._broken(key, f"{value} 不属于 {self.number} 年")
        return value

    def _broken(self, key: str, reason: str) -> CalendarError:
        return CalendarError(f"节假日表 {self.path}：键 {self.number}.{key} {reason}。")
