"""The zone of a site's host as the probe "dns.delegation" recorded it. Holds no check of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checks.ipv6.answers import OUTCOMES, has_no_name, latest, probe_evidence
from checks.ipv6.vantage import judgeable
from core.outcome import Evidence, Outcome
from core.snapshot import Snapshot

#: Zones of the registries: who has no zone of their own there has not been delegated at all.
_REGISTRIES = frozenset({"gov.cn", "xn--zfr164b", "cn"})
#: A server that answers so speaks, but not for the zone.
_LAME = frozenset({"refused", "servfail", "lame", "nodata", "nxdomain"})
#: Raw outcomes by which a name surely has no address of the family.
_NONE = frozenset({"nodata", "nxdomain"})


@dataclass(frozen=True, slots=True)
class Server:
    """One name server: addresses and raw outcome per family ("ipv4", "ipv6"), and what each address answered."""

    name: str
    outcomes: Mapping[str, str]
    addresses: Mapping[str, tuple[str, ...]]
    answers: tuple[Mapping[str, Any], ...]

    @property
    def nowhere(self) -> bool:
        """Whether its name surely has no address at all."""
        return all(outcome in _NONE for outcome in self.outcomes.values())

    def lacks(self, family: str) -> bool:
        """Whether it surely has no address of the family."""
        return self.outcomes[family] in _NONE

    def speaks(self, family: str) -> str:
        """What its addresses of one family come to: good, lame, silent, or unknown when none was asked."""
        outcomes = {_speech(one) for one in self.answers if _family(one) == family}
        return next((found for found in ("good", "lame", "silent") if found in outcomes), "unknown")


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone, its name servers, and the answers of servers of the zone above."""

    name: str
    servers: tuple[Server, ...]
    above: tuple[Mapping[str, Any], ...]
    evidence: tuple[Evidence, ...]

    def road(self, family: str) -> bool:
        """Whether any name server answered us directly and with authority over the family.

        Some networks let no such question through, and some answer it themselves in the servers' place: then every
        server would look silent or lame.
        """
        answers = [*self.above, *(one for server in self.servers for one in server.answers)]
        return any(_speech(one) == "good" for one in answers if _family(one) == family)


@dataclass(frozen=True, slots=True)
class NoZone:
    """Why there is no zone to judge."""

    outcome: Outcome
    reason: str
    evidence: tuple[Evidence, ...] = ()


def zone_of(snapshot: Snapshot) -> Zone | NoZone:
    """The zone of the site's host, or why it is not known."""
    host = snapshot.site.host
    if has_no_name(host):
        return NoZone(Outcome.INAPPLICABLE, f"登记地址“{host}”不是域名，不适用域名服务器检查。")
    probe = latest(snapshot, "dns.delegation", host)
    if probe is None:
        return NoZone(Outcome.CANT_TELL, f"本次没有查询域名 {host} 的域名服务器。")
    evidence = probe_evidence(probe)
    name = str(probe.data.get("zone", ""))
    if not name:
        meaning = OUTCOMES.get(str(probe.data.get("outcome")), "没有查询结果")
        return NoZone(Outcome.CANT_TELL, f"没有查到域名 {host} 的域名服务器（{meaning}）。", evidence)
    if name in _REGISTRIES:
        return NoZone(Outcome.CANT_TELL, f"域名 {host} 没有自己的域名服务器（只查到上级 {name}）。", evidence)
    servers = tuple(map(_server, probe.data.get("nameservers", ())))
    return Zone(name, servers, tuple(probe.data.get("above", {}).get("answers", ())), evidence)


def told(server: Server, zone: Zone, snapshot: Snapshot, families: Sequence[str]) -> str:
    """What a server's addresses of `families` come to: good, lame, silent; unknown where it may be our own fault."""
    states = {server.speaks(family) for family in families if _answers_reach_us(zone, snapshot, family)}
    return next((state for state in ("good", "lame", "silent") if state in states), "unknown")


def _answers_reach_us(zone: Zone, snapshot: Snapshot, family: str) -> bool:
    return zone.road(family) and not judgeable(snapshot, family)


def _server(data: Mapping[str, Any]) -> Server:
    families = {"ipv4": data.get("A", {}), "ipv6": data.get("AAAA", {})}
    return Server(
        str(data["name"]),
        {family: str(found.get("outcome", "missing")) for family, found in families.items()},
        {family: tuple(found.get("addresses", ())) for family, found in families.items()},
        tuple(data.get("answers", ())),
    )


def _family(answer: Mapping[str, Any]) -> str:
    return "ipv6" if ":" in str(answer["address"]) else "ipv4"


def _speech(answer: Mapping[str, Any]) -> str:
    outcome = answer["outcome"]
    if outcome == "found":
        return "good" if answer.get("authoritative") else "lame"
    if outcome in _LAME:
        return "lame"
    return "unknown" if outcome == "guarded" else "silent"
