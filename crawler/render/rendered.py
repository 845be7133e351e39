"""What became of one page in the browser."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

#: Kinds of requests that bring what scripts show.
DATA_KINDS = frozenset({"fetch", "xhr"})


@dataclass(frozen=True, slots=True)
class Seen:
    """One request that the page made; `status` is 0 when no answer came."""

    url: str
    kind: str
    status: int = 0


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page as the browser had it when it came to rest, or `failure` in words why there is none.

    `status` is that of the last document shown in the page's main frame. `html` is its outer html, `cut` when it was
    longer than the limit; `text_length` counts the characters a reader sees. `settled`: nothing loaded or changed any
    more. `shot` is a JPEG of `width` × `height` CSS pixels, empty when it could not be taken. `requests` are those of
    the page in the order they began, as many as are kept; `errors` counts lines on the error console.
    """

    url: str
    final_url: str = ""
    status: int = 0
    html: str = ""
    cut: bool = False
    text_length: int = 0
    settled: bool = False
    shot: bytes = b""
    width: int = 0
    height: int = 0
    requests: tuple[Seen, ...] = ()
    errors: int = 0
    elapsed_ms: int = 0
    at: str = ""
    failure: str = ""

    @property
    def whole(self) -> bool:
        """Whether all is there that visitors would see: it settled, and neither data nor own scripts are lacking."""
        return not self.failure and not self.cut and self.settled and not any(map(self._is_lack, self.requests))

    def _is_lack(self, seen: Seen) -> bool:
        # Scripts of others are mostly counters; they are dead on many a good page.
        own = seen.kind == "script" and urlsplit(seen.url).hostname == urlsplit(self.final_url).hostname
        return (seen.kind in DATA_KINDS or own) and not 200 <= seen.status < 400
