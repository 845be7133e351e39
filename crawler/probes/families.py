"""Lookups that know one address family only, so that what answers has answered over that family."""

from __future__ import annotations

from crawler.fetch import FamilyOutcome, Lookup, Resolution
from crawler.fetch.resolver import fixed_resolution

FAMILIES = ("ipv4", "ipv6")


class OneFamily:
    """A lookup that hides the addresses of the other family. `family` is one of FAMILIES."""

    def __init__(self, inner: Lookup, family: str) -> None:
        self._inner, self._family = inner, family

    async def lookup(self, host: str) -> Resolution:
        """The host's outcome for the family alone."""
        found, hidden = await self._inner.lookup(host), FamilyOutcome("nodata")
        if self._family == "ipv6":
            return Resolution(host, hidden, found.aaaa)
        return Resolution(host, found.a, hidden)


class PinnedFirst:
    """A lookup that gives one host one address, and every further host what it has of the same family.

    So a redirect is followed hop by hop over the family that is being measured.
    """

    def __init__(self, host: str, address: str, inner: Lookup) -> None:
        self._host, self._address = host, address
        self._others = OneFamily(inner, family_of(address))

    async def lookup(self, host: str) -> Resolution:
        """The pinned address for the pinned host, the family's addresses for others."""
        if host == self._host:
            return fixed_resolution(host, (self._address,))
        return await self._others.lookup(host)


def family_of(address: str) -> str:
    """The family an address, as sockets write it, belongs to."""
    return "ipv6" if ":" in address else "ipv4"
