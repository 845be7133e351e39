from __future__ import annotations

import asyncio
from pathlib import Path

import dns.rcode
import pytest

from core.errors import UsageError
from core.snapshot import Verdict
from crawler.fetch import Resolver
from tests.crawler.fetch.dns_server import dns_server

ZONE: dict[tuple[str, str], tuple[str, ...] | dns.rcode.Rcode | None] = {
    ("both.test", "A"): ("192.0.2.1",),
    ("both.test", "AAAA"): ("2001:db8::1",),
    ("four.test", "A"): ("192.0.2.2",),
    ("four.test", "AAAA"): (),
    ("gone.test", "A"): dns.rcode.NXDOMAIN,
    ("gone.test", "AAAA"): dns.rcode.NXDOMAIN,
    ("empty.test", "A"): (),
    ("empty.test", "AAAA"): (),
    ("ill.test", "A"): dns.rcode.SERVFAIL,
    ("ill.test", "AAAA"): (),
    ("shut.test", "A"): dns.rcode.REFUSED,
    ("shut.test", "AAAA"): dns.rcode.REFUSED,
}


@pytest.mark.parametrize(
    ("host", "a", "aaaa", "verdict"),
    [
        ("both.test", "found", "found", None),
        ("four.test", "found", "nodata", None),
        ("gone.test", "nxdomain", "nxdomain", Verdict.DNS_GONE),
        ("empty.test", "nodata", "nodata", Verdict.DNS_GONE),
        ("ill.test", "servfail", "nodata", Verdict.DNS_FAILED),
        ("shut.test", "refused", "refused", Verdict.DNS_FAILED),
        ("www..test", "nxdomain", "nxdomain", Verdict.DNS_GONE),
        (f"{'x' * 64}.test", "nxdomain", "nxdomain", Verdict.DNS_GONE),
    ],
)
async def test_outcomes_are_told_apart(host: str, a: str, aaaa: str, verdict: Verdict | None) -> None:
    async with dns_server(lambda name, kind: ZONE[name, kind]) as server:
        found = await Resolver((server,)).lookup(host)
    assert (found.a.outcome, found.aaaa.outcome, found.verdict) == (a, aaaa, verdict)


async def test_silence_is_a_timeout_and_not_an_absence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.fetch.resolver.LOOKUP_SECONDS", 0.2)
    async with dns_server(lambda _name, _kind: None) as server:
        found = await Resolver((server,)).lookup("mute.test")
    assert found.a.outcome == "timeout"
    assert found.verdict is Verdict.DNS_FAILED


async def test_parallel_lookups_ask_once_and_answers_are_remembered() -> None:
    asked: list[str] = []

    def zone(name: str, kind: str) -> tuple[str, ...]:
        asked.append(kind)
        return ("192.0.2.9",) if kind == "A" else ()

    async with dns_server(zone) as server:
        resolver = Resolver((server,))
        found = await asyncio.gather(*(resolver.lookup("many.test") for _ in range(5)))
        again = await resolver.lookup("many.test")
    assert sorted(asked) == ["A", "AAAA"]
    assert {again, *found} == {again}


async def test_addresses_per_family_are_bounded() -> None:
    many = tuple(f"192.0.2.{number}" for number in range(1, 200))
    async with dns_server(lambda _name, kind: many if kind == "A" else ()) as server:
        found = await Resolver((server,)).lookup("flood.test")
    assert len(found.addresses) == 8


async def test_literals_localhost_and_hosts_file_need_no_dns(tmp_path: Path) -> None:
    hosts = tmp_path / "hosts"
    hosts.write_text("# comment\n192.0.2.5 Intra.test other\n2001:db8::5 intra.test # x\nbroken\n")
    resolver = Resolver((), hosts)
    assert (await resolver.lookup("[::1]")).addresses == ("::1",)
    assert (await resolver.lookup("127.0.0.9")).addresses == ("127.0.0.9",)
    assert (await resolver.lookup("a.localhost.")).addresses == ("127.0.0.1", "::1")
    assert (await resolver.lookup("intra.test")).addresses == ("192.0.2.5", "2001:db8::5")


@pytest.mark.parametrize("text", ["127.0.0.1:53", "::1", "[::1]:5353", "10.0.0.1"])
def test_servers_may_be_written_in_any_usual_form(text: str) -> None:
    Resolver((text,))


@pytest.mark.parametrize("text", ["dns.test", "127.0.0.1:x", "", "127.0.0.1:99999"])
def test_unreadable_server_is_the_operators_mistake(text: str) -> None:
    with pytest.raises(UsageError, match="无法识别"):
        Resolver((text,))
