"""Faults of a site's templates, which stand on many pages: where to look at one, and on how many it stands."""

from __future__ import annotations

from core.finding import Finding
from core.outcome import Observation, SubjectKind
from ledger.findings.data import stored_observation


def is_spread(observation: Observation) -> bool:
    """Whether it is about a place that pages share: its subject is the site, its sources are the pages."""
    return observation.kind is SubjectKind.SITE and bool(observation.sources)


def address_of(observation: Observation) -> str:
    """The address that shows it: of what pages share the first page, else the subject itself."""
    return observation.sources[0].page if is_spread(observation) else observation.subject


def last_address(finding: Finding) -> str:
    """Where a finding was last seen."""
    return address_of(stored_observation(finding))


def pages_of(observation: Observation, most: int) -> str:
    """共12个页面：and the first of them; empty for everything else."""
    if not is_spread(observation):
        return ""
    named = [source.page for source in observation.sources[:most]]
    more = "等" if observation.source_count > len(named) else ""
    return f"共{observation.source_count}个页面：{'；'.join(named)}{more}"
