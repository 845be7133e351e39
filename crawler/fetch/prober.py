"""One address checked as a link's target: HEAD where that can settle it, else the content's first bytes by GET."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import replace

from core.clock import parse_moment
from core.snapshot.link import Role
from core.snapshot.resource import TEMPORARY, Resource, Verdict
from crawler.fetch.answer import Answer
from crawler.fetch.chain import Chain, follow
from crawler.fetch.client import Fetcher
from crawler.fetch.file_end import find_missing_end
from crawler.fetch.judgement import Judgement
from crawler.fetch.plainer import plainer_headers
from crawler.fetch.politeness import Sleep
from crawler.fetch.referer import referer_of
from crawler.fetch.retry_after import MAX_PAUSE, announced_pause
from crawler.fetch.sniff import HEAD_BYTES, shows_text
from crawler.fetch.verdict import FILES, by_status, judge

#: identity: a piece of a compressed body could not be read.
FIRST_BYTES = {"Range": f"bytes=0-{HEAD_BYTES - 1}", "Accept-Encoding": "identity"}
_IDENTITY = {"Accept-Encoding": "identity"}
#: Bytes read of a page whose content decides.
MAX_PAGE = 64 * 1024
_WORTH_ANOTHER_TRY = TEMPORARY | {Verdict.DNS_FAILED}
#: Nothing that GET could change: no HTTP was spoken, or our own side refuses.
_SETTLED = frozenset(
    {Verdict.DNS_GONE, Verdict.DNS_FAILED, Verdict.GUARDED, Verdict.MALFORMED, Verdict.TLS, Verdict.NOT_CHECKED}
)
#: What a server that cannot do ranges may make of one.
_RANGE_TROUBLE = frozenset({Verdict.TIMEOUT, Verdict.PROTOCOL, Verdict.TRUNCATED})
_CONTENT = frozenset({Role.PAGE, Role.FRAME})
_CONTENT_RANGE = re.compile(r"bytes\s+\d+-\d+/(\d{1,15})$")


async def check_target(
    fetcher: Fetcher,
    url: str,
    role: Role,
    *,
    internal: bool,
    attempts: int,
    retry_wait: float,
    ends: bool = False,
    sleep: Sleep = asyncio.sleep,
) -> tuple[Resource, Answer | None]:
    """Return what became of `url` and the deciding answer to be recorded (None when nothing was sent).

    Temporary trouble is tried `attempts` times, `retry_wait` seconds apart. With `ends` a file that opens is looked at
    once more, at its end. Never raises for network trouble.
    """
    for attempt in range(1, max(1, attempts) + 1):
        chain, (verdict, detail) = await _once(fetcher, url, role, internal)
        # Who says for how long it will be away is not asked before (RFC 9110 section 10.2.3).
        if verdict not in _WORTH_ANOTHER_TRY or attempt >= attempts or _is_away(chain.last):
            break
        await sleep(retry_wait)
    missing = await find_missing_end(fetcher, chain.last) if ends and verdict is Verdict.OK else None
    if missing is not None:
        verdict, detail = Verdict.TRUNCATED, missing.detail
    resource = Resource(
        url=url,
        verdict=verdict,
        internal=internal,
        method=chain.last.method,
        status=chain.last.status,
        final_url=chain.last.url,
        content_type=chain.last.header("content-type")[:200],
        length=_length(chain.last),
        attempts=attempt,
        checked_at=chain.last.at,
        detail=detail,
        hops=(*chain.hops, *(missing.hops if missing else ())),
    )
    return resource, None if verdict is Verdict.MALFORMED else chain.last


async def ask_from_page(
    fetcher: Fetcher, found: Resource, role: Role, page: Callable[[], str]
) -> tuple[Resource, Answer] | None:
    """Ask once more for what did not open, as a browser does that shows the page whose address `page` finds: servers
    keep their files from those who come from nowhere (hotlink protection). None when it is no better, or no page is
    judged by that.
    """
    if role in _CONTENT or not found.status or found.verdict in (Verdict.OK, Verdict.TRUNCATED):
        return None
    referer = referer_of(page(), found.url)
    if not referer:
        return None
    chain = await follow(fetcher, found.url, headers={**FIRST_BYTES, "Referer": referer}, max_body=HEAD_BYTES)
    verdict, detail = judge(chain, role)
    if verdict is not Verdict.OK:
        return None
    last = chain.last
    better = replace(
        found,
        verdict=verdict,
        method=last.method,
        status=last.status,
        final_url=last.url,
        content_type=last.header("content-type")[:200],
        length=_length(last),
        checked_at=last.at,
        detail=detail,
        hops=(*found.hops, *chain.hops),
    )
    return better, last


async def _once(fetcher: Fetcher, url: str, role: Role, internal: bool) -> tuple[Chain, Judgement]:
    chain, found = await _asked(fetcher, url, role, internal)
    if found[0] is not Verdict.BLOCKED:
        return chain, found
    again = await follow(fetcher, url, headers=plainer_headers(fetcher.options.user_agent), max_body=MAX_PAGE)
    better = judge(again, role)
    # Still blocked, or trouble of another kind: what the first asking met stays.
    return (again, better) if better[0] in (Verdict.OK, Verdict.DEAD) else (chain, found)


async def _asked(fetcher: Fetcher, url: str, role: Role, internal: bool) -> tuple[Chain, Judgement]:
    if role in _CONTENT:
        # What a page is only its content tells.
        return await _page(fetcher, url)
    # HEAD cannot show what is inside a file; asking for it first would only be one request more.
    if role not in FILES or not (internal or role is Role.IMAGE):
        chain = await follow(fetcher, url, "HEAD")
        found = judge(chain, role)
        if found[0] is Verdict.OK or found[0] in _SETTLED:
            return chain, found
    chain = await follow(fetcher, url, headers=FIRST_BYTES, max_body=HEAD_BYTES)
    if chain.last.status >= 400 or chain.failure in _RANGE_TROUBLE or not (chain.failure or chain.last.body):
        # Some gateways refuse ranges, hang on them or send nothing; an empty file answers 416.
        chain = await follow(fetcher, url, max_body=HEAD_BYTES)
    return chain, judge(chain, role)


async def _page(fetcher: Fetcher, url: str) -> tuple[Chain, Judgement]:
    chain = await follow(fetcher, url, headers=_IDENTITY, max_body=MAX_PAGE)
    if chain.failure is Verdict.TIMEOUT and by_status(chain.last.status) is Verdict.OK and shows_text(chain.last):
        # A visitor watches it come; slow is not closed.
        return chain, (Verdict.OK, "opens, but its content did not arrive to the end in time")
    return chain, judge(chain, Role.PAGE)


def _is_away(answer: Answer) -> bool:
    return announced_pause(answer, parse_moment(answer.at)) > MAX_PAUSE


def _length(answer: Answer) -> int:
    """Bytes of the whole content as far as the answer tells; -1 when it does not."""
    total = _CONTENT_RANGE.search(answer.header("content-range"))
    if total:
        return int(total[1])
    stated = answer.header("content-length")
    if stated.isascii() and stated.isdigit() and len(stated) < 16:
        return int(stated)
    return len(answer.body) if answer.method != "HEAD" and answer.status and not answer.cut else -1
