"""Measurements that are no pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.snapshot.record_ref import RecordRef


@dataclass(frozen=True, slots=True)
class Probe:
    """One measurement that is not a page: `kind` is dns, ipv6, tls, vantage …; `data` is JSON-able."""

    kind: str
    subject: str
    at: str
    data: Mapping[str, Any]
    record: RecordRef | None = None
