"""A page's bytes → facts and links (core.snapshot.PageFacts, FoundLink). Pure: no network, no clock."""

from crawler.extract.address import is_internal, is_skipped, normalise
from crawler.extract.documents.interface import Document
from crawler.extract.documents.registry import STANDARD, read_document, reader_of_xml
from crawler.extract.kind import classify
from crawler.extract.leads import Lead
from crawler.extract.links import FoundLink
from crawler.extract.page import Extracted, extract

__all__ = [
    "STANDARD",
    "Document",
    "Extracted",
    "FoundLink",
    "Lead",
    "classify",
    "extract",
    "is_internal",
    "is_skipped",
    "normalise",
    "read_document",
    "reader_of_xml",
]
