"""One line of what `xunjian doctor` reports."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """What one examination found."""

    GOOD = "ok"
    LACKING = "!"
    BROKEN = "x"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What, how it is, and what follows or what to do."""

    name: str
    state: State
    words: str
