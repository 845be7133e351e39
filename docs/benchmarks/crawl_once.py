"""One crawl of one address with this program, without pauses, as the benchmarks start it in a process of its own.

PYTHONPATH=. .venv/bin/python docs/benchmarks/crawl_once.py HOME FOLDER [PREVIOUS]
"""

from __future__ import annotations

import sys
from pathlib import Path

from core.county import Site
from crawler.crawl import CrawlJob, crawl_site
from crawler.options import CrawlOptions
from settings import Settings


def main(home: str, folder: str, previous: str = "") -> None:
    """Crawl `home` into the new folder, as a repetition of the snapshot `previous` when it is given."""
    site = Site("bench", "文档", home)
    # The programs compared with run no scripts.
    settings = Settings(delay=0, retry_wait=0, max_pages=2_000_000, max_depth=1000, max_links=2_000_000, browser="none")
    job = CrawlJob(site, (), Path(folder), (), CrawlOptions.from_settings(settings, site))
    if previous:
        job = CrawlJob(site, (), Path(folder), (), job.options, previous=Path(previous))
    crawl_site(job, lambda _: None)


if __name__ == "__main__":
    main(*sys.argv[1:])
