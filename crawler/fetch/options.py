"""How the guarded client fetches: who it says it is, how long, how much, how politely."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """Sizes are bytes, times seconds. The fields mean what those of the same name in `settings.Settings` mean."""

    user_agent: str
    timeout: float = 15.0
    max_body: int = 10 * 1024 * 1024
    max_redirects: int = 5
    dns_servers: tuple[str, ...] = ()
    allow_private: tuple[str, ...] = ()
    host_concurrency: int = 4
    delay: float = 0.2
    total_concurrency: int = 32
