"""Whether a crawl looked everywhere, so that what it did not find can be called missing. Holds no check."""

from __future__ import annotations

from core.snapshot import GapReason, Snapshot

#: Gaps that leave out pages without regard to what they are; the others concern addresses that links name.
_BLIND = frozenset(set(GapReason) - {GapReason.ROBOTS, GapReason.GUARDED, GapReason.FETCH_ERROR})


def left_out(snapshot: Snapshot) -> bool:
    """True when caps, deadlines or a quick look left out pages of which nothing is known."""
    return any(gap.reason in _BLIND for gap in snapshot.gaps())
