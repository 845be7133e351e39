"""What became of one page in the browser."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seen:
    """One request that the page made; `status` is 0 when no answer came."""

    url: str
    kind: str
    status: int = 0


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page as the browser had it when it came to rest, or `failure` in words why there is none.

    `html` is the document's outer html, `cut` when it was longer than the limit; `text_length` counts the characters a
    reader sees. `shot` is a PNG of `width` × `height` CSS pixels, empty when it could not be taken. `requests` are
    those of the page in the order they began, as many as are kept; `errors` counts lines on the error console.
    """

    url: str
    final_url: str = ""
    status: int = 0
    html: str = ""
    cut: bool = False
    text_length: int = 0
    shot: bytes = b""
    width: int = 0
    height: int = 0
    requests: tuple[Seen, ...] = ()
    errors: int = 0
    elapsed_ms: int = 0
    at: str = ""
    failure: str = ""
