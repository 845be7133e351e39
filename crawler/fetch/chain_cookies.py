"""Cookies of one chain of redirects: a cookie wall sends a visitor back to where he stands and then lets him in.

They live as long as the chain, go back only to the very host that set them, and are never kept or shared.
"""

from __future__ import annotations

import re

#: Most cookies of one chain and most characters of one, as RFC 6265 section 6.1 asks of browsers at least.
MAX_COOKIES = 50
MAX_SIZE = 4096
_ENDED = re.compile(r";\s*(?:max-age\s*=\s*(?:0|-\d{1,9})\s*(?:;|$)|expires\s*=[^;]*\b(?:1970|1969)\b)", re.I)
_SECURE = re.compile(r";\s*secure\s*(?:;|$)", re.I)
_SENDABLE = re.compile(r"[ -~]+")


class ChainCookies:
    """What the hosts of one chain have set so far."""

    def __init__(self) -> None:
        self._jar: dict[tuple[str, str], tuple[str, bool]] = {}

    def take(self, host: str, headers: tuple[tuple[str, str], ...]) -> None:
        """Note what an answer of `host` sets or removes; what is too much or cannot be sent back is left out."""
        for value in (value for name, value in headers if name.lower() == "set-cookie"):
            pair = value.partition(";")[0].strip()
            key = (host, pair.partition("=")[0].strip())
            if _ENDED.search(value):
                self._jar.pop(key, None)
            elif "=" in pair and len(pair) <= MAX_SIZE and _SENDABLE.fullmatch(pair):
                self._jar[key] = (pair, bool(_SECURE.search(value)))
                if len(self._jar) > MAX_COOKIES:
                    self._jar.pop(next(iter(self._jar)))

    def header(self, host: str, secure: bool) -> str:
        """The Cookie header for `host`; empty when it has set none. `secure`: the request goes by https."""
        return "; ".join(pair for (owner, _), (pair, only) in self._jar.items() if owner == host and only <= secure)
