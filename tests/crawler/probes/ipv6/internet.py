"""Serves the little internet inside its network namespace: DNS and every site. Run as a program; says "ready"."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import AsyncExitStack
from functools import partial

import dns.rcode

from tests.crawler.fetch.dns_server import Zone, dns_server
from tests.crawler.fetch.servers import ok, raw_server
from tests.crawler.probes.ipv6.faults import CONTROLS, FAULTS, FOUR, FOUR_ONLY, SIX, Fault

DNS = "10.78.0.253"
#: Numbers of the hosts that are no faulty site.
_OTHERS = {FOUR_ONLY: 200, **{name: 201 + place for place, name in enumerate(CONTROLS)}}
#: Requests for the home page over IPv6, by host; every third one of the flaky site is cut off.
_ASKED: Counter[str] = Counter()
_TYPE = "Content-Type: text/html; charset=utf-8"


def page(title: str) -> bytes:
    """A home page with news and links to ten pages below."""
    news = "".join(f'<p><a href="/{number}.html">{title}要闻第{number}条</a></p>' for number in range(10))
    return f"<!DOCTYPE html><title>{title}</title><h1>{title}</h1>{news}".encode()


def zone(name: str, kind: str) -> tuple[str, ...] | dns.rcode.Rcode | None:
    """Answers of the DNS server."""
    if name in _OTHERS:
        number = _OTHERS[name]
        return (str(FOUR + number),) if kind == "A" else () if name == FOUR_ONLY else (str(SIX + number * 16),)
    found = next(((place, fault) for place, fault in enumerate(FAULTS, 1) if fault.host == name), None)
    if found is None:
        return dns.rcode.NXDOMAIN
    number, fault = found
    return (fault.four(number),) if kind == "A" else _aaaa(fault, number)


def _aaaa(fault: Fault, number: int) -> tuple[str, ...] | dns.rcode.Rcode | None:
    said: dict[str, tuple[str, ...] | dns.rcode.Rcode | None] = {
        "found": fault.six(number),
        "nodata": (),
        "servfail": dns.rcode.SERVFAIL,
        "nxdomain": dns.rcode.NXDOMAIN,
        "refused": dns.rcode.REFUSED,
        "timeout": None,
        "ula": ("fd00:78::1",),
    }
    return said[fault.aaaa]


async def _say(serves: str, name: str, head: bytes, writer: asyncio.StreamWriter) -> None:
    path = head.split(b" ", 2)[1].decode()
    _ASKED[name] += path == "/"
    if (
        serves == "cut"
        or (serves == "flaky" and path == "/" and _ASKED[name] % 3 == 0)
        or (serves == "home" and path != "/")
    ):
        writer.transport.abort()
    elif serves in ("403", "502"):
        writer.write(ok(b"no", status=f"{serves} No"))
    elif serves == "onward":
        writer.write(ok(b"", f"Location: http://{FOUR_ONLY}/", status="302 Found"))
    else:
        writer.write(ok(page("另一个网站" if serves == "other" else "云岭县"), _TYPE))


async def main() -> None:
    """Serve until killed."""
    answers: Zone = zone
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(dns_server(answers, host=DNS, port=53))
        for number, fault in enumerate(FAULTS, 1):
            if fault.serves != "four_down":
                good = partial(_say, "well", f"{fault.name}4")
                await stack.enter_async_context(raw_server(good, fault.four(number), 80))
            if fault.aaaa != "found" or fault.serves == "nothing" or fault.route:
                continue
            mine = partial(_say, fault.serves, fault.name)
            served = fault.six(number)[:1] if fault.serves == "first" else fault.six(number)
            for address in served:
                await stack.enter_async_context(raw_server(mine, address, 80))
        for name, number in _OTHERS.items():
            for address in (str(FOUR + number), str(SIX + number * 16)):
                await stack.enter_async_context(raw_server(partial(_say, "well", name), address, 80))
        print("ready", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
