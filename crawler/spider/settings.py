"""Scrapy's settings for one site: its own network, redirects, retries and consoles are all off."""

from __future__ import annotations

from typing import Any

from crawler.options import CrawlOptions


def scrapy_settings(options: CrawlOptions) -> dict[str, Any]:
    """Settings of a crawl whose every request goes through the guarded client, which also keeps the pauses.

    Scrapy keeps the engine. What it would do itself with a response (follow, retry, decompress, filter) the spider does
    knowingly, because each step must be recorded; and nobody reads what it would count and log of each.
    """
    return {
        "TWISTED_REACTOR_ENABLED": False,
        "DOWNLOADER": "crawler.fetch.scrapy_downloader.GuardedDownloader",
        "SCHEDULER": "crawler.spider.engine_parts.InOrder",
        "LOG_FORMATTER": "crawler.spider.engine_parts.Quiet",
        "STATS_CLASS": "scrapy.statscollectors.DummyStatsCollector",
        "USER_AGENT": options.user_agent,
        "CONCURRENT_REQUESTS": options.total_concurrency,
        "CONCURRENT_ITEMS": 1,
        "SPIDER_MIDDLEWARES_BASE": {},
        "EXTENSIONS_BASE": {},
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "ROBOTSTXT_OBEY": False,  # robots.txt is obeyed by the spider, through the guarded fetcher
        "LOG_LEVEL": "WARNING",
    }
