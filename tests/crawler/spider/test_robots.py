from __future__ import annotations

import pytest
from scrapy.utils.misc import load_object

from core.county import Site
from core.snapshot import Verdict
from crawler.fetch import Answer
from crawler.fetch.scrapy_downloader import GuardedDownloader
from crawler.options import CrawlOptions
from crawler.spider.robots import MAX_CRAWL_DELAY, Robots, read_rules
from crawler.spider.settings import scrapy_settings
from settings import Settings

HOME = "https://www.yunling-demo.gov.cn/"


def answer(status: int, text: str = "", failure: Verdict | None = None) -> Answer:
    return Answer(f"{HOME}robots.txt", "GET", "", status, body=text.encode(), failure=failure)


@pytest.mark.parametrize(
    ("found", "allowed"),
    [
        (answer(200, "User-agent: *\nDisallow: /x"), False),
        (answer(200, "User-agent: Xunjian\nAllow: /\n\nUser-agent: *\nDisallow: /"), True),
        (answer(200, "<html>not found</html>"), True),
        (answer(404), True),
        (answer(403), True),
        (answer(503), False),
        (answer(0, failure=Verdict.TIMEOUT), True),
    ],
)
def test_rfc_9309(found: Answer, allowed: bool) -> None:
    assert read_rules(found).allows(f"{HOME}x") is allowed


def test_a_crawl_delay_is_obeyed_within_reason() -> None:
    assert read_rules(answer(200, "User-agent: *\nCrawl-delay: 2")).delay == 2
    assert read_rules(answer(200, "User-agent: *\nCrawl-delay: 86400")).delay == MAX_CRAWL_DELAY


async def test_one_origin_is_asked_once() -> None:
    asked: list[str] = []

    async def fetch(url: str) -> Answer:
        asked.append(url)
        return answer(404)

    robots = Robots(fetch)
    assert await robots.allows(f"{HOME}a")
    assert await robots.allows(f"{HOME}b")
    assert asked == [f"{HOME}robots.txt"]


def test_scrapy_opens_no_door_and_no_file() -> None:
    found = scrapy_settings(CrawlOptions.from_settings(Settings(), Site("k", "n", HOME)))
    assert found["TELNETCONSOLE_ENABLED"] is found["REMOTE_CONTROL_ENABLED"] is False
    # Which opens http and https alone.
    assert load_object(found["DOWNLOADER"]) is GuardedDownloader
