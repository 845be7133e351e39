"""The host of an address, whatever stands in its place: pages write anything."""

from __future__ import annotations

from urllib.parse import urlsplit


def host_of(url: str) -> str:
    """Host name or literal address (without brackets), lower case, without port; empty when the address has none or is
    none at all.
    """
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
