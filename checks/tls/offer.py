"""What the host's HTTPS port offered, as the probe "tls" recorded it. Holds no check of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from checks.ipv6.answers import latest, probe_evidence
from core.outcome import Evidence, Observation, Outcome, SubjectKind
from core.snapshot import Probe, Snapshot

_STATES = {
    "refused": "443 端口拒绝连接",
    "timeout": "连接超时",
    "unreachable": "连接不上",
    "guarded": "不是公网地址，未连接",
    "no_address": "域名没有查到地址",
    "no_tls": "端口有应答，但没有完成加密握手",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """One look at the port. `certificate` is what the shown certificate says (empty: none), TLCP's own if only that."""

    probe: Probe
    data: Mapping[str, Any]

    @property
    def answered(self) -> bool:
        """Whether any handshake came about, TLCP's included."""
        return self.data.get("state") == "answered"

    @property
    def state(self) -> str:
        """How it went, in words."""
        state = str(self.data.get("state", ""))
        return _STATES.get(state, state)

    @property
    def speaks_tls(self) -> bool:
        """Whether ordinary browsers come to a handshake."""
        return bool(self.data.get("certificate"))

    @property
    def certificate(self) -> Mapping[str, Any]:
        """The certificate by TLS, else by TLCP."""
        return self.data.get("certificate") or self.data.get("tlcp", {}).get("certificate") or {}

    @property
    def accepted(self) -> tuple[str, ...]:
        """Protocol versions that the server takes."""
        return tuple(name for name, said in self.data.get("versions", {}).items() if said == "accepted")

    def evidence(self, excerpt: str = "") -> tuple[Evidence, ...]:
        """The probe's record."""
        return probe_evidence(self.probe, excerpt)


def offer_of(snapshot: Snapshot) -> Offer | None:
    """The latest look at the HTTPS port; None when there was none."""
    probe = latest(snapshot, "tls")
    return Offer(probe, probe.data) if probe else None


def uses_https(snapshot: Snapshot) -> bool:
    """Whether visitors are sent to https: the registered address is, or http leads there."""
    if snapshot.site.home.startswith("https:"):
        return True
    probe = latest(snapshot, "https")
    plain = probe.data.get("http", {}) if probe else {}
    return not plain.get("error", "x") and str(plain.get("url", "")).startswith("https:")


def moment(text: str) -> datetime:
    """A time of the certificate, aware."""
    return datetime.fromisoformat(text)


def observe(
    check: str,
    snapshot: Snapshot,
    outcome: Outcome,
    message: str,
    found: Offer | None = None,
    **more: Any,
) -> Observation:
    """An observation about the site."""
    evidence = found.evidence(more.pop("excerpt", "")) if found else ()
    return Observation(check, snapshot.site.home, SubjectKind.SITE, outcome, message, evidence=evidence, **more)
