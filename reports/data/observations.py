"""observations.json: every observation of one or several snapshots. `xunjian judge` prints the same document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO

from core.county import Site
from core.outcome import Observation
from reports.data.encoding import encode, write_list
from reports.model import CheckHelp

SCHEMA = "xunjian/observations/1"


@dataclass(frozen=True, slots=True)
class SiteObservations:
    """What was observed in one snapshot of one site, in the order the checks gave it."""

    snapshot: str
    site: Site
    observations: Iterable[Observation]


def write_observations(
    stream: BinaryIO,
    snapshot_name: str,
    site: Site,
    checks_meta: Iterable[CheckHelp],
    observations: Iterable[Observation],
) -> None:
    """Write the document for one snapshot. Streams: `observations` may be a generator of any length."""
    write_observation_sets(stream, checks_meta, [SiteObservations(snapshot_name, site, observations)])


def write_observation_sets(
    stream: BinaryIO, checks_meta: Iterable[CheckHelp], sets: Iterable[SiteObservations]
) -> None:
    """Write the document for several snapshots, in their own order."""
    listed = list(checks_meta)
    clauses = {item.id: item.clause for item in listed}
    stream.write(b'{"checks":')
    write_list(stream, (check_data(item) for item in listed))
    stream.write(b',\n"schema":' + encode(SCHEMA) + b',\n"sites":[')
    mark = b"\n"
    for part in sets:
        stream.write(mark + b'{"observations":')
        write_list(stream, (observation_data(item, part.site.key, clauses) for item in part.observations))
        stream.write(b',\n"site":' + encode(site_data(part.site)))
        stream.write(b',\n"snapshot":' + encode(part.snapshot) + b"}")
        mark = b",\n"
    stream.write(b"\n]}\n")


def observation_data(item: Observation, site_key: str, clauses: Mapping[str, str]) -> dict[str, Any]:
    """One observation: all its fields, its check's clause, its fingerprint and its site's key."""
    clause = clauses.get(item.check, "")
    return {**asdict(item), "clause": clause, "fingerprint": item.fingerprint, "site": site_key}


def check_data(item: CheckHelp) -> dict[str, Any]:
    """A check's id, title, clause and version; the help text stands in report.html."""
    return {"id": item.id, "title": item.title, "clause": item.clause, "version": item.version}


def site_data(site: Site) -> dict[str, Any]:
    """What names a site. How it is crawled is the register's matter and stays out."""
    return {
        "key": site.key,
        "name": site.name,
        "home": site.home,
        "id_code": site.id_code,
        "unit": site.unit,
        "supervisor": site.supervisor,
    }
