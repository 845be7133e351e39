"""Scrapy's settings for one site: its own network, redirects, retries and consoles are all off."""

from __future__ import annotations

from typing import Any

from crawler.options import CrawlOptions

_HANDLER = "crawler.fetch.scrapy_handler.GuardedDownloadHandler"


def scrapy_settings(options: CrawlOptions) -> dict[str, Any]:
    """Settings of a crawl whose every request goes through the guarded client, which also keeps the pauses.

    Scrapy keeps the engine and the per-host slots. What it would do itself with a response (follow, retry,
    decompress, filter) the spider does knowingly, because each step must be recorded.
    """
    return {
        "TWISTED_REACTOR_ENABLED": False,
        "DOWNLOAD_HANDLERS": {
            **dict.fromkeys(("http", "https"), _HANDLER),
            **dict.fromkeys(("data", "file", "ftp", "s3")),
        },
        "USER_AGENT": options.user_agent,
        "DOWNLOAD_DELAY": 0,
        "CONCURRENT_REQUESTS": options.total_concurrency,
        "CONCURRENT_REQUESTS_PER_DOMAIN": options.host_concurrency,
        "CONCURRENT_ITEMS": 1,
        "DOWNLOAD_TIMEOUT": options.timeout,
        "DOWNLOAD_MAXSIZE": options.max_body,
        "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",
        "DOWNLOADER_MIDDLEWARES_BASE": {},
        "SPIDER_MIDDLEWARES_BASE": {},
        "EXTENSIONS_BASE": {},
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "COOKIES_ENABLED": False,
        "ROBOTSTXT_OBEY": False,  # robots.txt is obeyed by the spider, through the guarded fetcher
        "REDIRECT_ENABLED": False,
        "RETRY_ENABLED": False,
        "DOWNLOADER_STATS": False,
        "STATS_DUMP": False,
        "LOG_LEVEL": "WARNING",
    }
