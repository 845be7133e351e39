"""How security checks report pages: one finding for what many pages share, and a pass for watched pages that are clean.

Holds no check of its own. Everything failed here is suspicion: only a person confirms it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from checks.security.survey import Survey
from core.outcome import BY_PERSON, Evidence, Observation, Outcome, Source, SubjectKind
from core.snapshot import Snapshot

#: Most places kept with one finding, and most records as evidence.
MAX_SOURCES = 20
_MAX_EVIDENCE = 5
#: Said at the end of every suspicion.
ASK = "请安排人员核实。"


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What is suspected of one page. Pages with the same `mark` share one finding; `sure` False: cannot tell."""

    url: str
    mark: tuple[str, ...]
    message: str
    evidence: tuple[Evidence, ...]
    sources: tuple[Source, ...] = field(default=())
    sure: bool = True


def report(
    check: str, snapshot: Snapshot, looked: Survey, found: Sequence[Suspicion], fine: str
) -> Iterator[Observation]:
    """Observations of one check on all pages. `fine` is said of the site when nothing at all was found."""
    watched = {watch.subject for watch in snapshot.watches(check)}
    home = snapshot.home.url if snapshot.home else snapshot.site.home
    named = list(_named(found, watched, home))
    for suspicion, pages in named:
        yield _observe(check, suspicion, pages)
    suspected = {item.url for item in found}
    for url in sorted(watched & looked.seen - suspected - looked.cut):
        page = snapshot.page(url)
        evidence = page.evidence() if page else ()
        message = "已重新检查本页，未再见到疑似情况。"
        yield Observation(check, url, SubjectKind.PAGE, Outcome.PASSED, message, evidence=evidence)
    if not found and home not in watched:
        evidence = snapshot.home.evidence() if snapshot.home else (Evidence(home),)
        yield Observation(check, home, SubjectKind.SITE, Outcome.PASSED, fine, evidence=evidence)


def _named(found: Sequence[Suspicion], watched: set[str], home: str) -> Iterator[tuple[Suspicion, list[Suspicion]]]:
    """Each finding's page with all that share its mark: those already known, else the home page, else the first."""
    groups: dict[tuple[bool, tuple[str, ...]], list[Suspicion]] = {}
    for item in found:
        groups.setdefault((item.sure, item.mark), []).append(item)
    for group in groups.values():
        known = [item for item in group if item.url in watched]
        first = next((item for item in group if item.url == home), group[0])
        for item in known or [first]:
            yield item, group


def _observe(check: str, item: Suspicion, group: list[Suspicion]) -> Observation:
    many = f"同样的情况见于 {len(group)} 个页面。" if len(group) > 1 else ""
    evidence = [*item.evidence, *(one for other in group if other is not item for one in other.evidence)]
    places = [Source(other.url) for other in group if other is not item]
    sources = (*item.sources[: 1 if places else MAX_SOURCES], *places) or (Source(item.url),)
    return Observation(
        check,
        item.url,
        SubjectKind.PAGE,
        Outcome.FAILED if item.sure else Outcome.CANT_TELL,
        f"{item.message}{many}{ASK}",
        evidence=tuple(evidence[:_MAX_EVIDENCE]),
        sources=sources[:MAX_SOURCES],
        source_count=max(len(group), len(sources)),
        rounds=BY_PERSON if item.sure else 1,
    )
