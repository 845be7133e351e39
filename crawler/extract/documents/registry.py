"""Readers of documents by name: the standard ones, and those of the list recognisers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from crawler.extract.documents import css, feed, sitemap, svg, webmanifest
from crawler.extract.documents.interface import Document, Read

#: Readers of standard documents; each list recogniser adds its own under its name.
STANDARD: Mapping[str, Read] = {reader.NAME: reader.read for reader in (css, webmanifest, sitemap, feed, svg)}
#: Which of them know an XML document by its root, whoever links to it.
_XML = (sitemap.NAME, feed.NAME, svg.NAME)


def read_document(name: str, body: bytes, content_type: str, url: str, seen_on: date) -> Document | None:
    """Read a document with the reader called `name`; None when it is not what that reader reads, or nobody is."""
    read = STANDARD.get(name) or _of_list(name)
    return read(body, content_type, url, seen_on) if read else None


def reader_of_xml(body: bytes, content_type: str, url: str, seen_on: date) -> str:
    """The name of the reader that knows this XML document; empty when none does."""
    return next((name for name in _XML if STANDARD[name](body, content_type, url, seen_on) is not None), "")


def _of_list(name: str) -> Read | None:
    # Most of what loads here is needed by those alone whose lists a script fills.
    from crawler.extract.lists.registry import recognisers  # noqa: PLC0415

    recogniser = recognisers().get(name)
    return recogniser.read if recogniser else None
