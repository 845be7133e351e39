"""Machine-readable documents: observations.json and findings.json (docs/formats.md)."""

from reports.data.findings import write_findings
from reports.data.observations import SiteObservations, write_observation_sets, write_observations

__all__ = ["SiteObservations", "write_findings", "write_observation_sets", "write_observations"]
