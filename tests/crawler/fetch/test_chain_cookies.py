from __future__ import annotations

from crawler.fetch import follow
from crawler.fetch.chain_cookies import MAX_COOKIES, ChainCookies
from tests.crawler.fetch.servers import fetcher, ok
from tests.crawler.fetch.site import site, to


async def test_a_cookie_wall_lets_its_own_cookie_in_and_the_next_chain_has_none() -> None:
    def wall(_method: str, head: bytes) -> bytes:
        return ok(b"in") if b"Cookie: pass=1" in head else to("/", "Set-Cookie: pass=1; Path=/")

    async with site({"/": wall}) as served, fetcher() as client:
        first = await follow(client, f"{served.url}/")
        second = await follow(client, f"{served.url}/")
    assert [(chain.failure, chain.last.body, len(chain.hops)) for chain in (first, second)] == [(None, b"in", 2)] * 2


def test_cookies_stay_with_their_host_and_within_bounds() -> None:
    jar = ChainCookies()
    jar.take("a", (("Set-Cookie", "x=1"), ("set-cookie", "s=2; Secure"), ("Set-Cookie", "long=" + "y" * 5000)))
    assert (jar.header("a", secure=False), jar.header("a", secure=True), jar.header("b", secure=True)) == (
        "x=1",
        "x=1; s=2",
        "",
    )
    jar.take("a", (("Set-Cookie", "x=; Max-Age=0"),))
    assert jar.header("a", secure=False) == ""
    jar.take("a", tuple(("Set-Cookie", f"n{number}=1") for number in range(500)))
    assert jar.header("a", secure=False).count("=") == MAX_COOKIES
