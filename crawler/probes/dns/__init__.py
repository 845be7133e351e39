"""Measurements of a site's domain: names, name servers, signatures, aliases, who may issue certificates."""

from crawler.probes.dns.aliases import probe_aliases
from crawler.probes.dns.caa import probe_caa
from crawler.probes.dns.delegation import Means, probe_delegation
from crawler.probes.dns.dnssec import probe_dnssec, read_anchors
from crawler.probes.dns.names import probe_dns

__all__ = ["Means", "probe_aliases", "probe_caa", "probe_delegation", "probe_dns", "probe_dnssec", "read_anchors"]
