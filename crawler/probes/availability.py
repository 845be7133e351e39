"""One visit of the availability monitoring: does a home page open within 15 seconds, names, TCP, TLS and body together?

国办秘函〔2019〕19号 第一部分 单项否决 2: “超过（含）15秒网站仍打不开”. “仍” is read to the site's advantage: a try that
fails sooner is made again on a fresh connection, every PAUSE seconds, until the 15 seconds are used up; what opened by
then has opened. Every try is kept.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from core.availability import Control, SlotOutcome, Try
from core.snapshot.link import Role
from core.snapshot.resource import Verdict
from crawler.fetch import Chain, Fetcher, by_status, follow, judge, plainer_headers
from crawler.fetch.phases import Phases
from crawler.fetch.politeness import Sleep
from crawler.fetch.sniff import shows_text

#: Seconds of one visit, all its tries and pauses together (国办秘函〔2019〕19号 单项否决“站点无法访问”).
VISIT_SECONDS = 15.0
#: Seconds between a try that failed early and the next one.
PAUSE = 5.0
#: Bytes of the home page read: who sees so much of it sees it open.
MAX_PAGE = 64 * 1024
#: Bytes of a control's page read.
_CONTROL_BYTES = 4096
_IDENTITY = {"Accept-Encoding": "identity"}
#: What a visitor would meet too. Certificate faults, odd answers and refusals of programs are not among them: those a
#: visitor may pass, and other checks tell of them.
_FAILED = frozenset(
    {
        Verdict.DEAD,
        Verdict.SERVER_ERROR,
        Verdict.REFUSED,
        Verdict.DNS_GONE,
        Verdict.DNS_FAILED,
        Verdict.TIMEOUT,
        Verdict.REDIRECT_LOOP,
        Verdict.TOO_MANY_REDIRECTS,
        Verdict.BAD_REDIRECT,
    }
)


async def visit_home(
    fetcher: Fetcher,
    home: str,
    *,
    limit: float = VISIT_SECONDS,
    pause: float = PAUSE,
    sleep: Sleep = asyncio.sleep,
) -> tuple[Try, ...]:
    """Try to open `home` within `limit` seconds; all tries in order, the last one decides. Never raises for network
    trouble."""
    tries: list[Try] = []
    left = limit
    while True:
        one = await _fresh_try(fetcher, home, left)
        tries.append(one)
        left -= one.total_ms / 1000 + pause
        if one.outcome is not SlotOutcome.FAILED or left <= 0:
            return tuple(tries)
        await sleep(pause)


async def ask_controls(fetcher: Fetcher, controls: Sequence[str], limit: float = VISIT_SECONDS) -> tuple[Control, ...]:
    """Which of the control targets (URLs) answer now; all at once."""
    return tuple(await asyncio.gather(*(_control(fetcher, url, limit) for url in controls)))


async def _fresh_try(fetcher: Fetcher, home: str, seconds: float) -> Try:
    async with fetcher.with_resolver(fetcher.resolver) as fresh:
        chain = await follow(fresh, home, headers=_IDENTITY, max_body=MAX_PAGE, within=seconds)
        first = _judged(chain)
        left = seconds - first.total_ms / 1000
        if first.kind != Verdict.BLOCKED or left <= 0:
            return first
        headers = plainer_headers(fresh.options.user_agent)
        again = _judged(await follow(fresh, home, headers=headers, max_body=MAX_PAGE, within=left))
        # Whatever else the second asking met, the first one did reach the server.
        return again if again.outcome is SlotOutcome.OPENED else first


def _judged(chain: Chain) -> Try:
    verdict, detail = judge(chain, Role.PAGE)
    outcome = SlotOutcome.UNCLEAR
    if verdict is Verdict.OK:
        outcome = SlotOutcome.OPENED
    elif verdict is Verdict.TIMEOUT and by_status(chain.last.status) is Verdict.OK and shows_text(chain.last):
        detail = f"opens, but its content did not arrive to the end in time ({detail})"
    elif verdict in _FAILED:
        outcome = SlotOutcome.FAILED
    last, phases = chain.last, chain.phases
    before = sum(hop.elapsed_ms for hop in chain.hops[:-1])
    first_byte = phases[-1].first_byte_ms
    return Try(
        chain.hops[0].at,
        outcome,
        verdict.value,
        last.status,
        last.url[:500],
        last.address,
        detail[:300],
        *_summed(phases),
        before + first_byte if first_byte >= 0 else -1,
        sum(hop.elapsed_ms for hop in chain.hops),
    )


def _summed(phases: Sequence[Phases]) -> tuple[int, int, int]:
    """Lengths over all hops; −1 where no hop has any."""
    kinds = ([one.dns_ms for one in phases], [one.connect_ms for one in phases], [one.tls_ms for one in phases])
    dns, connect, tls = (sum(made) if (made := [ms for ms in kind if ms >= 0]) else -1 for kind in kinds)
    return dns, connect, tls


async def _control(fetcher: Fetcher, url: str, limit: float) -> Control:
    chain = await follow(fetcher, url, max_body=_CONTROL_BYTES, within=limit)
    status = chain.last.status
    # An error page may be our own gateway's.
    works = chain.failure is None and 200 <= status < 400
    return Control(url, works, f"HTTP {status} {chain.last.address}" if status else chain.detail[:300])
