"""What has become of a site's names, with real servers on loopback."""

from __future__ import annotations

from typing import Any

from crawler.fetch.nameservers import Nameservers
from crawler.probes.domains import probe_domains
from tests.crawler.fetch.dns_server import dns_server
from tests.crawler.fetch.servers import fetcher, ok
from tests.crawler.fetch.site import site

FOREIGN = "<title>茶叶批发网</title><body>" + "<p>明前茶、雨前茶现货批发，量大从优。</p>" * 20
OURS = "<title>旧站</title><link rel=canonical href='http://main.test/'><body>" + "<p>网站标识码：9999990001</p>" * 20
SCRIPT = "<script>location.href='http://main.test/'</script>"


def answer(name: str, kind: str) -> tuple[str, ...]:
    return ("127.0.0.1",) if kind == "A" and not name.startswith("gone.") and not name.endswith("invalid") else ()


async def look(body: str) -> dict[str, Any]:
    page = ok(body.encode(), "text/html; charset=utf-8")
    async with (
        site({"/": page}) as served,
        dns_server(answer) as server,
        fetcher(dns_servers=(server,)) as client,
    ):
        home = f"http://main.test:{served.url.rpartition(':')[2]}/"
        names = [("old.test", "old"), ("gone.test", "old")]
        probe, answers = await probe_domains(client, Nameservers((server,)), home, names)
    assert probe.data["invented"] == "nodata"
    old, gone = probe.data["domains"]
    assert (gone["A"], gone["AAAA"], gone["page"]) == ("nodata", "nodata", None)
    assert len(answers) == 1
    assert (old["domain"], old["role"], old["A"]) == ("old.test", "old", "found")
    shown = old["page"]
    assert (shown["status"], shown["failure"]) == (200, "")
    return dict(shown)


async def test_somebody_elses_page() -> None:
    shown = await look(FOREIGN)
    assert (shown["title"], shown["code"], shown["little"], shown["onward"]) == ("茶叶批发网", "", False, False)
    assert shown["final"].startswith("http://old.test:")


async def test_a_page_of_our_own() -> None:
    shown = await look(OURS)
    assert (shown["code"], shown["canonical"]) == ("9999990001", "http://main.test/")


async def test_a_script_that_sends_on() -> None:
    shown = await look(SCRIPT)
    assert (shown["little"], shown["onward"]) == (True, True)


async def test_a_name_that_nobody_serves() -> None:
    async with dns_server(answer) as server, fetcher(dns_servers=(server,)) as client:
        probe, _ = await probe_domains(client, Nameservers((server,)), "http://main.test:1/", [("old.test", "old")])
    page = probe.data["domains"][0]["page"]
    assert (page["status"], page["failure"]) == (0, "refused")
