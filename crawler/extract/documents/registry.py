"""Readers of documents by name: the standard ones, and those of the list recognisers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from crawler.extract.documents.interface import Document, Read
from crawler.extract.lists.registry import recognisers

#: Readers of standard documents; each list recogniser adds its own under its name.
STANDARD: Mapping[str, Read] = {}


def read_document(name: str, body: bytes, content_type: str, url: str, seen_on: date) -> Document | None:
    """Read a document with the reader called `name`; None when it is not what that reader reads, or nobody is."""
    read = STANDARD.get(name) or _of_list(name)
    return read(body, content_type, url, seen_on) if read else None


def _of_list(name: str) -> Read | None:
    recogniser = recognisers().get(name)
    return recogniser.read if recogniser else None
