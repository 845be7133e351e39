"""A lookup of fixed names for tests; others have no address."""

from __future__ import annotations

from collections.abc import Mapping

from crawler.fetch import Resolution
from crawler.fetch.resolver import fixed_resolution


class Names:
    """`names` maps a host to its addresses of both families."""

    def __init__(self, names: Mapping[str, tuple[str, ...]]) -> None:
        self._names = names

    async def lookup(self, host: str) -> Resolution:
        """The fixed addresses."""
        return fixed_resolution(host, self._names.get(host, ()))
