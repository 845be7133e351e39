"""What addresses became in a browser that ran their scripts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.outcome import Evidence
from core.snapshot.facts import PageFacts
from core.snapshot.record_ref import RecordRef


class Purpose(StrEnum):
    """Why an address was opened in a browser."""

    PAGE = "page"  # its scripts fill it
    LINK = "link"  # it refused every other client


@dataclass(frozen=True, slots=True)
class RenderedRow:
    """What one address became in a browser that ran its scripts.

    `failure` says in plain words why it did not open there (English, technical; empty: it opened), `status` is that of
    the last document shown. `whole`: it came to rest, and no data that it asked for failed to come. `facts` are None
    for links and where nothing opened. `shot` is the picture's path inside the snapshot. `record` holds the html after
    the scripts: `conversion` of a recorded page, else `resource` (ISO 28500), or `metadata` about a failure.
    """

    url: str
    purpose: Purpose
    at: str
    record: RecordRef
    status: int = 0
    failure: str = ""
    whole: bool = False
    facts: PageFacts | None = None
    shot: str = ""

    def evidence(self, excerpt: str = "") -> tuple[Evidence, ...]:
        """The rendered html and its picture."""
        return (self.record.evidence(self.url, excerpt, self.shot),)
