"""One page asked as different visitors: as ever, coming from a search engine, and as a search engine itself.

Intruders show their pages to search engines and to those who come from them, and to nobody else. Nothing is hidden of
who asks: the User-Agent that names a search engine names us and our contact too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from core.snapshot import RecordRef
from crawler.fetch import Answer, Fetcher, follow
from crawler.fetch.chain import Chain

#: Bytes read of each answer: what intruders put into a page stands in its head, or replaces it.
MAX_BODY = 256 * 1024
#: What the scripts of intruders look for in the Referer; the search is for nothing.
REFERER = "https://www.baidu.com/s?wd=%E7%BD%91%E7%AB%99"
_AGENT = "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html) "

#: Name of the visitor that is a browser.
BROWSER = "browser"
#: Keeps an answer as evidence.
Keep = Callable[[Answer], RecordRef]


def disguises(user_agent: str) -> dict[str, Mapping[str, str]]:
    """Headers by visitor, in the order they ask.

    `again` is `plain` once more: what changes by itself is no cloaking.
    """
    return {
        "plain": {},
        "referred": {"Referer": REFERER},
        "search": {"User-Agent": _AGENT + user_agent.removeprefix("Mozilla/5.0 ")},
        "again": {},
    }


async def ask_in_disguise(fetcher: Fetcher, url: str) -> dict[str, Chain]:
    """What each visitor was answered, one after the other."""
    return {
        name: await follow(fetcher, url, headers=headers, max_body=MAX_BODY)
        for name, headers in disguises(fetcher.options.user_agent).items()
    }


def cloaking_data(chains: Mapping[str, Chain], keep: Keep) -> dict[str, Any]:
    """Data of the probe: `answers` by visitor: `status`, `final`, `failure`, `content_type`, `record`.

    `keep` keeps an answer as evidence; `record` is where: file, offset, id.
    """
    return {"answers": {name: _told(chain, keep(chain.last)) for name, chain in chains.items()}}


def browser_told(final: str, status: int, record: RecordRef) -> dict[str, Any]:
    """What a browser was shown, as the data of one visitor."""
    place = [record.file, record.offset, record.record_id]
    return {"status": status, "final": final, "failure": "", "content_type": "text/html", "record": place}


def _told(chain: Chain, record: RecordRef) -> dict[str, Any]:
    return {
        "status": chain.last.status,
        "final": chain.last.url,
        "failure": chain.failure.value if chain.failure else "",
        "content_type": chain.last.header("content-type")[:200],
        "record": [record.file, record.offset, record.record_id],
    }
