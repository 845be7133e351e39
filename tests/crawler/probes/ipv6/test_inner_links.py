"""Pages of the second and third level over IPv6."""

from __future__ import annotations

from crawler.fetch import Fetcher
from crawler.probes.ipv6 import probe_inner_links
from tests.crawler.fetch.servers import ok, options
from tests.crawler.fetch.site import site
from tests.crawler.probes.ipv6.names import Names

GONE = ok(b"", status="404 Not Found")


async def test_each_page_is_asked_over_ipv6_and_ipv4_decides_what_a_failure_means() -> None:
    async with site({"/good": ok(b"x"), "/lacking": GONE, "/gone": GONE}, "::1") as six:
        port = int(six.url.rpartition(":")[2])
        async with site({"/good": ok(b"x"), "/lacking": ok(b"x"), "/gone": GONE}, "127.0.0.1", port) as four:
            names = Names({"two.test": ("127.0.0.1", "::1"), "four.test": ("127.0.0.1",)})
            urls = [f"http://two.test:{port}{path}" for path in ("/good", "/lacking", "/gone")]
            levels = {"2": [*urls, f"http://four.test:{port}/good"], "3": []}
            async with Fetcher(options(), resolver=names) as client:
                probe = await probe_inner_links(client, "http://two.test/", levels)
            assert sorted(four.asked) == ["GET /gone", "GET /lacking"]
    told = [(one["aaaa"], one["status"], one["ipv4"]) for one in probe.data["levels"]["2"]]
    assert told == [("found", 200, ""), ("found", 404, "opens"), ("found", 404, "fails"), ("nodata", 0, "")]
    assert probe.data["levels"]["3"] == []
