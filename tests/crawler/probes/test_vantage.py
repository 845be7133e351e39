from __future__ import annotations

from crawler.probes import probe_vantage
from tests.crawler.fetch.dns_server import dns_server
from tests.crawler.fetch.servers import fetcher, ok
from tests.crawler.fetch.site import site


def source(far: str) -> str:
    return "fd00::7" if ":" in far else ""


async def test_controls_count_only_when_they_answer_over_ipv6() -> None:
    async with (
        site({"/": ok(b"six")}, "::1") as six,
        site({"/": ok(b"four")}) as four,
        dns_server(lambda _name, kind: ("127.0.0.1",) if kind == "A" else ()) as dns,
        fetcher(dns_servers=(dns,)) as client,
    ):
        port = four.url.rpartition(":")[2]
        controls = (f"{six.url}/", f"{six.url}/none", f"{four.url}/", f"http://four.test:{port}/")
        probe = await probe_vantage(client, controls, source=source)
    results = probe.data["ipv6"]["controls"]
    assert [control["url"] for control in results] == list(controls)
    assert [control["ok"] for control in results] == [True, False, False, False]
    assert all(control["detail"] for control in results)
    assert probe.data["ipv6"]["route"] is True
    assert (probe.data["ipv6"]["source"], probe.data["ipv6"]["kind"]) == ("fd00::7", "ula")
    assert probe.data["ipv4"] == {"route": False, "source": None, "kind": ""}


async def test_controls_are_guarded_too() -> None:
    async with site({"/": ok(b"six")}, "::1") as six, fetcher(allow_private=()) as client:
        probe = await probe_vantage(client, (f"{six.url}/",), source=source)
    assert probe.data["ipv6"]["controls"][0]["ok"] is False
    assert six.asked == []
