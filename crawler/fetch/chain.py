"""Redirects followed hop by hop, so that each hop is seen, guarded and recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

import ada_url

from core.snapshot.resource import Hop, Verdict
from crawler.fetch.answer import Answer
from crawler.fetch.chain_cookies import ChainCookies
from crawler.fetch.client import Fetcher
from crawler.fetch.phases import Phases

REDIRECTS = frozenset({301, 302, 303, 307, 308})
#: Headers of ours that tell a stranger nothing; all others stay with the host they were meant for.
_HARMLESS = frozenset({"accept", "accept-encoding", "range"})
_NEVER_FOLLOWED = ("javascript:", "data:", "file:", "about:", "blob:", "ftp:", "vbscript:")


@dataclass(frozen=True, slots=True)
class Chain:
    """All hops in order and the last answer. `failure` is what was wrong with the redirects or the last request.
    `phases` are those of each hop."""

    hops: tuple[Hop, ...]
    last: Answer
    failure: Verdict | None = None
    detail: str = ""
    phases: tuple[Phases, ...] = ()


def redirect_target(answer: Answer) -> str | None:
    """Where a redirect answer leads, WHATWG-serialised, without fragment; None when its Location cannot be read."""
    raw = next((value for name, value in answer.headers if name.lower() == "location"), "").strip()
    if not raw:
        return None
    # Bytes that are not UTF-8 (a GBK path) go back to the server as they came, percent-encoded.
    clean = "".join(quote(char, errors="surrogateescape") if _is_byte(char) else char for char in raw)
    try:
        target = ada_url.URL(clean, base=answer.url)
        target.hash = ""
    except ValueError:
        return None
    return target.href


def is_redirect(answer: Answer) -> bool:
    """Whether a browser would go elsewhere on this answer."""
    return answer.failure is None and answer.status in REDIRECTS


async def follow(
    fetcher: Fetcher,
    url: str,
    method: str = "GET",
    *,
    headers: Mapping[str, str] | None = None,
    max_body: int | None = None,
    within: float | None = None,
) -> Chain:
    """Fetch `url` and follow its redirects up to the fetcher's `max_redirects`. Never raises for network trouble.

    With `within` (seconds) the whole chain has only so long, without what politeness waits for.
    `headers` go to hosts other than the first only when they tell nothing about us or the first host.
    """
    hops: list[Hop] = []
    phases: list[Phases] = []
    # The same address with another cookie is another question.
    seen: set[tuple[str, str]] = set()
    first = host = _host(url)
    cookies, jar, ours = False, ChainCookies(), headers or {}
    while True:
        sent = {name: value for name, value in ours.items() if host == first or name.lower() in _HARMLESS}
        carried = jar.header(host, secure=url.startswith("https:"))
        sent |= {"Cookie": carried} if carried else {}
        left = None if within is None else max(0.0, within - sum(hop.elapsed_ms for hop in hops) / 1000)
        answer = await fetcher.fetch(url, method=method, headers=sent, max_body=max_body, within=left)
        hops.append(answer.hop())
        phases.append(answer.phases)
        seen.add((url, carried))
        jar.take(host, answer.headers)
        cookies = cookies or bool(answer.header("set-cookie"))
        if not is_redirect(answer):
            return Chain(tuple(hops), answer, answer.failure, answer.detail, tuple(phases))
        target = redirect_target(answer)
        if target is None:
            detail = f"Location {answer.header('location')[:200]!r}"
            return Chain(tuple(hops), answer, Verdict.BAD_REDIRECT, detail, tuple(phases))
        host = _host(target)
        again = (target, jar.header(host, secure=target.startswith("https:"))) in seen
        problem = _unfollowable(target, len(hops) > fetcher.options.max_redirects, again, cookies)
        if problem:
            return Chain(tuple(hops), answer, problem, f"redirected to {target[:300]}", tuple(phases))
        url = target


def _unfollowable(target: str, too_many: bool, seen: bool, cookies: bool) -> Verdict | None:
    if not target.startswith(("http://", "https://")):
        # Into an app (alipays:, weixin:) a browser may well go; into a script or a file never.
        return Verdict.BAD_REDIRECT if target.startswith(_NEVER_FOLLOWED) else Verdict.NOT_CHECKED
    if not (too_many or seen):
        return None
    if cookies:
        # A browser would have shown the cookie and perhaps been let through; ours are only the host's own.
        return Verdict.BLOCKED
    return Verdict.REDIRECT_LOOP if seen else Verdict.TOO_MANY_REDIRECTS


def _host(url: str) -> str:
    return ada_url.URL(url).host if ada_url.check_url(url) else ""


def _is_byte(char: str) -> bool:
    return "\udc80" <= char <= "\udcff"
