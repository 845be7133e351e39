from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.snapshot import Verdict
from crawler.fetch import Answer, Fetcher, follow, redirect_target
from tests.crawler.fetch.servers import fetcher, ok, options
from tests.crawler.fetch.site import Reply, site, to


async def test_redirects_are_followed_hop_by_hop() -> None:
    pages: dict[str, Reply] = {"/a": to("b?x=1#part", status="301 Moved"), "/b?x=1": to("/c"), "/c": ok(b"here")}
    async with site(pages) as served, fetcher() as client:
        chain = await follow(client, f"{served.url}/a")
    assert [(hop.url.removeprefix(served.url), hop.status) for hop in chain.hops] == [
        ("/a", 301),
        ("/b?x=1", 302),
        ("/c", 200),
    ]
    assert (chain.failure, chain.last.body) == (None, b"here")


@pytest.mark.parametrize(
    ("pages", "verdict"),
    [
        ({"/": to("/")}, Verdict.REDIRECT_LOOP),
        ({"/": to("/a"), "/a": to("/")}, Verdict.REDIRECT_LOOP),
        ({"/": to("/a", "Set-Cookie: pass=1"), "/a": to("/")}, Verdict.BLOCKED),
        ({"/": ok(b"", status="302 Found")}, Verdict.BAD_REDIRECT),
        ({"/": to("http://[::1/")}, Verdict.BAD_REDIRECT),
        ({"/": to("file:///etc/passwd")}, Verdict.BAD_REDIRECT),
        ({"/": to("weixin://dl/business")}, Verdict.NOT_CHECKED),
        ({"/": to("/1"), **{f"/{n}": to(f"/{n + 1}") for n in range(1, 9)}}, Verdict.TOO_MANY_REDIRECTS),
    ],
)
async def test_what_cannot_be_followed(pages: dict[str, bytes], verdict: Verdict) -> None:
    async with site({**pages}) as served, fetcher() as client:
        chain = await follow(client, f"{served.url}/")
    assert chain.failure is verdict
    assert len(chain.hops) <= 6


async def test_own_headers_stay_with_the_first_host() -> None:
    async with (
        site({"/": ok(b"x")}, "127.0.0.2") as other,
        site({"/": to(f"{other.url}/")}) as served,
        fetcher() as client,
    ):
        await follow(client, f"{served.url}/", headers={"If-None-Match": '"1"', "Range": "bytes=0-1"})
    assert b"If-None-Match" in served.heads[0]
    assert b"If-None-Match" not in other.heads[0]
    assert b"Range: bytes=0-1" in other.heads[0]


def redirected(raw: bytes) -> str | None:
    location = ("Location", raw.decode("utf-8", "surrogateescape"))
    return redirect_target(Answer("http://www.yunling-demo.gov.cn/a/", "GET", "", 302, headers=(location,)))


def test_raw_bytes_in_location_go_back_as_they_came() -> None:
    assert redirected("/公开".encode()) == "http://www.yunling-demo.gov.cn/%E5%85%AC%E5%BC%80"
    assert redirected("/公".encode("gbk")) == "http://www.yunling-demo.gov.cn/%B9%AB"


@given(st.binary(max_size=60))
def test_any_location_is_read_or_given_up(raw: bytes) -> None:
    target = redirected(raw)
    assert target is None or target.isascii()


async def test_all_hops_share_the_time() -> None:
    seconds: list[float | None] = []

    class Slow(Fetcher):
        """Every hop takes four seconds, says its clock."""

        async def fetch(self, url: str, *, within: float | None = None, **others: object) -> Answer:
            seconds.append(within)
            headers = (("Location", f"{url}a"),) if len(seconds) < 4 else ()
            return Answer(url, "GET", "", 302 if headers else 200, headers=headers, elapsed_ms=4000)

    async with Slow(options()) as client:
        await follow(client, "http://127.0.0.1/", within=10.0)
        assert seconds == [10.0, 6.0, 2.0, 0.0]
        seconds.clear()
        await follow(client, "http://127.0.0.1/")
    assert seconds == [None] * 4
