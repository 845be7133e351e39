"""DNS: A and AAAA together, each with its raw outcome, because NODATA, NXDOMAIN and SERVFAIL mean different things."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Protocol

import dns.exception
import dns.name

from core.snapshot.resource import Verdict
from crawler.fetch.hosts_file import HOSTS_FILE, local_addresses, read_hosts
from crawler.fetch.nameservers import Nameservers

#: Seconds for one family's lookup, all servers and retries together.
LOOKUP_SECONDS = 5.0
#: Most addresses kept per family: a hostile zone may list thousands.
MAX_ADDRESSES = 8
#: Most seconds an answer is remembered, whatever its TTL says; failures are kept for less.
MAX_TTL = 60.0
_FAILURE_TTL = 5.0
#: Most hosts remembered at a time.
_MAX_HOSTS = 2048


@dataclass(frozen=True, slots=True)
class FamilyOutcome:
    """One family's raw outcome, as crawler.fetch.questions.Reply names them. `ttl` in seconds."""

    outcome: str
    addresses: tuple[str, ...] = ()
    detail: str = ""
    ttl: float = 0.0


@dataclass(frozen=True, slots=True)
class Resolution:
    """What DNS says of one host, per family."""

    host: str
    a: FamilyOutcome
    aaaa: FamilyOutcome

    @property
    def addresses(self) -> tuple[str, ...]:
        """All addresses, IPv4 first: IPv6 has probes of its own, and a page is judged over the commoner road."""
        return (*self.a.addresses, *self.aaaa.addresses)

    @property
    def verdict(self) -> Verdict | None:
        """None when there is an address; DNS_GONE when both families surely have none; else DNS_FAILED."""
        if self.addresses:
            return None
        gone = {self.a.outcome, self.aaaa.outcome} <= {"nxdomain", "nodata"}
        return Verdict.DNS_GONE if gone else Verdict.DNS_FAILED

    @property
    def detail(self) -> str:
        """Both outcomes in words."""
        return " ".join(
            f"{family} {found.outcome}{f' ({found.detail})' if found.detail else ''}"
            for family, found in (("A", self.a), ("AAAA", self.aaaa))
        )


class Lookup(Protocol):
    """Anything that turns a host name into addresses."""

    async def lookup(self, host: str) -> Resolution:
        """Return both families' outcomes; never raises for DNS trouble."""
        ...


class Resolver:
    """Asks `servers` ("host", "host:port", "[::1]:53"), or the system's resolvers and hosts file when empty.

    Raises UsageError when a server cannot be read. `servers` answers what no lookup asks. Answers are remembered
    briefly; lookups of one host under way at the same time are one lookup.
    """

    def __init__(self, servers: tuple[str, ...] = (), hosts_file: Path = HOSTS_FILE) -> None:
        self._hosts = {} if servers else read_hosts(hosts_file)
        self.servers = Nameservers(servers)
        self._known: dict[str, tuple[float, Resolution]] = {}
        self._asking: dict[str, asyncio.Task[Resolution]] = {}

    async def lookup(self, host: str) -> Resolution:
        """Return both families' outcomes for `host` (a name, or a literal address in any bracket form)."""
        fixed = local_addresses(host) or self._hosts.get(host.rstrip(".").lower(), ())
        if fixed:
            return fixed_resolution(host, fixed)
        expires, known = self._known.get(host, (0.0, None))
        if known is not None and monotonic() < expires:
            return known
        task = self._asking.get(host)
        if task is None:
            task = self._asking[host] = asyncio.create_task(self._ask_both(host))
            task.add_done_callback(lambda _: self._asking.pop(host, None))
        # One caller's time running out must not end the lookup the others wait for.
        return await asyncio.shield(task)

    async def _ask_both(self, host: str) -> Resolution:
        a, aaaa = await asyncio.gather(_ask(self.servers, host, "A"), _ask(self.servers, host, "AAAA"))
        if "servfail" in (a.outcome, aaaa.outcome) and await self._circles(host):
            a = aaaa = FamilyOutcome("cname-loop")
        found = Resolution(host, a, aaaa)
        sure = [family.ttl for family in (a, aaaa) if family.outcome == "found"]
        if len(self._known) >= _MAX_HOSTS:
            self._known.pop(next(iter(self._known)))
        self._known[host] = (monotonic() + min([*sure, MAX_TTL] if sure else [_FAILURE_TTL]), found)
        return found

    async def _circles(self, host: str) -> bool:
        """Whether the host's aliases go in a circle: resolvers answer SERVFAIL for that too."""
        _, circle = await self.servers.aliases(dns.name.from_text(host), LOOKUP_SECONDS)
        return circle


def fixed_resolution(host: str, addresses: tuple[str, ...]) -> Resolution:
    """A resolution that no DNS server gave: literal, localhost, hosts file or pinned."""
    four = tuple(address for address in addresses if ":" not in address)
    six = tuple(address for address in addresses if ":" in address)
    return Resolution(host, _found(four), _found(six))


def _found(addresses: tuple[str, ...]) -> FamilyOutcome:
    return FamilyOutcome("found", addresses, ttl=MAX_TTL) if addresses else FamilyOutcome("nodata")


async def _ask(servers: Nameservers, host: str, family: str) -> FamilyOutcome:
    try:
        name = dns.name.from_text(host)
    except (dns.exception.DNSException, UnicodeError) as error:
        # Labels that are empty or longer than 63 cannot exist in any zone.
        return FamilyOutcome("nxdomain", (), f"impossible host name: {error}")
    reply = await servers.ask(name, family, LOOKUP_SECONDS)
    if reply.rrset is None:
        return FamilyOutcome(reply.outcome, (), reply.detail[:200])
    addresses = tuple(sorted({str(record) for record in reply.rrset})[:MAX_ADDRESSES])
    return FamilyOutcome("found", addresses, ttl=float(reply.rrset.ttl))
