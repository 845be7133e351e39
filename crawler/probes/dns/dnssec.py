"""Probe "dns.dnssec": our own validation from a trust anchor down to the host, as a resolver would do it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

import dns.exception
import dns.name
import dns.rdata
import dns.rdataclass
import dns.rdatatype
from dns.rdtypes.ANY.CNAME import CNAME
from dns.rdtypes.ANY.DNSKEY import DNSKEY
from dns.rdtypes.ANY.DS import DS

from core.clock import Clock, beijing_now
from core.errors import UsageError
from core.snapshot.probe import Probe
from crawler.fetch.nameservers import Nameservers
from crawler.fetch.questions import Reply
from crawler.probes.dns.denial import proves_no_ds
from crawler.probes.dns.signatures import broken, entry_keys, signed_set, usable
from crawler.probes.dns.zone import SECONDS, text_of

#: The root's trust anchors as IANA publishes them (https://data.iana.org/root-anchors/root-anchors.xml): KSK-2017 and
#: KSK-2024, compared with Debian's package dns-root-data 2024071801. The setting `dnssec_anchors` replaces them when
#: IANA changes them.
ROOT_ANCHORS = (
    ". 20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D",
    ". 38696 8 2 683D2D0ACB8C9B712A1948B27F741219298D0A450D612C483AF444A4C0FB2B16",
)
#: More keys than this no zone needs.
_MAX_KEYS = 24
#: Most aliases followed from zone to zone.
_MAX_ALIASES = 4


@dataclass(frozen=True, slots=True)
class Anchors:
    """A name and the DS records by which its keys are known."""

    name: dns.name.Name
    ds: tuple[DS, ...]


@dataclass(frozen=True, slots=True)
class _Trusted:
    zone: dns.name.Name
    keys: tuple[DNSKEY, ...]


class _Ends(Exception):
    """The walk ends here with a status that is not secure."""

    def __init__(self, status: str, reason: str, name: dns.name.Name, detail: str = "") -> None:
        super().__init__(reason)
        self.data = {"status": status, "reason": reason, "name": text_of(name), "detail": detail[:200]}


def read_anchors(lines: Sequence[str]) -> Anchors:
    """Read "name tag algorithm digest-type digest" lines, all of one name; none: the root's own.

    Raises UsageError for anything else.
    """
    owners: set[dns.name.Name] = set()
    records: list[DS] = []
    for line in lines or ROOT_ANCHORS:
        owner, _, rest = line.strip().partition(" ")
        try:
            owners.add(dns.name.from_text(owner))
            records.append(cast(DS, dns.rdata.from_text(dns.rdataclass.IN, dns.rdatatype.DS, rest)))
        except (dns.exception.DNSException, ValueError, UnicodeError) as error:
            raise UsageError(f"DNSSEC 信任锚“{line}”无法识别，应写作 . 20326 8 2 E06D…（域名、DS 记录）。") from error
    if len(owners) != 1:
        raise UsageError("DNSSEC 信任锚必须属于同一个域名。")
    return Anchors(owners.pop(), tuple(records))


async def probe_dnssec(names: Nameservers, host: str, anchors: Anchors, clock: Clock = beijing_now) -> Probe:
    """Validate the zone of `host` and the host's own records.

    Data: {"status", "reason", "name", "zone", "detail", "alias"}. `status`: secure, insecure (a delegation above is
    proven to be unsigned, or signed only in ways that cannot be checked here), bogus (signed, and wrong), indeterminate
    (could not be told: the resolver passes no signatures on, was silent …). `reason` and `name` say what, and at which
    name. `alias` is the same of what the host is an alias of, else None; is that bogus, so is the whole.
    """
    moment, name = clock(), dns.name.from_text(host)
    data, target = await _status(_Walk(names, moment.timestamp()), name, anchors)
    data["alias"] = alias = await _beyond(names, moment.timestamp(), target, anchors) if target else None
    if alias and alias["status"] == "bogus":
        data = {**alias, "alias": alias}
    return Probe("dns.dnssec", host, moment.isoformat(), data)


async def _beyond(names: Nameservers, now: float, target: dns.name.Name, anchors: Anchors) -> dict[str, Any]:
    """The status of what an alias leads to, which may lie in somebody else's zone and be an alias again."""
    for _ in range(_MAX_ALIASES):
        data, further = await _status(_Walk(names, now), target, anchors)
        if further is None:
            return data
        target = further
    return {"status": "indeterminate", "reason": "cname-loop", "name": text_of(target), "detail": "", "zone": ""}


async def _status(walk: _Walk, host: dns.name.Name, anchors: Anchors) -> tuple[dict[str, Any], dns.name.Name | None]:
    """The status of one name, and what it is an alias of when it is secure itself."""
    try:
        target = await walk.down(host, anchors)
    except _Ends as end:
        return {**end.data, "zone": text_of(walk.zone)}, None
    return {"status": "secure", "reason": "", "name": text_of(host), "detail": "", "zone": text_of(walk.zone)}, target


