"""The home page over both families in turn."""

from __future__ import annotations

from typing import Any

from crawler.fetch import Fetcher
from crawler.probes.ipv6 import probe_content
from tests.crawler.fetch.servers import ok, options
from tests.crawler.fetch.site import Reply, site
from tests.crawler.probes.ipv6.names import Names

HOST = "www.yunling-demo.gov.cn"
PAGE = "<title>云岭县</title><p>要闻一</p><p>要闻二</p><a href=/a.html>公开</a>".encode()


async def compared(four: Reply, six: Reply) -> tuple[dict[str, Any], list[str]]:
    async with site({"/": six}, "::1") as over_six:
        port = int(over_six.url.rpartition(":")[2])
        async with site({"/": four}, "127.0.0.1", port) as over_four:
            async with Fetcher(options(), resolver=Names({HOST: ("127.0.0.1", "::1")})) as client:
                probe, answers = await probe_content(client, f"http://{HOST}:{port}/")
            assert (len(over_four.asked), len(over_six.asked)) == (2, 2)
    return dict(probe.data), [answer.address for answer in answers]


async def test_views_in_turn_of_each_family() -> None:
    data, addresses = await compared(ok(PAGE, "Content-Type: text/html"), ok(b"<p>other", "Content-Type: text/html"))
    assert addresses == ["127.0.0.1", "::1", "127.0.0.1", "::1"]
    views = data["views"]
    assert [view["family"] for view in views] == ["ipv4", "ipv6", "ipv4", "ipv6"]
    assert views[0]["title"] == "云岭县"
    assert [data["parts"][n] for n in views[0]["blocks"]] == ["要闻一", "要闻二", "公开"]
    assert [data["parts"][n] for n in views[0]["links"]] == [views[0]["url"] + "a.html"]
    assert [data["parts"][n] for n in views[1]["blocks"]] == ["other"]
    assert (views[0]["blocks"], views[0]["links"]) == (views[2]["blocks"], views[2]["links"])


async def test_a_view_that_failed_has_no_parts() -> None:
    data, _ = await compared(ok(PAGE), b"nonsense")
    assert data["views"][1]["error"] == "protocol"
    assert data["views"][1]["blocks"] == []


async def test_texts_are_bounded() -> None:
    long = "<p>" + "字" * 5000 + "</p>" + "".join(f"<p>第{n}条</p>" for n in range(3000))
    data, _ = await compared(ok(long.encode()), ok(PAGE))
    assert max(map(len, data["parts"])) <= 120
    assert len(data["views"][0]["blocks"]) == 1500
