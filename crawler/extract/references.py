"""What the finders of links hand over: an address as it is written, what it is used as, and what it starts from."""

from __future__ import annotations

from typing import NamedTuple

from core.snapshot.link import Role


class Reference(NamedTuple):
    """One address as written. `role` None: decided by the address; `base` empty: the page's own base.

    `element` replaces the tag as the link's element where the tag alone would not tell enough.
    """

    href: str
    role: Role | None
    base: str = ""
    element: str = ""