class _Walk:
    """One walk down the tree, at one moment. `zone` is the last zone whose keys are known."""

    def __init__(self, names: Nameservers, now: float) -> None:
        self._names, self._now = names, now
        self.zone = dns.name.root

    async def down(self, host: dns.name.Name, anchors: Anchors) -> dns.name.Name | None:
        """Return what the host is an alias of, if it is one, when all is well. Raises _Ends otherwise."""
        if not host.is_subdomain(anchors.name):
            raise _Ends("indeterminate", "no-anchor", anchors.name)
        try:
            trusted = await self._enter(anchors.name, anchors.ds)
        except _Ends as end:
            # What is wrong at the anchor is wrong with our resolver, our clock or our anchor: never with the site.
            raise _Ends("indeterminate", f"anchor-{end.data['reason']}", anchors.name, end.data["detail"]) from end
        for depth in range(len(anchors.name.labels) + 1, len(host.labels) + 1):
            trusted = await self._step(host.split(depth)[1], trusted)
        return await self._records(host, trusted)

    async def _enter(self, zone: dns.name.Name, ds_set: Iterable[DS]) -> _Trusted:
        """Believe the keys of `zone` that are signed by one that its DS names."""
        believed = usable(ds_set)
        if not believed:
            raise _Ends("insecure", "unsupported", zone)
        reply = await self._ask(zone, "DNSKEY")
        if reply.message is None or reply.rrset is None:
            raise _Ends("bogus", "no-keys", zone)
        if len(reply.rrset) > _MAX_KEYS:
            raise _Ends("indeterminate", "too-many-keys", zone)
        keys = cast(list[DNSKEY], list(reply.rrset))
        entry = entry_keys(zone, keys, believed)
        if not entry:
            raise _Ends("bogus", "ds-mismatch", zone)
        rrset, signatures = signed_set(reply.message, reply.message.answer, zone, dns.rdatatype.DNSKEY)
        if rrset is None:
            raise _Ends("bogus", "no-keys", zone)
        self._demand(broken(rrset, signatures, zone, entry, self._now), zone)
        self.zone = zone
        return _Trusted(zone, tuple(keys))

    async def _step(self, name: dns.name.Name, trusted: _Trusted) -> _Trusted:
        """Go on to `name`: into a signed zone, or on inside the same one."""
        reply = await self._ask(name, "DS")
        if reply.rrset is None or reply.aliases or reply.message is None:
            if reply.outcome == "nodata" and not reply.aliases and await self._is_cut(name):
                self._end_unsigned(reply, name, trusted)
            return trusted
        rrset, signatures = signed_set(reply.message, reply.message.answer, name, dns.rdatatype.DS)
        if rrset is None:
            return trusted
        self._demand(broken(rrset, signatures, trusted.zone, trusted.keys, self._now), name)
        return await self._enter(name, cast(list[DS], list(rrset)))

    async def _is_cut(self, name: dns.name.Name) -> bool:
        reply = await self._ask(name, "NS")
        return reply.rrset is not None and not reply.aliases

    def _end_unsigned(self, reply: Reply, name: dns.name.Name, trusted: _Trusted) -> None:
        message = reply.message
        if message is not None and proves_no_ds(message, name, trusted.zone, trusted.keys, self._now):
            raise _Ends("insecure", "unsigned", name)
        # The proof is the parent's to give, so its lack accuses nobody below.
        raise _Ends("indeterminate", "unproven", name)

    async def _records(self, host: dns.name.Name, trusted: _Trusted) -> dns.name.Name | None:
        """The zone's SOA, and the host's alias or addresses, must be signed by the zone."""
        questions = [(trusted.zone, "SOA"), (host, "CNAME"), (host, "A"), (host, "AAAA")]
        for name, kind in questions:
            reply = await self._ask(name, kind)
            if reply.rrset is None or reply.message is None or reply.aliases:
                continue
            rrset, signatures = signed_set(reply.message, reply.message.answer, name, dns.rdatatype.from_text(kind))
            if rrset is not None:
                self._demand(broken(rrset, signatures, trusted.zone, trusted.keys, self._now), name, kind)
            if kind == "CNAME":
                return cast(CNAME, reply.rrset[0]).target
        return None

    def _demand(self, reason: str, name: dns.name.Name, kind: str = "") -> None:
        if reason == "unsupported":
            raise _Ends("insecure", reason, name, kind)
        if reason:
            raise _Ends("bogus", reason, name, kind)

    async def _ask(self, name: dns.name.Name, kind: str) -> Reply:
        reply = await self._names.ask(name, kind, SECONDS, dnssec=True)
        if not reply.definite:
            raise _Ends("indeterminate", reply.outcome, name, f"{kind} {reply.detail}")
        return reply
