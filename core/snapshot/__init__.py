"""The snapshot: the contract between the crawler that writes it and the checks that judge it."""

from core.snapshot.coverage import Gap, GapReason
from core.snapshot.facts import ArticleFacts, FooterMarks, ListItem, PageFacts
from core.snapshot.link import CHOICE, MENDED, POSTED, RENDERED, Link, PlaceLink, Role
from core.snapshot.manifest import MEDIA, Manifest, Sanity, SnapshotKind
from core.snapshot.media import FetchStatus, GoneReason, Identity, Post, Taking, Window
from core.snapshot.page import Page, RenderedPage
from core.snapshot.page_row import DocumentRow, PageHistory, PageKind, PageRow
from core.snapshot.probe import Probe
from core.snapshot.reader import INDEX, SHOTS, WARC, Snapshot, open_snapshot
from core.snapshot.record_ref import RecordRef
from core.snapshot.rendered import Purpose, RenderedRow
from core.snapshot.resource import BROKEN, TEMPORARY, Hop, Resource, Verdict
from core.snapshot.scan import RuleResult, Scan, ScannedNode, View
from core.snapshot.watch import Look, Watch

__all__ = [
    "BROKEN",
    "CHOICE",
    "INDEX",
    "MEDIA",
    "MENDED",
    "POSTED",
    "RENDERED",
    "SHOTS",
    "TEMPORARY",
    "WARC",
    "ArticleFacts",
    "DocumentRow",
    "FetchStatus",
    "FooterMarks",
    "Gap",
    "GapReason",
    "GoneReason",
    "Hop",
    "Identity",
    "Link",
    "ListItem",
    "Look",
    "Manifest",
    "Page",
    "PageFacts",
    "PageHistory",
    "PageKind",
    "PageRow",
    "PlaceLink",
    "Post",
    "Probe",
    "Purpose",
    "RecordRef",
    "RenderedPage",
    "RenderedRow",
    "Resource",
    "Role",
    "RuleResult",
    "Sanity",
    "Scan",
    "ScannedNode",
    "Snapshot",
    "SnapshotKind",
    "Taking",
    "Verdict",
    "View",
    "Watch",
    "Window",
    "open_snapshot",
]
