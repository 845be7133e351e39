"""Which names are looked at, and that bare addresses and single pages cost nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any, cast

import dns.message
import pytest
import pytest_asyncio

from core.county import Site
from core.snapshot import Look, Watch
from crawler.fetch import Fetcher
from crawler.spider.dns_probes import measure_domain, measure_names
from crawler.spider.visit import Visit
from tests.crawler.fetch.authority import asked, authority, says
from tests.crawler.fetch.servers import options

LINKED = (
    "http://www.demo.test/a",
    "https://img.demo.test:8443/b.png",
    "http://bumen.other.test/",
    "http://notdemo.test/",
    "http://[broken/",
    "http://127.0.0.1/",
    "mailto:a@demo.test",
)


@pytest_asyncio.fixture
async def questions() -> AsyncIterator[tuple[str, list[tuple[str, str]]]]:
    """A resolver that knows nothing, and what it was asked."""
    seen: list[tuple[str, str]] = []

    def respond(query: dns.message.Message) -> dns.message.Message:
        seen.append(asked(query))
        return says(query, code="NXDOMAIN", aa=False)

    async with authority(respond) as server:
        yield server, seen


def visit(fetcher: Fetcher, home: str, depth: int = 3, **site: Any) -> Visit:
    db = sqlite3.connect(":memory:")
    db.row_factory = sqlite3.Row
    db.execute("CREATE TABLE link (target TEXT)")
    db.executemany("INSERT INTO link VALUES (?)", [(target,) for target in LINKED])
    watch = Watch("any", "old.demo.test", "site", (), looks=(Look.ALIASES,))
    job = SimpleNamespace(site=Site("k", "n", home, **site), watches=(watch,))
    recorder = SimpleNamespace(db=db, step=lambda: db, answer=lambda _answer: None)
    chosen = SimpleNamespace(max_depth=depth, dnssec_anchors=())
    return cast(Visit, SimpleNamespace(fetcher=fetcher, job=job, recorder=recorder, options=chosen))


async def test_the_sites_own_hosts_are_followed(questions: tuple[str, list[tuple[str, str]]]) -> None:
    server, _ = questions
    async with Fetcher(options(dns_servers=(server,))) as fetcher:
        scopes = ("zw.demo.test", "http://www.demo.test/sub/")
        probes = await measure_domain(visit(fetcher, "http://www.demo.test/", scopes=scopes))
    told = {probe.kind: probe for probe in probes}
    assert told.keys() == {"dns.delegation", "dns.dnssec", "dns.caa", "dns.aliases"}
    hosts = [one["host"] for one in told["dns.aliases"].data["hosts"]]
    assert hosts == ["www.demo.test", "old.demo.test", "zw.demo.test", "img.demo.test"]


async def test_registered_names_only(questions: tuple[str, list[tuple[str, str]]]) -> None:
    server, seen = questions
    async with Fetcher(options(dns_servers=(server,))) as fetcher:
        assert await measure_names(visit(fetcher, "http://www.demo.test/")) == []
        assert seen == []
        named = visit(fetcher, "http://www.demo.test/", aliases=("m.demo.test",), old_domains=("old.test",))
        (probe,) = await measure_names(named)
    assert [(one["domain"], one["role"]) for one in probe.data["domains"]] == [
        ("m.demo.test", "alias"),
        ("old.test", "old"),
    ]


@pytest.mark.parametrize(
    ("home", "depth"), [("http://127.0.0.1:8080/", 3), ("http://[::1]/", 3), ("http://www.demo.test/", 0)]
)
async def test_nothing_to_ask(questions: tuple[str, list[tuple[str, str]]], home: str, depth: int) -> None:
    server, seen = questions
    async with Fetcher(options(dns_servers=(server,))) as fetcher:
        assert await measure_domain(visit(fetcher, home, depth)) == []
        assert await measure_names(visit(fetcher, home, 0, old_domains=("old.test",))) == []
    assert seen == []
