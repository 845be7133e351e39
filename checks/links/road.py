"""Whether this crawl had a proven road to other people's servers. Holds no check of its own.

An office behind a closed network, or a name server that knows only its own zone, hears from no foreign host: all links
out would be laid to those who run them.
"""

from __future__ import annotations

from checks.ipv6.vantage import judgeable
from core.hosts import host_of
from core.snapshot import Resource, Snapshot, Verdict

#: What a network without a way out looks like.
_SILENT = frozenset({Verdict.DNS_GONE, Verdict.REFUSED, Verdict.TIMEOUT, Verdict.TLS, Verdict.PROTOCOL})
#: Names that no name server knows: RFC 6761, sections 6.2, 6.4 and 6.5.
_NEVER = (".invalid", ".example", ".test")
_UNHEARD = "本次采集没有收到任何外部网站的答复"


class Road:
    """What can be said of silence in one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._own = host_of(snapshot.site.home)
        self._doubt = _doubt(snapshot)

    def doubt(self, resource: Resource | None) -> str:
        """Why the silence of a foreign host may be our own network's; empty: it is not silent, not foreign, or heard
        others prove the road.
        """
        if not self._doubt or resource is None or resource.status or resource.verdict not in _SILENT:
            return ""
        host = host_of(resource.hops[-1].url if resource.hops else resource.url)
        ours = {self._own, host_of(resource.url)} if resource.internal else {self._own}
        return "" if host in ours or host.endswith(_NEVER) else self._doubt


def _doubt(snapshot: Snapshot) -> str:
    """Controls that were set tell it in both ways; without them any foreign answer is proof."""
    controlled = any(probe.data.get("ipv4", {}).get("controls") for probe in snapshot.probes("vantage"))
    if controlled:
        return judgeable(snapshot, "ipv4")
    return "" if snapshot.has_foreign_answer() else _UNHEARD
