"""A page's parsed document, which knows the files that it names as far as the crawl read them."""

from __future__ import annotations

from collections.abc import Callable

from selectolax.lexbor import LexborHTMLParser


def _unread(_url: str) -> str | None:
    return None


class PageDom(LexborHTMLParser):
    """A parsed page. `url` is its address; `sheet` and `script` give the text of a style sheet or script file by its
    address: empty for one that does not come, None for one that the crawl has not read.
    """

    url: str = ""
    sheet: Callable[[str], str | None] = staticmethod(_unread)
    script: Callable[[str], str | None] = staticmethod(_unread)
