"""CAA and aliases, with a real server on loopback."""

from __future__ import annotations

import dns.message

from crawler.fetch import Resolver
from crawler.probes.dns import probe_aliases, probe_caa
from tests.crawler.fetch.authority import asked, authority, says

RECORDS = {
    ("demo.test", "CAA"): (
        'demo.test. 60 IN CAA 0 issue "ca.example.com; account=7"',
        'demo.test. 60 IN CAA 128 x "y"',
    ),
    ("www.demo.test", "A"): ("www.demo.test. 60 IN A 192.0.2.1",),
    ("cdn.demo.test", "CNAME"): ("cdn.demo.test. 60 IN CNAME a.cloud.test.",),
    ("a.cloud.test", "CNAME"): ("a.cloud.test. 60 IN CNAME b.cloud.test.",),
    ("b.cloud.test", "A"): ("b.cloud.test. 60 IN A 192.0.2.2",),
    ("old.demo.test", "CNAME"): ("old.demo.test. 60 IN CNAME gone.cloud.test.",),
    ("round.demo.test", "CNAME"): ("round.demo.test. 60 IN CNAME turn.demo.test.",),
    ("turn.demo.test", "CNAME"): ("turn.demo.test. 60 IN CNAME round.demo.test.",),
}


def respond(query: dns.message.Message) -> dns.message.Message:
    name, kind = asked(query)
    if (name, kind) in RECORDS:
        return says(query, *RECORDS[name, kind], aa=False)
    code = {"gone.cloud.test": "NXDOMAIN", "ill.test": "SERVFAIL"}.get(name, "NOERROR")
    if name.endswith(".invalid"):
        code = "NXDOMAIN"
    return says(query, code=code, aa=False)


async def test_caa_is_found_at_the_nearest_name_above() -> None:
    async with authority(respond) as server:
        found = (await probe_caa(Resolver((server,)).servers, "www.demo.test")).data
    assert (found["outcome"], found["at"]) == ("found", "demo.test")
    assert found["records"] == [
        {"flags": 0, "tag": "issue", "value": "ca.example.com; account=7"},
        {"flags": 128, "tag": "x", "value": "y"},
    ]


async def test_caa_that_is_absent_and_caa_that_could_not_be_told() -> None:
    async with authority(respond) as server:
        names = Resolver((server,)).servers
        absent, ill = await probe_caa(names, "www.other.test"), await probe_caa(names, "www.ill.test")
    assert absent.data == {"outcome": "nodata", "at": "", "records": []}
    assert (ill.data["outcome"], ill.data["at"]) == ("servfail", "ill.test")


async def test_aliases_are_followed_to_their_end() -> None:
    hosts = ["www.demo.test", "cdn.demo.test", "old.demo.test", "round.demo.test", "a..b"]
    async with authority(respond) as server:
        found = (await probe_aliases(Resolver((server,)), "www.demo.test", hosts)).data
    told = {one["host"]: (one["aliases"], one["loop"], one["outcome"]) for one in found["hosts"]}
    assert told == {
        "www.demo.test": ([], False, "found"),
        "cdn.demo.test": (["a.cloud.test", "b.cloud.test"], False, "found"),
        "old.demo.test": (["gone.cloud.test"], False, "nxdomain"),
        "round.demo.test": (["turn.demo.test", "round.demo.test"], True, "cname-loop"),
        "a..b": ([], False, "nxdomain"),
    }
    assert (found["left_out"], found["invented"]) == (0, "nxdomain")


async def test_hosts_are_bounded() -> None:
    async with authority(respond) as server:
        hosts = [f"h{number}.demo.test" for number in range(70)]
        found = (await probe_aliases(Resolver((server,)), "www.demo.test", hosts)).data
    assert (len(found["hosts"]), found["left_out"]) == (60, 10)
