"""How often the home page opened over each family, as the probe "ipv6.home" recorded it. Holds no check of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from checks.ipv6.answers import latest
from core.snapshot import Probe, Snapshot
from core.statuses import REFUSALS

#: Errors that may be our own network's: without a route, or names that could not be told.
_OURS = frozenset({"dns_failed"})


class Reach(Enum):
    """What the attempts on one address come to. The order is from best to worst."""

    OPENS = auto()
    UNCLEAR = auto()
    FAILS = auto()


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try of the home page at one address; `where` is the last hop's address (URL), `at` that of the first."""

    round: int
    address: str
    port: int
    status: int
    error: str
    elapsed_ms: int
    where: str

    @property
    def reach(self) -> Reach:
        """What it came to."""
        if self.status in REFUSALS or self.error in _OURS:
            return Reach.UNCLEAR
        return Reach.OPENS if 200 <= self.status < 400 and not self.error else Reach.FAILS

    @property
    def words(self) -> str:
        """The try in short, for evidence."""
        return f"[{self.address}]:{self.port} {self.error or self.status} {self.elapsed_ms} ms {self.where}".rstrip()


@dataclass(frozen=True, slots=True)
class Attempts:
    """All tries of one snapshot. `wanted` is how many were to be made over IPv6; `probe` None: none was."""

    probe: Probe | None
    wanted: int
    six: tuple[Attempt, ...]
    four: tuple[Attempt, ...]

    @property
    def excerpt(self) -> str:
        """The tries over IPv6 in short."""
        return "; ".join(one.words for one in self.six)


def home_attempts(snapshot: Snapshot, home: str = "") -> Attempts:
    """The latest tries of the home page, or of that one of several."""
    probe = latest(snapshot, "ipv6.home", home)
    if probe is None:
        return Attempts(None, 0, (), ())
    data = probe.data
    return Attempts(probe, int(data.get("wanted", 0)), _read(data.get("attempts", ())), _read(data.get("ipv4", ())))


def best_by_address(attempts: Iterable[Attempt]) -> dict[str, Reach]:
    """The best that any attempt on each address came to."""
    reach: dict[str, Reach] = {}
    for one in attempts:
        reach[one.address] = min(reach.get(one.address, one.reach), one.reach, key=lambda item: item.value)
    return dict(sorted(reach.items()))


def home_never_opens(snapshot: Snapshot) -> bool:
    """Whether every try of the home page over IPv6 failed: then nothing below it is a fault of its own."""
    reach = best_by_address(home_attempts(snapshot).six)
    return bool(reach) and set(reach.values()) == {Reach.FAILS}


def _read(attempts: Iterable[Mapping[str, Any]]) -> tuple[Attempt, ...]:
    return tuple(
        Attempt(
            int(one.get("round", 0)),
            str(one["address"]),
            int(one.get("port") or 0),
            int(one.get("status") or 0),
            str(one.get("error") or ""),
            int(one.get("elapsed_ms") or 0),
            str(one["hops"][-1][0]) if len(one.get("hops", ())) > 1 else "",
        )
        for one in attempts
    )
