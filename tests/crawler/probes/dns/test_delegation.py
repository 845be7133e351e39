"""Name servers found and asked, each at its own addresses, with real servers on loopback."""

from __future__ import annotations

import dns.message

from crawler.fetch import AddressGuard, Resolver
from crawler.probes.dns import Means, probe_delegation
from tests.crawler.fetch.authority import asked, authority, says

SOA = "demo.test. 60 IN SOA ns1.demo.test. root.demo.test. 1 60 60 60 60"
ADDRESSES = {"ns1.demo.test": "127.0.0.2", "ns2.demo.test": "127.0.0.3", "ns3.demo.test": "10.0.0.1"}


RECORDS = {
    ("demo.test", "NS"): tuple(f"demo.test. 60 IN NS ns{number}.demo.test." for number in (1, 2, 3, 4)),
    ("test", "NS"): ("test. 60 IN NS ns1.demo.test.",),
    ("ns1.demo.test", "AAAA"): ("ns1.demo.test. 60 IN AAAA ::1",),
    **{(name, "A"): (f"{name}. 60 IN A {address}",) for name, address in ADDRESSES.items()},
}


def resolve(query: dns.message.Message) -> dns.message.Message:
    """What a resolver says: the zone demo.test with four name servers, below test."""
    name, kind = asked(query)
    code = {"ns4.demo.test": "NXDOMAIN", "ill.test": "SERVFAIL"}.get(name, "NOERROR")
    records = RECORDS.get((name, kind), ())
    return says(query, *records, authority=() if records else (SOA,), code=code, aa=False)


def hold(query: dns.message.Message) -> dns.message.Message:
    """A server that holds every zone it is asked for."""
    name, _ = asked(query)
    return says(query, f"{name}. 60 IN SOA ns1.demo.test. root.demo.test. 1 60 60 60 60")


async def look(host: str) -> dict[str, object]:
    async with authority(resolve) as server:
        port = int(server.rpartition(":")[2])
        async with (
            authority(hold, "127.0.0.2", port),
            authority(hold, "::1", port),
            authority(lambda query: says(query, code="REFUSED", aa=False), "127.0.0.3", port),
        ):
            means = Means(Resolver((server,)), AddressGuard(("127.0.0.0/8", "::1/128")), port)
            return dict((await probe_delegation(means, host)).data)


async def test_every_name_server_is_asked_at_every_address() -> None:
    found = await look("www.demo.test")
    assert (found["zone"], found["outcome"]) == ("demo.test", "found")
    servers = {one["name"]: one for one in found["nameservers"]}  # type: ignore[attr-defined]
    told = {
        name: [(one["address"], one["outcome"], one["authoritative"]) for one in server["answers"]]
        for name, server in servers.items()
    }
    assert told == {
        "ns1.demo.test": [("127.0.0.2", "found", True), ("::1", "found", True)],
        "ns2.demo.test": [("127.0.0.3", "refused", False)],
        "ns3.demo.test": [("10.0.0.1", "guarded", False)],
        "ns4.demo.test": [],
    }
    assert servers["ns4.demo.test"]["A"]["outcome"] == servers["ns4.demo.test"]["AAAA"]["outcome"] == "nxdomain"
    above = found["above"]
    assert above["zone"] == "test"  # type: ignore[index]
    assert [one["outcome"] for one in above["answers"]] == ["found", "found"]  # type: ignore[index]


async def test_without_a_zone_the_outcome_is_told() -> None:
    assert await look("www.ill.test") == {"zone": "", "outcome": "servfail", "detail": "ill.test"}
