"""Which addresses visitors of a public site cannot reach, as far as the operator has not named networks of theirs.

Judged when the verdict is written: what a page was read as is kept for later crawls, whose options may differ.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from crawler.extract.place import misplaced
from crawler.fetch.guard import AddressGuard

_LOOPBACK = ("127.0.0.1", "::1")
#: Names that a network of one's own may well resolve (RFC 6762, RFC 8375, and habit).
_INTRANET = (".local", ".localdomain", ".test", ".home.arpa")


class Visitors:
    """Those who come to a site. `allow` are the CIDR ranges that may be connected to.

    Raises UsageError when a range cannot be read.
    """

    def __init__(self, allow: Iterable[str]) -> None:
        ranges = tuple(allow)
        self._guard, self._has_network = AddressGuard(ranges), bool(ranges)

    def kept_out(self, url: str) -> str:
        """Why they cannot open a normalised address (Chinese), or empty."""
        reason = misplaced(url)
        return f"{reason}：{url[:150]}" if reason and not self._reaches(urlsplit(url).hostname or "") else ""

    def _reaches(self, host: str) -> bool:
        name = host.rstrip(".")
        if name == "localhost" or name.endswith(".localhost"):
            return any(map(self._guard.permits, _LOOPBACK))
        return self._guard.permits(name) or (self._has_network and f".{name}".endswith(_INTRANET))
