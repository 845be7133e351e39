"""Who has to put a finding right."""

from __future__ import annotations

from core.county import Column, Site, responsible_unit
from core.outcome import Observation, SubjectKind
from ledger.findings.reconcile import UnitLookup


def unit_lookup(site: Site, columns: tuple[Column, ...]) -> UnitLookup:
    """Build the lookup for one site.

    A column's finding is the column's unit's, a page's that of the folder it lies in. A link's is the unit's on whose
    pages it stands; when pages of several units carry it, the site's own unit is answerable.
    """

    def lookup(observation: Observation) -> str:
        if observation.kind is SubjectKind.SITE:
            return site.unit
        if observation.kind is not SubjectKind.LINK:
            return responsible_unit(observation.subject, site, columns)
        units = {responsible_unit(source.page, site, columns) for source in observation.sources}
        return units.pop() if len(units) == 1 else site.unit

    return lookup
