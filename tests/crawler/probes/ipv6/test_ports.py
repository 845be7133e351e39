"""TCP to each address and port, within the guard."""

from __future__ import annotations

from crawler.fetch import AddressGuard
from crawler.probes.ipv6 import probe_ports
from crawler.probes.ipv6.ports import _ports
from tests.crawler.fetch.servers import LOOPBACK, ok, raw_server, says


async def test_open_closed_and_guarded() -> None:
    async with raw_server(says(ok(b"x")), "::1") as port:
        home = f"http://www.yunling-demo.gov.cn:{port}/"
        probe = await probe_ports(AddressGuard(LOOPBACK), home, ("::1", "127.0.0.1", "fd00::1"))
    told = [(one["address"], one["port"], one["ok"], one["error"]) for one in probe.data["connections"]]
    assert told == [
        ("::1", port, True, ""),
        ("127.0.0.1", port, False, "refused"),
        ("fd00::1", port, False, "guarded"),
    ]


def test_the_ports_of_the_web_unless_the_home_page_names_one() -> None:
    assert _ports("https://www.yunling-demo.gov.cn/") == (80, 443)
    assert _ports("http://www.yunling-demo.gov.cn:8080/") == (8080,)
