"""robots.txt of the site's own hosts (RFC 9309), fetched once per origin and recorded as a probe."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from itertools import islice
from urllib.parse import urlsplit

from protego import Protego

from core.snapshot import TEMPORARY
from crawler.fetch import Answer, Fetcher, follow
from crawler.options import CrawlOptions
from crawler.record import Recorder

#: Product token that a robots.txt addresses this crawler by.
TOKEN = "Xunjian"  # noqa: S105
#: Bytes of robots.txt that are read: RFC 9309 section 2.5 asks for at least 500 KiB.
MAX_ROBOTS = 500 * 1024
#: Most sitemaps taken from one robots.txt.
MAX_SITEMAPS = 50
#: Longest Crawl-delay that is obeyed, in seconds; a longer one would never let a crawl end.
MAX_CRAWL_DELAY = 10.0


@dataclass(frozen=True, slots=True)
class Rules:
    """What one robots.txt allows. `refused` says why nothing is allowed at all (Chinese), or is empty."""

    parsed: Protego | None = None
    refused: str = ""

    def allows(self, url: str) -> bool:
        """Whether `url` may be fetched."""
        return not self.refused and (self.parsed is None or bool(self.parsed.can_fetch(url, TOKEN)))

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """Addresses of the sitemaps that it names, as written; at most MAX_SITEMAPS."""
        return tuple(islice(self.parsed.sitemaps, MAX_SITEMAPS)) if self.parsed else ()

    @property
    def delay(self) -> float:
        """Seconds the site asks for between two requests, bounded; 0 when it asks for nothing."""
        wanted = self.parsed.crawl_delay(TOKEN) if self.parsed else None
        return min(float(wanted or 0), MAX_CRAWL_DELAY)


class Robots:
    """Answers "may we" for every address of the site. `fetch` gets and records one robots.txt."""

    def __init__(self, fetch: Callable[[str], Awaitable[Answer]]) -> None:
        self._fetch = fetch
        self._rules: dict[str, asyncio.Task[Rules]] = {}

    async def rules(self, url: str) -> Rules:
        """The rules of the origin of `url`; asked for once, however many callers wait."""
        parts = urlsplit(url)
        place = f"{parts.scheme}://{parts.netloc}"
        if place not in self._rules:
            self._rules[place] = asyncio.create_task(self._load(place))
        return await self._rules[place]

    async def allows(self, url: str) -> bool:
        """Whether `url` may be fetched."""
        return (await self.rules(url)).allows(url)

    async def _load(self, place: str) -> Rules:
        return read_rules(await self._fetch(f"{place}/robots.txt"))


class NoRobots(Robots):
    """The register says that robots.txt is not asked for (the site's owner ordered the inspection)."""

    def __init__(self) -> None:
        """Needs no fetcher."""

    async def rules(self, url: str) -> Rules:
        """Everything is allowed."""
        return Rules()


def read_rules(answer: Answer) -> Rules:
    """RFC 9309 section 2.3.1: 2xx is read, 4xx allows everything, 5xx forbids everything.

    When no answer came at all everything is allowed: the pages themselves will say what is wrong with the host.
    """
    if 200 <= answer.status < 300:
        return Rules(Protego.parse(answer.body[:MAX_ROBOTS].decode("utf-8", "replace")))
    if answer.status >= 500:
        return Rules(refused=f"robots.txt 返回 {answer.status}")
    return Rules()


def robots_of(options: CrawlOptions, recorder: Recorder, fetcher: Fetcher) -> Robots:
    """Asks robots.txt by `fetcher` and records it; asks nothing where the options say that it is ignored."""
    if options.robots == "ignore":
        return NoRobots()

    async def fetch(url: str) -> Answer:
        for attempt in range(options.attempts):
            if attempt:
                await asyncio.sleep(options.retry_wait)
            chain = await follow(fetcher, url, max_body=MAX_ROBOTS)
            if chain.last.status < 500 and chain.failure not in TEMPORARY:
                break
        answer = replace(chain.last, failure=chain.failure, detail=chain.detail)
        with recorder.step():
            recorder.robots(url, answer)
        return answer

    return Robots(fetch)
