"""Media accounts: adapters that ask lawful sources for an account's posts, and the spider that has them asked."""

from crawler.media.interface import Adapter, Context, Found
from crawler.media.registry import load_adapters

__all__ = ["Adapter", "Context", "Found", "load_adapters"]
