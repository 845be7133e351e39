"""Addresses of data that a page's own script asks for by POST: `https://…/list.do#post:page=1&size=20`.

A fragment is never sent, so such an address cannot be taken for one that was asked for by GET.
"""

from __future__ import annotations

from urllib.parse import quote, unquote_to_bytes

MARK = "#post:"
_PLAIN = "=&:,{}[]/"


def posted(url: str, body: str) -> str:
    """The address under which the answer to posting `body` (a form's fields, or JSON) to `url` is kept."""
    return f"{url.partition('#')[0]}{MARK}{quote(body, safe=_PLAIN)}"


def is_posted(address: str) -> bool:
    """Whether an address stands for data that is asked for by POST."""
    return MARK in address


def split_posted(address: str) -> tuple[str, bytes]:
    """Where to post, and the body; an ordinary address and no body otherwise."""
    url, _, body = address.partition(MARK)
    return url, unquote_to_bytes(body)
