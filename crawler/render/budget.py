"""How much one page may receive and how many connections it may open."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Budget:
    """What is left of a page's bytes and connections; `refused` keeps what the guard said no to."""

    bytes: int
    connections: int
    refused: list[str] = field(default_factory=list)

    def open(self) -> bool:
        """Count one more connection; False when there have been enough."""
        self.connections -= 1
        return self.connections >= 0

    def take(self, size: int) -> bool:
        """Count `size` bytes; False when they are more than are left."""
        self.bytes -= size
        return self.bytes >= 0

    def renew(self, bytes: int, connections: int) -> None:
        """Begin anew, for the next page in the same tab."""
        self.bytes, self.connections = bytes, connections
        self.refused.clear()

    @property
    def spent(self) -> bool:
        """Whether the page wanted more than it may have."""
        return self.bytes < 0 or self.connections < 0
