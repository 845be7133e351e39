"""DNS of the hosts that the home page embeds content from."""

from __future__ import annotations

from crawler.fetch import FamilyOutcome, Resolution
from crawler.probes.ipv6 import Embedded, probe_hosts


class Told:
    async def lookup(self, host: str) -> Resolution:
        aaaa = FamilyOutcome("timeout") if host.startswith("slow") else FamilyOutcome("nodata")
        return Resolution(host, FamilyOutcome("found", ("192.0.2.1",)), aaaa)


async def test_raw_outcomes_in_the_order_given() -> None:
    hosts = [Embedded(f"{name}.test", ("image",), f"http://{name}.test/x.png", True) for name in ("slow", "four")]
    probe = await probe_hosts(Told(), "http://www.test/", hosts)
    assert [(one["host"], one["A"], one["AAAA"]) for one in probe.data["hosts"]] == [
        ("slow.test", "found", "timeout"),
        ("four.test", "found", "nodata"),
    ]
    assert probe.data["hosts"][0]["roles"] == ["image"]
