"""The guarded HTTP client that pages, link checks and probes share."""

from crawler.fetch.answer import Answer
from crawler.fetch.chain import Chain, follow, is_redirect, redirect_target
from crawler.fetch.client import Fetcher
from crawler.fetch.guard import AddressGuard
from crawler.fetch.options import FetchOptions
from crawler.fetch.plainer import plainer_headers
from crawler.fetch.politeness import HostLimiter
from crawler.fetch.prober import check_target
from crawler.fetch.resolver import FamilyOutcome, Lookup, Resolution, Resolver
from crawler.fetch.verdict import by_status, judge

__all__ = [
    "AddressGuard",
    "Answer",
    "Chain",
    "FamilyOutcome",
    "FetchOptions",
    "Fetcher",
    "HostLimiter",
    "Lookup",
    "Resolution",
    "Resolver",
    "by_status",
    "check_target",
    "follow",
    "is_redirect",
    "judge",
    "plainer_headers",
    "redirect_target",
]
