"""A page's bytes → facts and links (core.snapshot.PageFacts, FoundLink). Pure: no network, no clock."""

from crawler.extract.address import is_internal, is_skipped, normalise
from crawler.extract.kind import classify
from crawler.extract.links import FoundLink
from crawler.extract.page import Extracted, extract

__all__ = ["Extracted", "FoundLink", "classify", "extract", "is_internal", "is_skipped", "normalise"]
