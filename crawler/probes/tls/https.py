"""Probe "https": whether the plain http address leads to https, and whether the answer asks browsers to stay there."""

from __future__ import annotations

from core.clock import Clock, beijing_now
from core.snapshot.probe import Probe
from crawler.fetch import Answer, Chain, Fetcher, follow

_BYTES = 65536
#: Response headers that checks judge.
_HEADERS = (
    "strict-transport-security",
    "content-security-policy",
    "x-frame-options",
    "x-content-type-options",
    "referrer-policy",
    "server",
    "x-powered-by",
    "x-aspnet-version",
)
#: Most cookies described.
_MAX_COOKIES = 20


async def probe_https(fetcher: Fetcher, host: str, clock: Clock = beijing_now) -> tuple[Probe, list[Answer]]:
    """Ask for the home page by http and by https, on their own ports; returns the answers to record too.

    Data: {"http": view, "https": view}, a view being {"status", "error", "url" (last), "hops": [url, …], "headers":
    {name: value}, "cookies": [{"name", "flags": [lower-case attribute names]}]}. No cookie's value is kept.
    """
    at = clock().isoformat()
    chains = {scheme: await follow(fetcher, f"{scheme}://{host}/", max_body=_BYTES) for scheme in ("http", "https")}
    data = {scheme: _view(chain) for scheme, chain in chains.items()}
    return Probe("https", host, at, data), [chain.last for chain in chains.values()]


def _view(chain: Chain) -> dict[str, object]:
    last = chain.last
    return {
        "status": last.status,
        "error": chain.failure.value if chain.failure else "",
        "url": last.url,
        "hops": [hop.url for hop in chain.hops],
        "headers": {name: last.header(name)[:500] for name in _HEADERS if last.header(name)},
        "cookies": _cookies(last),
    }


def _cookies(answer: Answer) -> list[dict[str, object]]:
    lines = [value for name, value in answer.headers if name.lower() == "set-cookie"][:_MAX_COOKIES]
    return [_cookie(line) for line in lines]


def _cookie(line: str) -> dict[str, object]:
    first, *rest = line.split(";")
    flags = sorted({part.partition("=")[0].strip().lower() for part in rest} - {""})
    return {"name": first.partition("=")[0].strip()[:100], "flags": [flag[:40] for flag in flags]}
