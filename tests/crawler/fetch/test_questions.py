"""Raw DNS outcomes over a real server with faults: none is mistaken for another."""

from __future__ import annotations

import dns.flags
import dns.message
import dns.name
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.fetch import Resolver
from crawler.fetch.nameservers import Nameservers
from crawler.fetch.questions import question, read_reply
from tests.crawler.fetch.authority import asked, authority, says

SOA = ("test. 60 IN SOA ns.test. root.test. 1 60 60 60 60",)


ALIASES = {
    "alias.test": "good.test",
    "one.test": "two.test",
    "two.test": "one.test",
    "left.test": "good.test",
    "half.test": "other.test",
    "other.test": "half.test",
    "hidden.test": "hidden2.test",
    "hidden2.test": "hidden.test",
    "dangling.test": "gone.test",
    "bare.test": "empty.test",
}
GOOD = "good.test. 60 IN AAAA 2400:3200::1"
#: Records, authority and code of the answers to all questions but CNAME.
ANSWERS: dict[str, tuple[tuple[str, ...], tuple[str, ...], str]] = {
    "good.test": ((GOOD,), (), "NOERROR"),
    "alias.test": (("alias.test. 60 IN CNAME good.test.", GOOD), (), "NOERROR"),
    "one.test": (("one.test. 60 IN CNAME two.test.", "two.test. 60 IN CNAME one.test."), (), "NOERROR"),
    "left.test": (("left.test. 60 IN CNAME good.test.",), (), "NOERROR"),
    "half.test": (("half.test. 60 IN CNAME other.test.",), (), "NOERROR"),
    "other.test": (("other.test. 60 IN CNAME half.test.",), (), "NOERROR"),
    "dangling.test": (("dangling.test. 60 IN CNAME gone.test.",), SOA, "NXDOMAIN"),
    "bare.test": (("bare.test. 60 IN CNAME empty.test.",), SOA, "NOERROR"),
    "empty.test": ((), SOA, "NOERROR"),
    "gone.test": ((), SOA, "NXDOMAIN"),
    "ill.test": ((), (), "SERVFAIL"),
    "hidden.test": ((), (), "SERVFAIL"),
    "shut.test": ((), (), "REFUSED"),
    "odd.test": ((), (), "NOTIMP"),
}


def respond(query: dns.message.Message) -> dns.message.Message | bytes | None:
    name, kind = asked(query)
    if name in ALIASES and kind == "CNAME":
        return says(query, f"{name}. 60 IN CNAME {ALIASES[name]}.")
    if name == "mad.test":
        return b"\x00\x01nonsense"
    if name == "lame.test":
        return says(query, authority=("test. 60 IN NS ns.elsewhere.",), aa=False)
    if name in ANSWERS:
        records, beside, code = ANSWERS[name]
        return says(query, *records, authority=beside, code=code)
    return None


@pytest.mark.parametrize(
    ("host", "outcome"),
    [
        ("good.test", "found"),
        ("alias.test", "found"),
        ("left.test", "found"),
        ("empty.test", "nodata"),
        ("bare.test", "nodata"),
        ("gone.test", "nxdomain"),
        ("dangling.test", "nxdomain"),
        ("ill.test", "servfail"),
        ("shut.test", "refused"),
        ("odd.test", "error"),
        ("lame.test", "lame"),
        ("mad.test", "malformed"),
        ("silent.test", "timeout"),
        ("one.test", "cname-loop"),
        ("half.test", "cname-loop"),
        ("hidden.test", "cname-loop"),
    ],
)
async def test_every_outcome_of_aaaa(host: str, outcome: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.fetch.resolver.LOOKUP_SECONDS", 0.4)
    async with authority(respond) as server:
        found = await Resolver((server,)).lookup(host)
    assert found.aaaa.outcome == outcome
    assert bool(found.aaaa.addresses) == (outcome == "found")


async def test_the_servers_are_asked_in_turn_and_the_most_telling_failure_is_told() -> None:
    async with authority(respond) as ill, authority(lambda query: says(query, code="REFUSED")) as shut:
        good = await Nameservers((shut, ill)).ask(dns.name.from_text("good.test"), "AAAA", 2)
        bad = await Nameservers((shut, ill)).ask(dns.name.from_text("ill.test"), "AAAA", 2)
    assert (good.outcome, bad.outcome) == ("found", "servfail")


async def test_aliases_are_told_hop_by_hop() -> None:
    async with authority(respond) as server:
        names = Nameservers((server,))
        chain, circle = await names.aliases(dns.name.from_text("dangling.test"), 2)
        loop = await names.aliases(dns.name.from_text("one.test"), 2)
    assert ([str(name) for name in chain], circle) == (["gone.test."], False)
    assert ([str(name) for name in loop[0]], loop[1]) == (["two.test.", "one.test."], True)


async def test_a_long_answer_comes_over_tcp() -> None:
    cut = 0

    def long(query: dns.message.Message) -> dns.message.Message | bytes:
        nonlocal cut
        cut += 1
        if cut == 1:
            answer = says(query)
            answer.flags |= dns.flags.TC
            return answer
        return says(query, *(f"long.test. 60 IN AAAA 2400:3200::{number:x}" for number in range(1, 60)))

    async with authority(long) as server:
        reply = await Nameservers((server,)).ask(dns.name.from_text("long.test"), "AAAA", 2)
    assert reply.rrset is not None and len(reply.rrset) == 59
    assert cut == 2


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")), max_size=8), st.booleans())
def test_any_tangle_of_aliases_ends(aliases: list[tuple[str, str]], found: bool) -> None:
    query = question(dns.name.from_text("a.test"), "A")
    lines = {name: f"{name}.test. 60 IN CNAME {target}.test." for name, target in aliases}
    records = [*lines.values(), *(["d.test. 60 IN A 192.0.2.1"] if found and "d" not in lines else [])]
    reply = read_reply(query, says(query, *records))
    assert reply.outcome in ("found", "nodata", "cname-loop")
    assert (reply.outcome == "found") == (reply.rrset is not None)
