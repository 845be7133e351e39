"""Which resolvers are asked, and asking them one after another."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic

import dns.name
import dns.rdatatype
import dns.resolver
import yarl

from core.errors import UsageError
from crawler.fetch.hosts_file import local_addresses
from crawler.fetch.questions import Reply, ask_server, question

#: Most steps taken from alias to alias by questions of our own.
_MAX_STEPS = 8
_SILENT = Reply("timeout", "not asked")
_NOBODY = Reply("error", "no resolver configured")
#: Of several servers' failures the one told: the lower, the more it says.
_TELLING = {"servfail": -3, "refused": -2, "lame": -1, "timeout": 1}


@dataclass(frozen=True, slots=True)
class Nameserver:
    """A resolver's address and port."""

    address: str
    port: int = 53


class Nameservers:
    """The resolvers `servers` ("host", "host:port", "[::1]:53"), or the system's when empty.

    Raises UsageError when a server cannot be read.
    """

    def __init__(self, servers: tuple[str, ...] = ()) -> None:
        self._servers = tuple(map(_read_server, servers)) if servers else _system_servers()

    async def ask(self, name: dns.name.Name, kind: str, seconds: float, *, dnssec: bool = False) -> Reply:
        """Ask for `kind` ("A", "NS" …) until one server gives a definite answer; at most `seconds` altogether.

        Aliases that a server leaves to us are followed, but for `dnssec`: there each answer is judged by itself.
        """
        end = monotonic() + seconds
        reply = await self._ask_each(name, kind, end, dnssec)
        seen = [name]
        while not dnssec and reply.outcome == "nodata" and reply.aliases and not _closed(reply):
            if reply.final in seen or len(seen) > _MAX_STEPS:
                return Reply("cname-loop", " → ".join(map(str, (*seen, reply.final))), reply.message, reply.final)
            seen.append(reply.final)
            reply = await self._ask_each(reply.final, kind, end, dnssec)
        return reply

    async def aliases(self, name: dns.name.Name, seconds: float) -> tuple[tuple[dns.name.Name, ...], bool]:
        """The names that `name` is an alias of, hop by hop, and whether they go in a circle.

        Resolvers answer SERVFAIL for a circle; asked for each alias alone they tell.
        """
        end, found = monotonic() + seconds, [name]
        while len(found) <= _MAX_STEPS:
            reply = await self._ask_each(found[-1], "CNAME", end, False)
            if reply.rrset is None:
                return tuple(found[1:]), False
            target = reply.rrset[0].target
            if target in found:
                return (*found[1:], target), True
            found.append(target)
        return tuple(found[1:]), False

    async def _ask_each(self, name: dns.name.Name, kind: str, end: float, dnssec: bool) -> Reply:
        """Every server in turn, and those that were silent once more."""
        query, share = question(name, kind, dnssec=dnssec), (end - monotonic()) / 2
        replies: dict[Nameserver, Reply] = {}
        for server in (*self._servers, *self._servers):
            left = end - monotonic()
            if left <= 0 or replies.get(server, _SILENT).outcome != "timeout":
                continue
            replies[server] = await ask_server(query, server.address, server.port, min(left, share))
            if replies[server].definite:
                return replies[server]
        return min(replies.values(), key=lambda reply: _TELLING.get(reply.outcome, 0), default=_NOBODY)


def _closed(reply: Reply) -> bool:
    """Whether the answer says itself that the alias's target has no such record (RFC 2308: an SOA beside)."""
    message = reply.message
    return message is None or any(rrset.rdtype == dns.rdatatype.SOA for rrset in message.authority)


def _system_servers() -> tuple[Nameserver, ...]:
    try:
        configured = dns.resolver.Resolver().nameservers
    except dns.resolver.NoResolverConfiguration:
        return ()
    return tuple(Nameserver(address) for address in configured if isinstance(address, str))


def _read_server(text: str) -> Nameserver:
    bare = f"[{text}]" if text.count(":") > 1 and not text.startswith("[") else text
    try:
        url = yarl.URL(f"//{bare}")
        address, port = local_addresses(url.host or ""), url.port or 53
    except ValueError:
        address, port = (), 0
    if not address:
        raise UsageError(f"DNS 服务器“{text}”无法识别，应写作 10.0.0.53、10.0.0.53:5353 或 [::1]:53。")
    return Nameserver(address[0], port)
