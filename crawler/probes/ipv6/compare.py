"""Probe "ipv6.content": the home page over both families in turn, twice, as text blocks and links to be compared."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from core.clock import Clock, beijing_now
from core.snapshot.probe import Probe
from crawler.fetch import Answer, Chain, Fetcher, follow
from crawler.fetch.sniff import plain_head
from crawler.probes.families import FAMILIES, OneFamily

#: Turns of each family: what differs between two turns of one family is the page's own unrest.
TURNS = 2
_MAX_BODY = 2 * 1024 * 1024
#: Most blocks and links of one view, and characters of one block.
_MAX_PARTS = 1500
_MAX_TEXT = 120


async def probe_content(fetcher: Fetcher, home: str, clock: Clock = beijing_now) -> tuple[Probe, list[Answer]]:
    """Fetch `home` by IPv4, IPv6, IPv4, IPv6, redirects over the same family; returns the answers to record too.

    Data: {"parts": [text or address, …], "views": [{"family", "status", "error", "url", "address", "title", "blocks":
    [index into parts, …], "links": [index, …]}]}.
    """
    at = clock().isoformat()
    parts: dict[str, int] = {}
    views, answers = [], []
    for _ in range(TURNS):
        for family in FAMILIES:
            async with fetcher.with_resolver(OneFamily(fetcher.resolver, family)) as one:
                chain = await follow(one, home, max_body=_MAX_BODY)
            views.append(_view(family, chain, parts, clock))
            answers.append(replace(chain.last, failure=chain.failure, detail=chain.detail))
    return Probe("ipv6.content", home, at, {"parts": list(parts), "views": views}), answers


def _view(family: str, chain: Chain, parts: dict[str, int], clock: Clock) -> dict[str, Any]:
    last = chain.last
    view: dict[str, Any] = {
        "family": family,
        "status": last.status,
        "error": chain.failure.value if chain.failure else "",
        "url": last.url,
        "address": last.address,
        "title": "",
        "blocks": [],
        "links": [],
    }
    body = plain_head(last, _MAX_BODY)
    if chain.failure is None and body:
        # Most sites answer over one family alone.
        from crawler.extract import extract_parsed, parse  # noqa: PLC0415

        parsed = parse(body, last.header("content-type"))
        read = extract_parsed(parsed, last.url, clock().date())
        view["title"] = read.facts.title[:_MAX_TEXT]
        view["blocks"] = _numbers([line.text[:_MAX_TEXT] for line in parsed.lines], parts)
        view["links"] = _numbers([link.url for link in read.links if link.url], parts)
    return view


def _numbers(texts: list[str], parts: dict[str, int]) -> list[int]:
    return [parts.setdefault(text, len(parts)) for text in list(dict.fromkeys(texts))[:_MAX_PARTS]]
