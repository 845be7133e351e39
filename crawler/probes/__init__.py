"""Measurements that are no page: where we look from, what DNS says, how the site does over IPv6."""

from crawler.probes.dns import probe_dns
from crawler.probes.vantage import probe_vantage

__all__ = ["probe_dns", "probe_vantage"]
