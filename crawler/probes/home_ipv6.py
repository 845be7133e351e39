"""Probe "ipv6.home": the home page asked for at each of its AAAA addresses, Host and SNI kept."""

from __future__ import annotations

from typing import Any

import ada_url

from core.clock import Clock, beijing_now
from core.snapshot.model import Probe, Verdict
from crawler.fetch import Fetcher, is_redirect, redirect_target
from crawler.fetch.dialer import Pinned

#: Tries per address, so that one lost packet accuses nobody.
TRIES = 2
#: Bytes of the home page read: that it arrives is asked, not what it says.
_HOME_BYTES = 65536


async def probe_home_ipv6(fetcher: Fetcher, home: str, addresses: tuple[str, ...], clock: Clock = beijing_now) -> Probe:
    """Connect to `home` at each of `addresses` (its AAAA records), one after another.

    Data: {"attempts": [{"address", "port", "status", "error", "elapsed_ms"}]}. `error` is empty when HTTP answered,
    else the verdict; "guarded" for a record that leads nowhere public, which is not contacted.
    """
    at = clock().isoformat()
    attempts: list[dict[str, Any]] = []
    for address in addresses:
        attempts += await _attempts(fetcher, home, address)
    return Probe("ipv6.home", home, at, {"attempts": attempts})


async def _attempts(fetcher: Fetcher, home: str, address: str) -> list[dict[str, Any]]:
    if not fetcher.guard.permits(address):
        return [_attempt(home, address, 0, Verdict.GUARDED, 0)]
    made = []
    for _ in range(TRIES):
        async with fetcher.with_resolver(Pinned(_host(home), address)) as pinned:
            made.append(await _try(pinned, home, address))
    return made


async def _try(pinned: Fetcher, home: str, address: str) -> dict[str, Any]:
    """One try with its redirects; one that leads to another host has shown that this one answers."""
    url, elapsed = home, 0
    seen: set[str] = set()
    while True:
        answer = await pinned.fetch(url, max_body=_HOME_BYTES)
        elapsed += answer.elapsed_ms
        seen.add(url)
        target = redirect_target(answer) if is_redirect(answer) else None
        onward = target is not None and _host(target) == _host(home) and target not in seen
        if target is None or not onward or len(seen) > pinned.options.max_redirects:
            return _attempt(url, address, answer.status, answer.failure, elapsed)
        url = target


def _attempt(url: str, address: str, status: int, failure: Verdict | None, elapsed: int) -> dict[str, Any]:
    error = failure.value if failure else ""
    return {"address": address, "port": _port(url), "status": status, "error": error, "elapsed_ms": elapsed}


def _host(url: str) -> str:
    return ada_url.URL(url).hostname


def _port(url: str) -> int:
    parsed = ada_url.URL(url)
    return int(parsed.port) if parsed.port else {"http:": 80, "https:": 443}.get(parsed.protocol, 0)
