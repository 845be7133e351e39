from __future__ import annotations

from datetime import datetime

import dns.rcode

from core.clock import BEIJING
from crawler.fetch import Resolver
from crawler.probes import probe_dns
from tests.crawler.fetch.dns_server import dns_server


def noon() -> datetime:
    return datetime(2026, 5, 4, 12, tzinfo=BEIJING)


async def test_each_family_keeps_its_own_outcome() -> None:
    async with dns_server(lambda _name, kind: ("192.0.2.1",) if kind == "A" else dns.rcode.SERVFAIL) as server:
        probe = await probe_dns(Resolver((server,)), "www.yunling-demo.gov.cn", noon)
    assert (probe.kind, probe.subject, probe.at) == ("dns", "www.yunling-demo.gov.cn", "2026-05-04T12:00:00+08:00")
    assert probe.data["A"] == {"outcome": "found", "addresses": ["192.0.2.1"], "detail": ""}
    assert probe.data["AAAA"]["outcome"] == "servfail"
