"""How one site is crawled: bounds, politeness and network, taken from the settings and the register."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import ada_url

from core.county import Site

if TYPE_CHECKING:
    from crawler.fetch.options import FetchOptions

    # A crawl's own process has its options made for it.
    from settings import Settings


@dataclass(frozen=True, slots=True)
class CrawlOptions:
    """The settings that a crawl process needs, with the site's own values put in. Units are those of `Settings`."""

    user_agent: str
    delay: float
    host_concurrency: int
    total_concurrency: int
    robots: str
    max_pages: int
    max_depth: int
    max_links: int
    max_body: int
    max_redirects: int
    timeout: float
    attempts: int
    retry_wait: float
    site_deadline: float
    max_memory_mb: int
    max_site_mb: int
    dns_servers: tuple[str, ...] = ()
    allow_private: tuple[str, ...] = ()
    dnssec_anchors: tuple[str, ...] = ()
    ipv4_controls: tuple[str, ...] = ()
    ipv6_controls: tuple[str, ...] = ()
    ipv6_tries: int = 10
    ipv6_spacing: float = 2.0
    ipv6_links: int = 30
    exposed_files: bool = False
    browser: str = ""
    render_pages: int = 0
    render_blocked: int = 0
    scan_pages: int = 0
    scan_tabs: int = 2
    walk_pages: int = 0
    word_dir: str = ""
    cloaking_pages: int = 0

    @classmethod
    def from_settings(cls, settings: Settings, site: Site) -> CrawlOptions:
        """Overlay the site's own values.

        A home page that is a literal private or loopback address is let through for exactly that address: the
        operator typed it. On loopback nobody is burdened, so there is no delay unless the register sets one.
        """
        literal = _private_literal(site.home)
        own = (f"{literal}/{literal.max_prefixlen}",) if literal else ()
        default_delay = 0.0 if literal and literal.is_loopback else settings.delay
        named: dict[str, Any] = {field.name: getattr(settings, field.name) for field in fields(cls)}
        named |= {
            "delay": default_delay if site.delay is None else site.delay,
            "robots": site.robots or settings.robots,
            "max_pages": site.max_pages or settings.max_pages,
            "exposed_files": site.key in settings.exposed_files,
            "allow_private": tuple(dict.fromkeys((*settings.allow_private, *site.allow_private, *own))),
        }
        return cls(**named)

    def fetching(self, delay: float) -> FetchOptions:
        """How to fetch, with `delay` seconds between two requests to one host."""
        # Whoever only starts a crawl need not load the client, which takes longer than all else there.
        from crawler.fetch.options import FetchOptions  # noqa: PLC0415

        return FetchOptions(
            user_agent=self.user_agent,
            timeout=self.timeout,
            max_body=self.max_body,
            max_redirects=self.max_redirects,
            dns_servers=self.dns_servers,
            allow_private=self.allow_private,
            host_concurrency=self.host_concurrency,
            delay=delay,
            total_concurrency=self.total_concurrency,
        )

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> CrawlOptions:
        """Inverse of `dataclasses.asdict` after a trip through JSON. Raises TypeError for unknown names."""
        values = dict(data)
        for name in ("dns_servers", "dnssec_anchors", "allow_private", "ipv4_controls", "ipv6_controls"):
            values[name] = tuple(data.get(name, ()))
        return cls(**values)

    @property
    def identity(self) -> str:
        """Our own name as the browser bears it behind its own, which needs no robots' habit beside it."""
        return self.user_agent.removeprefix("Mozilla/5.0 ").replace("compatible; ", "")

    @property
    def pattern_cap(self) -> int:
        """Most pages crawled whose addresses differ only in query values: calendars and filters have no end."""
        return max(100, self.max_pages // 5)


def _private_literal(home: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        # The WHATWG parser turns 0x7f.1 and 2130706433 into dotted form, as the connection will.
        address = ipaddress.ip_address(ada_url.URL(home).hostname.strip("[]"))
    except ValueError:
        return None
    return None if address.is_global else address
