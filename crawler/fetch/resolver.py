"""DNS: A and AAAA together, each with its raw outcome, because NODATA, NXDOMAIN and SERVFAIL mean different things."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Protocol

import dns.asyncresolver
import dns.exception
import dns.nameserver
import dns.rcode
import dns.resolver
import yarl

from core.errors import UsageError
from core.snapshot.model import Verdict
from crawler.fetch.hosts_file import HOSTS_FILE, local_addresses, read_hosts

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
    """One family's raw outcome: found, nodata, nxdomain, servfail, timeout, refused or error. `ttl` in seconds."""

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

    Raises UsageError when a server cannot be read. Answers are remembered briefly; lookups of one host under way
    at the same time are one lookup.
    """

    def __init__(self, servers: tuple[str, ...] = (), hosts_file: Path = HOSTS_FILE) -> None:
        self._hosts = {} if servers else read_hosts(hosts_file)
        self._backend = _backend(servers)
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
        if self._backend is None:
            missing = FamilyOutcome("error", (), "no resolver configured")
            return Resolution(host, missing, missing)
        a, aaaa = await asyncio.gather(_ask(self._backend, host, "A"), _ask(self._backend, host, "AAAA"))
        found = Resolution(host, a, aaaa)
        sure = [family.ttl for family in (a, aaaa) if family.outcome == "found"]
        if len(self._known) >= _MAX_HOSTS:
            self._known.pop(next(iter(self._known)))
        self._known[host] = (monotonic() + min([*sure, MAX_TTL] if sure else [_FAILURE_TTL]), found)
        return found


def fixed_resolution(host: str, addresses: tuple[str, ...]) -> Resolution:
    """A resolution that no DNS server gave: literal, localhost, hosts file or pinned."""
    four = tuple(address for address in addresses if ":" not in address)
    six = tuple(address for address in addresses if ":" in address)
    return Resolution(host, _found(four), _found(six))


def _found(addresses: tuple[str, ...]) -> FamilyOutcome:
    return FamilyOutcome("found", addresses, ttl=MAX_TTL) if addresses else FamilyOutcome("nodata")


def _backend(servers: tuple[str, ...]) -> dns.asyncresolver.Resolver | None:
    try:
        backend = dns.asyncresolver.Resolver(configure=not servers)
    except dns.resolver.NoResolverConfiguration:
        return None
    if servers:
        backend.nameservers = [_read_server(text) for text in servers]
    backend.timeout, backend.lifetime = LOOKUP_SECONDS / 2, LOOKUP_SECONDS
    return backend


def _read_server(text: str) -> dns.nameserver.Nameserver:
    bare = f"[{text}]" if text.count(":") > 1 and not text.startswith("[") else text
    try:
        url = yarl.URL(f"//{bare}")
        address, port = local_addresses(url.host or ""), url.port or 53
    except ValueError:
        address, port = (), 0
    if not address:
        raise UsageError(f"DNS 服务器“{text}”无法识别，应写作 10.0.0.53、10.0.0.53:5353 或 [::1]:53。")
    return dns.nameserver.Do53Nameserver(address[0], port)


async def _ask(backend: dns.asyncresolver.Resolver, host: str, family: str) -> FamilyOutcome:
    try:
        name = dns.name.from_text(host)
    except (dns.exception.DNSException, UnicodeError) as error:
        # Labels that are empty or longer than 63 cannot exist in any zone.
        return FamilyOutcome("nxdomain", (), f"impossible host name: {error}")
    try:
        answer = await backend.resolve(name, family, raise_on_no_answer=False, search=False)
    except (dns.exception.DNSException, OSError, ValueError) as error:
        return _failed(error)
    if answer.rrset is None:
        return FamilyOutcome("nodata")
    addresses = tuple(sorted({str(record) for record in answer.rrset})[:MAX_ADDRESSES])
    return FamilyOutcome("found", addresses, ttl=float(answer.rrset.ttl))


def _failed(error: Exception) -> FamilyOutcome:
    detail = f"{type(error).__name__}: {error}"[:200]
    if isinstance(error, dns.resolver.NXDOMAIN):
        return FamilyOutcome("nxdomain")
    if isinstance(error, dns.exception.Timeout):
        return FamilyOutcome("timeout", (), detail)
    if isinstance(error, dns.resolver.NoNameservers):
        return FamilyOutcome(_server_failure(error), (), detail)
    return FamilyOutcome("error", (), detail)


def _server_failure(error: dns.resolver.NoNameservers) -> str:
    codes = {response.rcode() for *_, response in error.kwargs["errors"] if response is not None}
    for code, outcome in ((dns.rcode.SERVFAIL, "servfail"), (dns.rcode.REFUSED, "refused")):
        if code in codes:
            return outcome
    return "error"
