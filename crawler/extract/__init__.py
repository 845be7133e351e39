"""A page's bytes → facts and links (core.snapshot.PageFacts, FoundLink). Pure: no network, no clock.

Each name is loaded when somebody first asks for it: a crawl of a site that is as it was reads no page, and loading
what reads them takes as long as asking for two hundred.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crawler.extract.address import is_internal, is_skipped, normalise
    from crawler.extract.documents.interface import Document
    from crawler.extract.documents.registry import STANDARD, read_document, reader_of_xml
    from crawler.extract.kind import classify
    from crawler.extract.leads import Lead
    from crawler.extract.links import FoundLink
    from crawler.extract.page import Extracted, extract, extract_parsed
    from crawler.extract.parsed import ParsedPage, parse

__all__ = [
    "STANDARD",
    "Document",
    "Extracted",
    "FoundLink",
    "Lead",
    "ParsedPage",
    "classify",
    "extract",
    "extract_parsed",
    "is_internal",
    "is_skipped",
    "normalise",
    "parse",
    "read_document",
    "reader_of_xml",
]

_MODULES = {
    "address": ("is_internal", "is_skipped", "normalise"),
    "documents.interface": ("Document",),
    "documents.registry": ("STANDARD", "read_document", "reader_of_xml"),
    "kind": ("classify",),
    "leads": ("Lead",),
    "links": ("FoundLink",),
    "page": ("Extracted", "extract", "extract_parsed"),
    "parsed": ("ParsedPage", "parse"),
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
