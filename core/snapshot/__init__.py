"""The snapshot: the contract between the crawler that writes it and the checks that judge it."""

from core.snapshot.manifest import Manifest, Sanity
from core.snapshot.model import (
    BROKEN,
    POSTED,
    TEMPORARY,
    FooterMarks,
    Gap,
    GapReason,
    Hop,
    Link,
    ListItem,
    PageFacts,
    PageKind,
    PageRow,
    Probe,
    RecordRef,
    Resource,
    Role,
    Verdict,
    Watch,
)
from core.snapshot.page import Page
from core.snapshot.reader import INDEX, WARC, Snapshot, open_snapshot

__all__ = [
    "BROKEN",
    "INDEX",
    "POSTED",
    "TEMPORARY",
    "WARC",
    "FooterMarks",
    "Gap",
    "GapReason",
    "Hop",
    "Link",
    "ListItem",
    "Manifest",
    "Page",
    "PageFacts",
    "PageKind",
    "PageRow",
    "Probe",
    "RecordRef",
    "Resource",
    "Role",
    "Sanity",
    "Snapshot",
    "Verdict",
    "Watch",
    "open_snapshot",
]
