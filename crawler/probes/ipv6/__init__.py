"""IPv6 measured beside IPv4: ports, the home page at each address, its content, inner links, embedded hosts."""

from crawler.probes.ipv6.compare import probe_content
from crawler.probes.ipv6.home import Tries, probe_home
from crawler.probes.ipv6.hosts import Embedded, probe_hosts
from crawler.probes.ipv6.inner_links import probe_inner_links
from crawler.probes.ipv6.ports import probe_ports

__all__ = ["Embedded", "Tries", "probe_content", "probe_home", "probe_hosts", "probe_inner_links", "probe_ports"]
