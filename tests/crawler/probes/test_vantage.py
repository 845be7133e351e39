from __future__ import annotations

from crawler.probes import probe_vantage
from tests.crawler.fetch.dns_server import dns_server
from tests.crawler.fetch.servers import fetcher, ok
from tests.crawler.fetch.site import site


def source(far: str) -> str:
    return {"240c::6666": "fd00::7", "::1": "::1", "127.0.0.1": "127.0.0.1"}.get(far, "")


async def test_controls_count_only_when_they_answer_over_their_family() -> None:
    async with (
        site({"/": ok(b"six")}, "::1") as six,
        site({"/": ok(b"four")}) as four,
        dns_server(lambda _name, kind: ("127.0.0.1",) if kind == "A" else ()) as dns,
        fetcher(dns_servers=(dns,)) as client,
    ):
        port = four.url.rpartition(":")[2]
        urls = (f"{six.url}/", f"{six.url}/none", f"{four.url}/", f"http://four.test:{port}/")
        probe = await probe_vantage(client, {"ipv4": urls, "ipv6": urls}, source=source)
    over_six, over_four = probe.data["ipv6"]["controls"], probe.data["ipv4"]["controls"]
    assert [control["url"] for control in over_six] == [control["url"] for control in over_four] == list(urls)
    assert [control["ok"] for control in over_six] == [True, False, False, False]
    assert [control["ok"] for control in over_four] == [False, False, True, True]
    assert all(control["detail"] for control in (*over_six, *over_four))
    assert [control["lookup"] for control in over_six] == ["", "", "", "nodata"]
    assert [control["lookup"] for control in over_four] == ["", "", "", "found"]
    assert (over_six[0]["address"], over_six[0]["kind"], over_six[0]["source"]) == ("::1", "loopback", "::1")


async def test_each_family_has_its_source() -> None:
    async with fetcher() as client:
        probe = await probe_vantage(client, {}, source=source)
    assert probe.data["ipv6"] == {"route": True, "source": "fd00::7", "kind": "ula", "controls": []}
    assert probe.data["ipv4"] == {"route": False, "source": None, "kind": "", "controls": []}


async def test_controls_are_guarded_too() -> None:
    async with site({"/": ok(b"six")}, "::1") as six, fetcher(allow_private=()) as client:
        probe = await probe_vantage(client, {"ipv6": (f"{six.url}/",)}, source=source)
    assert probe.data["ipv6"]["controls"][0]["ok"] is False
    assert six.asked == []
