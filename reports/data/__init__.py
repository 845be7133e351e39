"""Machine-readable documents: observations.json, findings.json and earl.jsonld (docs/formats.md)."""

from reports.data.earl import write_earl
from reports.data.findings import write_findings
from reports.data.observations import SiteObservations, write_observation_sets, write_observations

__all__ = ["SiteObservations", "write_earl", "write_findings", "write_observation_sets", "write_observations"]
