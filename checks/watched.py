"""Open findings whose page has been taken down, or is none: a positive pass, seen by the crawl, not silence."""

from __future__ import annotations

from collections.abc import Iterator

from checks.interface import Check, Scope
from core.outcome import Evidence, Observation, Outcome, SubjectKind
from core.snapshot import Resource, Role, Snapshot, Verdict, Watch

#: What is linked as these alone is judged as a file, and no page check looks at it.
_FILES = frozenset({Role.ATTACHMENT, Role.IMAGE, Role.MEDIA, Role.SCRIPT, Role.STYLE})


def removed_pages(item: Check, snapshot: Snapshot) -> Iterator[Observation]:
    """Pass every watched page-finding of `item` whose page is no more.

    Either it now answers 404 or 410 and is linked from nowhere, or the site's pages link to it only as a file, which
    was looked at as such.
    """
    for watch in snapshot.watches(item.id):
        if watch.kind != SubjectKind.PAGE:
            continue
        resource = snapshot.resource(watch.subject)
        if resource is None:
            continue
        if resource.verdict is Verdict.DEAD and not snapshot.has_link_to(watch.subject):
            yield _passed(watch, resource, f"页面已下线（{resource.status}），站内不再链接该页，问题随之消除。")
        elif item.scope is not Scope.SNAPSHOT and _is_file(watch.subject, snapshot):
            yield _passed(watch, resource, "该地址在站内只作为附件、图片等文件引用，不是网页，本项不再适用。")


def removed_accounts(item: Check, snapshot: Snapshot) -> Iterator[Observation]:
    """Pass every watched finding of `item` whose account the register no longer holds."""
    registered = {account.key for account in snapshot.accounts}
    # Confirmed clues are of accounts that the register never held: their own check speaks of them.
    registered |= {probe.subject for probe in snapshot.probes("clue")}
    for watch in snapshot.watches(item.id):
        if watch.kind == SubjectKind.ACCOUNT and watch.subject not in registered:
            message, evidence = "登记表已不再登记该账号，不再检查。", (Evidence(watch.subject),)
            yield Observation(
                item.id, watch.subject, SubjectKind.ACCOUNT, Outcome.PASSED, message, watch.identity, evidence
            )


def _is_file(url: str, snapshot: Snapshot) -> bool:
    roles = snapshot.linked_as(url)
    return bool(roles) and roles <= _FILES and snapshot.page(url) is None


def _passed(watch: Watch, resource: Resource, message: str) -> Observation:
    return Observation(
        watch.check,
        watch.subject,
        SubjectKind.PAGE,
        Outcome.PASSED,
        message,
        identity=watch.identity,
        evidence=resource.evidence(),
    )
