"""Probe "ipv6.inner_links": which pages of the second and third level open over IPv6 as they did over IPv4."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import ada_url

from core.clock import Clock, beijing_now
from core.snapshot.probe import Probe
from crawler.fetch import Chain, Fetcher, follow
from crawler.probes.families import OneFamily, family_of
from crawler.probes.ipv6.home import WRONG_FAMILY

_BYTES = 4096
_TRIES = 2


async def probe_inner_links(
    fetcher: Fetcher, home: str, levels: Mapping[str, Sequence[str]], clock: Clock = beijing_now
) -> Probe:
    """Ask over IPv6 for the pages of each level ("2", "3"), which the crawl has opened before.

    Data: {"levels": {"2": [{"url", "aaaa", "status", "error", "ipv4"}], "3": […]}}. `aaaa` is the raw DNS outcome of
    the page's host; without an address nothing is asked. `ipv4` is what IPv4 says at the same time of a page that
    failed over IPv6: "opens", "fails", or empty when it was not asked.
    """
    at = clock().isoformat()
    async with (
        fetcher.with_resolver(OneFamily(fetcher.resolver, "ipv6")) as six,
        fetcher.with_resolver(OneFamily(fetcher.resolver, "ipv4")) as four,
    ):
        asked = {
            level: list(await asyncio.gather(*(_page(fetcher, six, four, url) for url in urls)))
            for level, urls in levels.items()
        }
    return Probe("ipv6.inner_links", home, at, {"levels": asked})


async def _page(fetcher: Fetcher, six: Fetcher, four: Fetcher, url: str) -> dict[str, Any]:
    found = (await fetcher.resolver.lookup(ada_url.URL(url).hostname)).aaaa
    result: dict[str, Any] = {"url": url, "aaaa": found.outcome, "status": 0, "error": "", "ipv4": ""}
    if not found.addresses:
        return result
    for _ in range(_TRIES):
        chain = await follow(six, url, max_body=_BYTES)
        result |= {"status": chain.last.status, "error": _error(chain)}
        if opens(result):
            return result
    before = await follow(four, url, max_body=_BYTES)
    return result | {"ipv4": "opens" if before.failure is None and before.last.status < 400 else "fails"}


def opens(result: Mapping[str, Any]) -> bool:
    """Whether a page came."""
    return not result["error"] and 200 <= result["status"] < 400


def _error(chain: Chain) -> str:
    if chain.failure is not None:
        return chain.failure.value
    return "" if family_of(chain.last.address) == "ipv6" else WRONG_FAMILY
