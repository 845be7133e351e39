"""Runs checks over a snapshot. One check's exception, missing need or broken page never stops the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from checks.browser_word import heard
from checks.grouping import Grouping
from checks.interface import Check, PageFunction, Params, RuleFunction, Scope, SnapshotFunction
from checks.places import Places
from checks.registry import Registry
from checks.ruling import Ruling
from checks.single import page_verdict
from checks.unsure_sight import hedged
from checks.view import PageView, SnapshotView
from checks.walk_word import left_to_walk
from checks.watched import removed_accounts, removed_pages
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Page, Snapshot


def run_checks(
    registry: Registry, snapshot: Snapshot, overrides: Mapping[str, Params] | None = None
) -> Iterator[Observation]:
    """Judge a snapshot with every check; `overrides` are parameters by check id from an indicator table.

    Yields observations in a fixed order: check by check for snapshot checks, then page by page. An inconclusive
    snapshot yields `untested` for every check but those apart from the crawl: a failed crawl accuses nobody.
    """
    settings = settings_of(registry, overrides or {})
    ready = []
    for item in registry:
        if item.of is not snapshot.kind:
            continue
        reason = _cannot_run(item, snapshot)
        if reason:
            yield untested(item, snapshot, reason)
        else:
            ready.append(item)
    for item in ready:
        if item.scope is Scope.SNAPSHOT:
            yield from _run_snapshot_check(item, snapshot, settings[item.id])
    page_checks = [item for item in ready if item.scope is Scope.PAGE]
    groupings = {item.id: Grouping(item, snapshot) for item in ready if item.scope is Scope.RULE}
    for page in snapshot.pages() if page_checks or groupings else ():
        yield from run_page_checks(page_checks, page, settings)
        yield from _group(groupings, [item for item in ready if item.id in groupings], page, settings)
    for grouping in groupings.values():
        yield from grouping.observations()
    for item in ready:
        yield from removed_pages(item, snapshot)
        yield from removed_accounts(item, snapshot)


def _group(
    groupings: Mapping[str, Grouping], rules: Iterable[Check], page: Page, settings: Mapping[str, Params]
) -> Iterator[Observation]:
    places = Places()
    for item in rules:
        view = cast(Page, PageView(page, item.id, item.needs))
        try:
            ruling = cast(RuleFunction, item.function)(view, settings[item.id])
        except Exception as error:
            groupings[item.id].fail(_crash(error))
            continue
        if ruling is not None:
            yield from groupings[item.id].add(page, _weighed(item, page, ruling), places)


def _weighed(item: Check, page: Page, ruling: Ruling) -> Ruling:
    """A rule's word on the source, with what style sheets may hide and what a browser saw taken into account."""
    return left_to_walk(item, page, heard(item, page, hedged(item, page, ruling)))


def settings_of(registry: Registry, overrides: Mapping[str, Params]) -> dict[str, Params]:
    """Each check's parameters: its own defaults, overlaid by an indicator table's."""
    return {item.id: {**item.defaults, **overrides.get(item.id, {})} for item in registry}


@dataclass(frozen=True, slots=True)
class Examined:
    """What one check said of one page; of a rule also which elements it named."""

    observation: Observation
    ruling: Ruling | None = None


def run_page_checks(checks: Iterable[Check], page: Page, settings: Mapping[str, Params]) -> Iterator[Observation]:
    """Run page checks and rules on one page, sharing its parse."""
    yield from (found.observation for found in examine_page(checks, page, settings))


def examine_page(checks: Iterable[Check], page: Page, settings: Mapping[str, Params]) -> Iterator[Examined]:
    """The same, with the elements that rules named."""
    for item in checks:
        if item.kinds and page.kind not in item.kinds:
            continue
        view = cast(Page, PageView(page, item.id, item.needs))
        try:
            # A check that fails half-way must not leave half a verdict.
            yield from list(_judged(item, page, view, settings[item.id]))
        except Exception as error:
            words, evidence = _crash(error), page.evidence()
            yield Examined(Observation(item.id, page.url, SubjectKind.PAGE, Outcome.UNTESTED, words, evidence=evidence))


def _judged(item: Check, page: Page, view: Page, params: Params) -> Iterator[Examined]:
    if item.scope is Scope.PAGE:
        yield from map(Examined, cast(PageFunction, item.function)(view, params))
    elif ruling := cast(RuleFunction, item.function)(view, params):
        ruling = _weighed(item, page, ruling)
        yield Examined(page_verdict(item, page, ruling), ruling)


def untested(item: Check, snapshot: Snapshot, reason: str) -> Observation:
    """The observation that a check could not run on this site, with the reason (Chinese)."""
    return Observation(item.id, snapshot.site.home, SubjectKind.SITE, Outcome.UNTESTED, reason)


def _run_snapshot_check(item: Check, snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    view = cast(Snapshot, SnapshotView(snapshot, item.id, item.needs))
    try:
        yield from list(cast(SnapshotFunction, item.function)(view, params))
    except Exception as error:
        yield untested(item, snapshot, _crash(error))


def _cannot_run(item: Check, snapshot: Snapshot) -> str:
    if not (snapshot.manifest.sanity.sound or item.apart):
        return "本次采集未通过可信度检验，不作判定：" + "；".join(snapshot.manifest.sanity.reasons)
    missing = [snapshot.manifest.absent[need] for need in sorted(item.needs) if need in snapshot.manifest.absent]
    return "未检测：" + "；".join(missing) if missing else ""


def _crash(error: Exception) -> str:
    return f"未检测：检查程序出错（{type(error).__name__}：{str(error)[:200]}），不影响其他检查项。"
