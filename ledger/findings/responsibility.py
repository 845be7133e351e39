"""Who has to put a finding right."""

from __future__ import annotations

from collections.abc import Iterable

from core.county import Column, Site, Unit, responsible_unit
from core.outcome import Observation, SubjectKind
from ledger.findings.reconcile import UnitLookup

#: The facet in which a check names the unit that answers for what it found.
UNIT = "unit"


def unit_lookup(site: Site, columns: tuple[Column, ...], units: Iterable[Unit] = ()) -> UnitLookup:
    """Build the lookup for one site. `units` are those of the register.

    What a check says to be a unit's is that unit's, if the register knows it by that name.

    A column's finding is the column's unit's, a page's that of the folder it lies in. What stands on pages (a link, a
    fault of a template) is the unit's whose pages they are; when pages of several units carry it, the site's own unit
    is answerable.
    """

    known = {unit.name for unit in units}

    def lookup(observation: Observation) -> str:
        named = observation.facets.get(UNIT, "").strip()
        if named in known:
            return named
        on_pages = observation.kind is SubjectKind.SITE and observation.sources
        if observation.kind is SubjectKind.SITE and not on_pages:
            return site.unit
        if observation.kind is not SubjectKind.LINK and not on_pages:
            return responsible_unit(observation.subject, site, columns)
        units = {responsible_unit(source.page, site, columns) for source in observation.sources}
        return units.pop() if len(units) == 1 else site.unit

    return lookup
