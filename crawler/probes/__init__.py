"""Measurements that are no page: where we look from, what DNS says, whether the home page opens over IPv6."""

from crawler.probes.dns import probe_dns
from crawler.probes.home_ipv6 import probe_home_ipv6
from crawler.probes.vantage import probe_vantage

__all__ = ["probe_dns", "probe_home_ipv6", "probe_vantage"]
