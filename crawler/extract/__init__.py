"""A page's bytes → facts and links (core.snapshot.PageFacts, FoundLink). Pure: no network, no clock."""

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
