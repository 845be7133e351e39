"""A week of visits, counted and judged by the rule of 国办秘函〔2019〕19号. Holds no check of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from checks.interface import Params
from core.availability import VALID, SlotOutcome
from core.outcome import Outcome

#: Days named one by one in a sentence.
_MOST_DAYS = 7


@dataclass(frozen=True, slots=True)
class Day:
    """One Beijing day's slots by what became of them."""

    day: date
    counts: Mapping[SlotOutcome, int]

    @property
    def valid(self) -> int:
        """Visits that say something of the site."""
        return sum(self.counts[outcome] for outcome in VALID)

    @property
    def gaps(self) -> int:
        """Slots that nobody visited, or that were cut off."""
        return self.counts[SlotOutcome.MISSED] + self.counts[SlotOutcome.LOST]


@dataclass(frozen=True, slots=True)
class Week:
    """The days of a window, in order."""

    days: tuple[Day, ...]

    def total(self, *outcomes: SlotOutcome) -> int:
        """How many slots came to one of these."""
        return sum(day.counts[outcome] for day in self.days for outcome in outcomes)

    @property
    def valid(self) -> int:
        """N: visits that count."""
        return self.total(*VALID)

    @property
    def failed(self) -> int:
        """F: those at which the site did not open."""
        return self.total(SlotOutcome.FAILED)

    @property
    def unclear(self) -> int:
        """Those at which a server answered us, but perhaps not as it answers visitors."""
        return self.total(SlotOutcome.UNCLEAR)

    @property
    def share(self) -> str:
        """F of N in percent, rounded down, so that what is shown never reaches a line that was not reached."""
        return f"{1000 * self.failed // self.valid / 10:.1f}%" if self.valid else "—"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the week comes to, in words."""

    outcome: Outcome
    message: str
    warning: str = ""


def read_week(data: Mapping[str, Any]) -> Week:
    """The week in a probe's data."""
    return Week(tuple(_day(row) for row in data["days"]))


def _day(row: Mapping[str, Any]) -> Day:
    return Day(date.fromisoformat(row["day"]), {outcome: int(row[outcome.value]) for outcome in SlotOutcome})


def judge_week(week: Week, params: Params) -> Judgement:
    """Failed when 100·F ≥ limit·N on `days` days with `per_day` valid visits each; unclear ones never accuse.

    Passed only when it would still be under the line if all the unclear ones had failed.
    """
    limit, valid, failed, unclear = int(params["limit_percent"]), week.valid, week.failed, week.unclear
    lacking = _lacking(week, params)
    if lacking:
        sofar = f"已有的有效监测 {valid} 次中打不开 {failed} 次。" if valid else ""
        return Judgement(Outcome.CANT_TELL, f"无法判断站点能否正常访问：{lacking}{sofar}")
    span = f"{week.days[0].day} 至 {week.days[-1].day} 有效监测 {valid} 次，超过（含）15 秒打不开 {failed} 次"
    fact = f"{span}，占 {week.share}"
    if 100 * failed >= limit * valid:
        return Judgement(Outcome.FAILED, f"{fact}，达到 {limit}%。")
    if 100 * (failed + unclear) >= limit * valid:
        beside = f"另有 {unclear} 次服务器有应答，但不接受自动检查或应答异常，公众能否打开请人工核实"
        return Judgement(Outcome.CANT_TELL, f"无法判断站点能否正常访问：{fact}；{beside}。")
    near = 100 * failed >= int(params["warn_percent"]) * valid
    warning = f"打不开的次数占 {week.share}（{failed} 次），接近 {limit}% 的否决线。" if near else ""
    return Judgement(Outcome.PASSED, f"{fact}，未达到 {limit}%。", warning)


def _lacking(week: Week, params: Params) -> str:
    """What the rule asks for and the week has not; empty when it has all."""
    days, per_day = int(params["days"]), int(params["per_day"])
    short = [day for day in week.days if day.valid < per_day]
    if not short and len(week.days) >= days:
        return ""
    named = "、".join(_words(day) for day in short[:_MOST_DAYS]) or f"现有 {len(week.days)} 天"
    return f"需连续 {days} 天、每天有效监测 {per_day} 次以上（含），{named}。"


def _words(day: Day) -> str:
    own = day.counts[SlotOutcome.OWN]
    why = [f"未监测 {day.gaps} 次"] * bool(day.gaps) + [f"本系统原因 {own} 次"] * bool(own)
    return f"{day.day} 仅 {day.valid} 次（{'，'.join(why)}）"


def failures(data: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """The failed slots of a probe's data, in order."""
    return [slot for slot in data["slots"] if slot["outcome"] == SlotOutcome.FAILED]
