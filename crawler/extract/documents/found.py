"""Links of a document from the addresses that it writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.errors import AddressError
from core.snapshot.link import Role
from crawler.extract.address import is_skipped, normalise
from crawler.extract.links import MAX_HREF, MAX_LINK_TEXT, FoundLink
from crawler.extract.references import Reference
from crawler.extract.roles import role_of_anchor


def links_of(references: Iterable[tuple[Reference, str]], base: str) -> tuple[FoundLink, ...]:
    """Links in the document's order; each reference comes with its text. `base` is the document's own address."""
    return tuple(_numbered(references, base))


def _numbered(references: Iterable[tuple[Reference, str]], base: str) -> Iterator[FoundLink]:
    wanted = (pair for pair in references if not is_skipped(pair[0].href))
    for position, (reference, text) in enumerate(wanted, start=1):
        yield _link(reference, " ".join(text.split())[:MAX_LINK_TEXT], base, position)


def _link(reference: Reference, text: str, base: str, position: int) -> FoundLink:
    try:
        url, malformed = normalise(reference.href, reference.base or base), ""
    except AddressError as error:
        url, malformed = "", str(error)[:MAX_LINK_TEXT]
    role = reference.role or (role_of_anchor(url) if url else Role.PAGE)
    return FoundLink(url, reference.href[:MAX_HREF], role, reference.element, text, position, malformed=malformed)
