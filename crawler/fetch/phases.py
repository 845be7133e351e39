"""How long the steps of one request took: name, connection, TLS, first byte."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic


@dataclass(frozen=True, slots=True)
class Phases:
    """Milliseconds; −1: the step was not reached, or was not needed (a literal address, plain http, a kept connection).

    `first_byte_ms` counts from the request's beginning until its head was there; the others are lengths of their own.
    """

    dns_ms: int = -1
    connect_ms: int = -1
    tls_ms: int = -1
    first_byte_ms: int = -1


NOT_TIMED = Phases()


class Marks:
    """Moments noted while a request goes on; of each the first one counts."""

    def __init__(self) -> None:
        self._at: dict[str, float] = {"begun": monotonic()}

    def note(self, name: str) -> None:
        """Note that now is `name`: asked, named, dialled, joined, secured or answered."""
        self._at.setdefault(name, monotonic())

    def phases(self) -> Phases:
        """The lengths between them."""
        return Phases(
            self._between("asked", "named"),
            self._between("dialled", "joined"),
            self._between("joined", "secured"),
            self._between("begun", "answered"),
        )

    def _between(self, first: str, last: str) -> int:
        if first not in self._at or last not in self._at:
            return -1
        return round((self._at[last] - self._at[first]) * 1000)
