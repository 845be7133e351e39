"""Links of a site: what they lead to, by which element and in which role, and how often."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.outcome import Source
from core.snapshot.resource import Resource


class Role(StrEnum):
    """What a link's target is used as."""

    PAGE = "page"
    FRAME = "frame"
    IMAGE = "image"
    SCRIPT = "script"
    STYLE = "style"
    MEDIA = "media"
    ATTACHMENT = "attachment"
    OTHER = "other"


#: Begins `Link.element` of a link that only a browser shows: the page's scripts made it.
RENDERED = "browser:"

#: `Link.element` of an address that a form posts to: asking for it proves little, and posting is not ours to do.
POSTED = "form-post"

#: `Link.element` of a picture that browsers choose among several of one place, by screen or format, or that a script
#: replaces where it does not come.
CHOICE = "srcset"

#: In the reason of a malformed address that browsers put right by themselves, before its colon.
MENDED = "浏览器会自动"


@dataclass(frozen=True, slots=True)
class Link:
    """One distinct target as linked from this site with one element (its tag, or `POSTED`) and one role.

    `count` is the number of (page, place) pairs that link to it; `pages` the number of distinct pages; `samples`
    at most 20 of the places, in order of discovery. `href` is the first raw attribute value seen.
    """

    target: str
    role: Role
    element: str
    internal: bool
    count: int
    pages: int
    on_home: bool
    href: str
    samples: tuple[Source, ...]
    resource: Resource | None


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """Links to one place within a page (`target#name`, `name` as written).

    `pages` is how many pages hold such a link, `samples` at most 20 of them, the home page first.
    """

    target: str
    name: str
    pages: int
    on_home: bool
    samples: tuple[Source, ...]
