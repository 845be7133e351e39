"""Open findings whose page has been taken down: a positive pass, seen by the crawl, not silence."""

from __future__ import annotations

from collections.abc import Iterator

from checks.interface import Check
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Snapshot, Verdict


def removed_pages(item: Check, snapshot: Snapshot) -> Iterator[Observation]:
    """Pass every watched page-finding of `item` whose page now answers 404 or 410 and is linked from nowhere."""
    for watch in snapshot.watches(item.id):
        if watch.kind != SubjectKind.PAGE:
            continue
        resource = snapshot.resource(watch.subject)
        if resource is None or resource.verdict is not Verdict.DEAD or snapshot.has_link_to(watch.subject):
            continue
        yield Observation(
            item.id,
            watch.subject,
            SubjectKind.PAGE,
            Outcome.PASSED,
            f"页面已下线（{resource.status}），站内不再链接该页，问题随之消除。",
            identity=watch.identity,
            evidence=resource.evidence(),
        )
