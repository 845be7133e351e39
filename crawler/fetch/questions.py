"""One DNS question to one server, and what the answer amounts to: raw outcomes, none of them mistaken for another."""

from __future__ import annotations

from dataclasses import dataclass, field

import dns.asyncquery
import dns.exception
import dns.flags
import dns.message
import dns.name
import dns.query
import dns.rcode
import dns.rdatatype
import dns.rrset

#: EDNS payload that survives every path (DNS Flag Day 2020).
_PAYLOAD = 1232
#: Most aliases followed inside one answer, as resolvers do.
MAX_CHAIN = 16

_RCODES = {
    dns.rcode.NXDOMAIN: "nxdomain",
    dns.rcode.SERVFAIL: "servfail",
    dns.rcode.REFUSED: "refused",
}


@dataclass(frozen=True, slots=True)
class Reply:
    """What one question came to.

    `outcome`: found, nodata, nxdomain, servfail, refused, timeout, cname-loop, lame (a referral instead of an answer),
    malformed (nothing that can be read), error (another rcode, or the network). `message` is None when none came.
    `final` is the name at the end of the aliases, `aliases` those passed on the way; `rrset` what was asked for.
    """

    outcome: str
    detail: str = ""
    message: dns.message.Message | None = None
    final: dns.name.Name = dns.name.root
    aliases: tuple[dns.name.Name, ...] = ()
    rrset: dns.rrset.RRset | None = field(default=None, compare=False)

    @property
    def authoritative(self) -> bool:
        """Whether the server answered as one that holds the zone."""
        return self.message is not None and bool(self.message.flags & dns.flags.AA)

    @property
    def definite(self) -> bool:
        """Whether the zone itself has spoken."""
        return self.outcome in ("found", "nodata", "nxdomain", "cname-loop")


def question(
    name: dns.name.Name, kind: str, *, recursive: bool = True, dnssec: bool = False
) -> dns.message.QueryMessage:
    """A query. `dnssec`: with signatures, and unchecked by the resolver, because we check ourselves."""
    query = dns.message.make_query(name, kind)
    if dnssec:
        query.use_edns(0, dns.flags.DO, _PAYLOAD)
        query.flags |= dns.flags.CD
    if not recursive:
        query.flags &= ~dns.flags.RD
    return query


async def ask_server(query: dns.message.QueryMessage, address: str, port: int, seconds: float) -> Reply:
    """Ask over UDP, and over TCP when the answer is cut; never raises for what the network does."""
    try:
        message, _ = await dns.asyncquery.udp_with_fallback(
            query, address, timeout=seconds, port=port, ignore_unexpected=True
        )
    except (dns.exception.Timeout, TimeoutError) as error:
        return Reply("timeout", _words(error))
    except (dns.exception.DNSException, ValueError, EOFError) as error:
        return Reply("malformed", _words(error))
    except OSError as error:
        return Reply("error", _words(error))
    return read_reply(query, message)


def read_reply(query: dns.message.Message, message: dns.message.Message) -> Reply:
    """What a message that came for `query` amounts to."""
    asked = query.question[0]
    code = message.rcode()
    if code not in (dns.rcode.NOERROR, dns.rcode.NXDOMAIN):
        return Reply(_RCODES.get(code, "error"), dns.rcode.to_text(code), message, asked.name)
    name = asked.name
    aliases: list[dns.name.Name] = []
    while (rrset := _rrset(message, name, asked.rdtype)) is None:
        alias = _rrset(message, name, dns.rdatatype.CNAME)
        if alias is None:
            return Reply(_absence(message, asked.name), "", message, name, tuple(aliases))
        aliases.append(name)
        name = alias[0].target
        if name in aliases or len(aliases) > MAX_CHAIN:
            detail = " → ".join(str(one) for one in (*aliases[:8], name))
            return Reply("cname-loop", detail, message, name, tuple(aliases))
    return Reply("found", "", message, name, tuple(aliases), rrset)


def _absence(message: dns.message.Message, name: dns.name.Name) -> str:
    if message.rcode() == dns.rcode.NXDOMAIN:
        return "nxdomain"
    kinds = {rrset.rdtype for rrset in message.authority}
    referral = dns.rdatatype.NS in kinds and dns.rdatatype.SOA not in kinds
    # RFC 2308 section 2.2: an answer without SOA but with NS sends us on, and says nothing of the name.
    return "lame" if referral and not message.flags & dns.flags.AA else "nodata"


def _rrset(message: dns.message.Message, name: dns.name.Name, kind: dns.rdatatype.RdataType) -> dns.rrset.RRset | None:
    return message.get_rrset(message.answer, name, dns.rdataclass.IN, kind)


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:200]
