"""A Refresh header as the link it is: browsers obey it like a refresh that the page states."""

from __future__ import annotations

from core.errors import AddressError
from crawler.extract.address import is_skipped, normalise
from crawler.extract.links import MAX_HREF, MAX_LINK_TEXT, FoundLink
from crawler.extract.links_html import refresh_target
from crawler.extract.roles import role_of_anchor

#: `FoundLink.element` of such a link, which stands in no element.
HEADER = "refresh"


def refresh_link(value: str, url: str, position: int) -> FoundLink | None:
    """The link in a Refresh header that came with the page at `url`; None: there is none."""
    href = refresh_target(value[:MAX_HREF])
    if is_skipped(href):
        return None
    try:
        target, malformed = normalise(href, url), ""
    except AddressError as error:
        target, malformed = "", str(error)[:MAX_LINK_TEXT]
    return FoundLink(target, href, role_of_anchor(target), HEADER, position=position, malformed=malformed)
