"""What a crawl left out, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class GapReason(StrEnum):
    """Why an address was left out of a crawl."""

    ROBOTS = "robots"
    PAGE_CAP = "page_cap"
    DEPTH_CAP = "depth_cap"
    PATTERN_CAP = "pattern_cap"
    LINK_CAP = "link_cap"
    DEADLINE = "deadline"
    SIZE_CAP = "size_cap"
    GUARDED = "guarded"
    REPEATED = "repeated"
    MIRROR = "mirror"
    TOO_LARGE = "too_large"
    FETCH_ERROR = "fetch_error"
    QUICK_LOOK = "quick_look"
    LIST_UNREAD = "list_unread"
    NOT_RENDERED = "not_rendered"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that was not fetched, and why. `example` is one address; `count` how many fell under it."""

    reason: str
    example: str
    count: int = 1
    detail: str = ""
