"""Open findings that a crawl looks at again, and how each is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.snapshot.posted import is_posted


class Look(StrEnum):
    """How what a finding is about is asked again, beyond what a crawl does with every page."""

    SCAN = "scan"  # axe-core in a browser
    WALK = "walk"  # keyboard and narrow window in a browser
    PDF = "pdf"  # the file is fetched whole and read
    ATTACHMENT = "attachment"  # the subject is a file, whether or not a link to it is left
    IMAGE = "image"  # the subject is a picture
    ALIASES = "aliases"  # the subject is a host name, whose aliases are followed
    LINK = "link"  # the last part of the identity is an address in a post


@dataclass(frozen=True, slots=True)
class Watch:
    """An open finding's subject from the ledger, asked again in this crawl.

    `pages` are where it was seen; `browser`: on some of them only a browser showed it. `seen_on` is on how many pages
    (of a link: at how many places) it was seen, of which `pages` is a sample. `looks` are those without which nobody
    sees it gone.
    """

    check: str
    subject: str
    kind: str
    identity: tuple[str, ...]
    pages: tuple[str, ...] = ()
    browser: bool = False
    seen_on: int = 0
    looks: tuple[str, ...] = ()

    @property
    def addresses(self) -> tuple[str, ...]:
        """What must be fetched to see it again: the subject and its pages, without places within them."""
        watched = (self.subject, *self.pages)
        return tuple(dict.fromkeys(url if is_posted(url) else url.partition("#")[0] for url in watched))
