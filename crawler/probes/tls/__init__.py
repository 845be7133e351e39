"""TLS as a site offers it: certificate, protocol versions, the national TLCP, and whether http leads to it."""

from crawler.probes.tls.https import probe_https
from crawler.probes.tls.offer import probe_tls

__all__ = ["probe_https", "probe_tls"]
