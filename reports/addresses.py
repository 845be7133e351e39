"""Which addresses from page data may become links in a document."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_SCHEMES = frozenset({"http", "https"})
#: Longest address that becomes a link, characters; browsers and spreadsheets cut longer ones.
LONGEST = 2000
_BAD = re.compile("[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\"'<>\\\\`]")


def safe_href(url: str) -> str:
    """Return `url` when it is a plain http(s) address, else the empty string: no javascript:, data: or file:."""
    if len(url) > LONGEST or _BAD.search(url):
        return ""
    try:
        parts = urlsplit(url)
        usable = parts.scheme.lower() in _SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return ""
    return url if usable else ""
