"""Every address that was tried, the requests on the way to it, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.outcome import Evidence
from core.snapshot.record_ref import RecordRef


class Verdict(StrEnum):
    """What became of fetching one address. Only some of them accuse: see `BROKEN` and `TEMPORARY`."""

    OK = "ok"
    DEAD = "dead"  # 404, 410
    SERVER_ERROR = "server_error"  # 5xx
    CLIENT_ERROR = "client_error"  # other 4xx
    REFUSED = "refused"  # TCP connection refused or reset
    DNS_GONE = "dns_gone"  # NXDOMAIN, or no address of either family
    DNS_FAILED = "dns_failed"  # SERVFAIL, timeout: could not tell
    TIMEOUT = "timeout"
    TLS = "tls"
    REDIRECT_LOOP = "redirect_loop"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    BAD_REDIRECT = "bad_redirect"  # a redirect without a usable Location
    WRONG_TYPE = "wrong_type"  # e.g. an html page served as .xls
    EMPTY = "empty"
    TRUNCATED = "truncated"
    PROTOCOL = "protocol"  # not HTTP, invalid chunks, a body that cannot be decoded
    TOO_LARGE = "too_large"  # cut at our own limit: not the site's fault
    SOFT_404 = "soft_404"
    LOGIN_WALL = "login_wall"
    UNAVAILABLE = "unavailable"  # answers normally, but only says that it is out of order, being repaired or built
    UNSURE = "unsure"  # opens, but perhaps not what was linked: could not tell
    PARKED = "parked"
    BLOCKED = "blocked"  # 401, 403, 429, statuses that no standard knows, challenge pages
    GUARDED = "guarded"  # our address guard refused: private or reserved address
    MALFORMED = "malformed"  # not a URL that a browser could open
    NOT_CHECKED = "not_checked"  # robots, caps, deadline: see coverage


#: Verdicts that a browser's user would meet too, every time.
BROKEN = frozenset(
    {
        Verdict.DEAD,
        Verdict.DNS_GONE,
        Verdict.REDIRECT_LOOP,
        Verdict.TOO_MANY_REDIRECTS,
        Verdict.BAD_REDIRECT,
        Verdict.WRONG_TYPE,
        Verdict.EMPTY,
        Verdict.SOFT_404,
        Verdict.MALFORMED,
    }
)

#: Broken when seen, but perhaps only now: several inspections must agree before anybody is named.
TEMPORARY = frozenset(
    {
        Verdict.SERVER_ERROR,
        Verdict.REFUSED,
        Verdict.TIMEOUT,
        Verdict.TLS,
        Verdict.PROTOCOL,
        Verdict.TRUNCATED,
        Verdict.UNAVAILABLE,
    }
)


@dataclass(frozen=True, slots=True)
class Hop:
    """One request on the way to a resource. `at` is ISO 8601 Beijing time; `elapsed_ms` includes the body."""

    url: str
    method: str = "GET"
    status: int = 0
    address: str = ""
    at: str = ""
    elapsed_ms: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True)
class Resource:
    """Every distinct address that was tried, and what became of it.

    `status` is the last hop's HTTP status, 0 when none came. `attempts` counts spaced tries of the whole chain.
    `detail` says in plain words what went wrong (English, technical). `record` is the last response's WARC
    record, or a `metadata` record that describes the error when no response came. `shot` is the browser's picture of
    an address that refused every other client.
    """

    url: str
    verdict: Verdict
    internal: bool
    method: str = "GET"
    status: int = 0
    final_url: str = ""
    content_type: str = ""
    length: int = -1
    attempts: int = 1
    checked_at: str = ""
    detail: str = ""
    hops: tuple[Hop, ...] = ()
    record: RecordRef | None = None
    shot: str = ""

    def evidence(self) -> tuple[Evidence, ...]:
        """Evidence chain: the recorded answer with every hop in words."""
        chain = " → ".join(f"{hop.method} {hop.url} {hop.status or hop.error} {hop.address}" for hop in self.hops)
        if self.record is None:
            return (Evidence(self.url, excerpt=chain[:500], shot=self.shot),)
        return (self.record.evidence(self.url, chain, self.shot),)
