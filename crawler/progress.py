"""What a crawl tells its caller while it runs: one JSON line per step on the worker's standard output."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from enum import StrEnum


class Phase(StrEnum):
    """The steps of one site's crawl, in order."""

    PAGES = "pages"
    RENDER = "render"
    LINKS = "links"
    SCAN = "scan"
    PROBES = "probes"
    SEALING = "sealing"


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a crawl stands: pages recorded, pages waiting, link targets settled and waiting, the last address."""

    phase: Phase
    pages: int = 0
    waiting_pages: int = 0
    links: int = 0
    waiting_links: int = 0
    url: str = ""

    def to_line(self) -> str:
        """One line of ASCII JSON, so that no locale can break it."""
        return json.dumps({"progress": {name: getattr(self, name) for name in _FIELDS}})


_FIELDS = tuple(field.name for field in fields(Progress))


def read_progress(line: str) -> Progress | None:
    """Inverse of `to_line`; None for any other line."""
    try:
        data = json.loads(line)["progress"]
        return Progress(**{**data, "phase": Phase(data["phase"])})
    except (ValueError, KeyError, TypeError):
        return None
