"""A finding's last failed observation, as bounded JSON, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from core.finding import Finding
from core.outcome import Evidence, Observation, Outcome, Source

#: Bounds on untrusted text, in characters, and on places kept per finding.
MAX_TEXT = 2000
MAX_SOURCES = 20
MAX_EVIDENCE = 20


def observation_data(observation: Observation) -> dict[str, Any]:
    """What of an observation is kept with its finding; every text is bounded and can be stored anywhere."""
    return {
        "message": _clean(observation.message),
        "warning": _clean(observation.warning),
        "rounds": observation.rounds,
        "facets": {_clean(name): _clean(value) for name, value in sorted(observation.facets.items())},
        "evidence": [_cleaned(asdict(item)) for item in observation.evidence[:MAX_EVIDENCE]],
        "sources": [_cleaned(asdict(item)) for item in observation.sources[:MAX_SOURCES]],
        "source_count": observation.source_count,
    }


def stored_observation(finding: Finding) -> Observation:
    """The last failed observation of a stored finding, as reports show it."""
    data: Mapping[str, Any] = finding.data
    return Observation(
        finding.check,
        finding.subject,
        finding.kind,
        Outcome.FAILED,
        data.get("message", ""),
        identity=finding.identity,
        evidence=tuple(Evidence(**item) for item in data.get("evidence", ())),
        sources=tuple(Source(**item) for item in data.get("sources", ())),
        source_count=data.get("source_count", 0),
        warning=data.get("warning", ""),
        rounds=data.get("rounds", 1),
        facets=data.get("facets", {}),
    )


def _cleaned(item: dict[str, Any]) -> dict[str, Any]:
    return {name: _clean(value) if isinstance(value, str) else value for name, value in item.items()}


def _clean(text: str) -> str:
    # Lone surrogates and NUL come from hostile pages; PostgreSQL stores neither.
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")[:MAX_TEXT]
