"""Links of a page: every address that a browser would fetch or a visitor could click."""

from __future__ import annotations

from dataclasses import dataclass

from core.snapshot.model import Role


@dataclass(frozen=True, slots=True)
class FoundLink:
    """One place in a page that refers to an address.

    `url` is normalised (empty when `malformed` says why it cannot be), `href` the raw attribute value, `element`
    the tag, `text` what a visitor sees (≤ 200 characters), `position` the 1-based ordinal among the page's links,
    `region` one of header, nav, main, aside, footer, or empty.
    """

    url: str
    href: str
    role: Role
    element: str
    text: str = ""
    position: int = 0
    region: str = ""
    malformed: str = ""
