"""Which hosts are a site's own, official, or services that everybody uses. Holds no check of its own."""

from __future__ import annotations

from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urlsplit

from core.county import Site
from core.watchlists import Watchlists

#: Suffixes under which only public bodies have names (国办发〔2017〕47号; .政务 and .公益 also in ASCII form).
_PUBLIC = (
    "gov.cn",
    "edu.cn",
    "mil.cn",
    "政务",
    "公益",
    "xn--zfr164b",
    "xn--55qw42g",
)
#: Second labels below which names are sold, as in com.cn.
_SOLD_BELOW = frozenset({"com", "net", "org", "gov", "edu", "ac", "mil", "co"})


class Places:
    """Tells hosts apart for one site."""

    def __init__(self, site: Site, lists: Watchlists) -> None:
        self._known = frozenset((*_PUBLIC, *lists.official, *lists.common))
        scopes = (host_of(scope if "://" in scope else f"http://{scope}") for scope in site.places)
        self._own = frozenset({registrable(site.host), *filter(None, scopes)})

    def stranger(self, url: str) -> str:
        """The host of an address that is neither the site's own nor a known one; else empty."""
        host = host_of(url)
        return host if host and not self.knows(host) else ""

    def owns(self, host: str) -> bool:
        """Whether a host is the site's own."""
        return any(name in self._own for name in _above(host))

    def knows(self, host: str) -> bool:
        """Whether a host is the site's own, a public body's, or on the list of known hosts."""
        return self.owns(host) or any(name in self._known for name in _above(host))


def host_of(url: str) -> str:
    """Host of an http(s) address, also one without a scheme (//host/), lower case; empty for everything else."""
    text = url.strip()
    if text.startswith("//"):
        text = f"http:{text}"
    if not text[:8].lower().startswith(("http://", "https://")):
        return ""
    try:
        return (urlsplit(text).hostname or "").rstrip(".")
    except ValueError:
        return ""


@lru_cache(maxsize=20_000)
def registrable(host: str) -> str:
    """The part of a host name that is registered as a whole (example.com, example.gov.cn); an address as it is."""
    labels = host.split(".")
    if len(labels) <= 2 or _is_address(host):
        return host
    keep = 3 if len(labels[-1]) == 2 and labels[-2] in _SOLD_BELOW else 2
    return ".".join(labels[-keep:])


@lru_cache(maxsize=20_000)
def _above(host: str) -> tuple[str, ...]:
    """The host, and every name above it."""
    labels = host.split(".")
    return tuple(".".join(labels[start:]) for start in range(len(labels)))


def _is_address(host: str) -> bool:
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True
