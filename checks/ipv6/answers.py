"""The site's DNS answers as the probe recorded them. Holds no check of its own."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass

from core.outcome import Evidence
from core.snapshot import Probe, Snapshot

#: What the raw outcomes of a DNS query mean.
OUTCOMES = {
    "found": "有记录",
    "nodata": "域名存在，但没有该类记录",
    "nxdomain": "域名不存在",
    "servfail": "域名服务器出错",
    "timeout": "查询超时",
    "refused": "域名服务器拒绝查询",
    "cname-loop": "别名（CNAME）循环指向，没有结果",
    "lame": "域名服务器不负责该域名，只作了转介",
    "malformed": "域名服务器的应答无法识读",
    "error": "查询出错",
    "hidden": "本系统所用的解析服务器不提供 AAAA 记录（连用于核对的网站也查不到）",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One query's raw outcome and addresses; outcome "missing" when it was not asked."""

    outcome: str
    addresses: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def meaning(self) -> str:
        """The outcome in words."""
        return OUTCOMES.get(self.outcome, "本次没有查询结果")


def aaaa_answer(snapshot: Snapshot, host: str = "") -> Answer:
    """The latest AAAA answer for a host, the site's when none is given; outcome "hidden" where our resolver keeps AAAA
    records from us."""
    probe = latest(snapshot, "dns", host or snapshot.site.host)
    if probe is None or "AAAA" not in probe.data:
        return Answer("missing")
    answer = probe.data["AAAA"]
    outcome = "hidden" if answer["outcome"] == "nodata" and hides_aaaa(snapshot) else str(answer["outcome"])
    return Answer(outcome, tuple(answer.get("addresses", ())), probe_evidence(probe))


def hides_aaaa(snapshot: Snapshot) -> bool:
    """Whether our resolver tells no AAAA record even of the controls, which are known to have some."""
    probe = latest(snapshot, "vantage")
    controls = probe.data.get("ipv6", {}).get("controls", ()) if probe else ()
    lookups = {str(control.get("lookup", "")) for control in controls} - {""}
    return lookups == {"nodata"}


def latest(snapshot: Snapshot, kind: str, subject: str = "") -> Probe | None:
    """The last probe of this kind (of this subject, when given)."""
    found = [probe for probe in snapshot.probes(kind) if not subject or probe.subject == subject]
    return max(found, key=lambda probe: probe.at) if found else None


def probe_evidence(probe: Probe, excerpt: str = "") -> tuple[Evidence, ...]:
    """The probe's record."""
    if probe.record is None:
        return (Evidence(probe.subject, excerpt=excerpt[:500]),)
    return (probe.record.evidence(probe.subject, excerpt),)


def has_no_name(host: str) -> bool:
    """Whether the host is a literal address or localhost: DNS says nothing of it."""
    name = host.rstrip(".")
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


def join(addresses: Sequence[str]) -> str:
    """Addresses in a list, at most five."""
    more = f" 等 {len(addresses)} 个" if len(addresses) > 5 else ""
    return "、".join(addresses[:5]) + more
