"""How pages are rendered: which browser, how long, how much."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """Sizes are bytes, times seconds, lengths CSS pixels.

    `browser` is the path of a Chromium, empty to look for one, or "none". `identity` is added to the browser's own
    User-Agent. `settle` bounds the wait for lists that load by script; `seconds` bounds one page in all, and `bytes`
    and `connections` what it may receive and open.
    """

    browser: str = ""
    identity: str = ""
    tabs: int = 2
    seconds: float = 30.0
    settle: float = 5.0
    bytes: int = 50 * 1024 * 1024
    connections: int = 400
    max_html: int = 5 * 1024 * 1024
    max_shot: int = 2 * 1024 * 1024
    max_height: int = 4000
    dns_servers: tuple[str, ...] = ()
    allow_private: tuple[str, ...] = ()
