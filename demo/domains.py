"""What the demo's zones hold beside its sites' addresses: name servers, aliases, CAA; with faults and decoys."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from demo.nameserver import HostRecord
from demo.pages import EXTERNAL
from demo.seeds import Answer
from demo.server import VirtualHost

#: Nobody listens on port 53 here, so whether name servers answer stays open in the demo.
_CLOSED = "127.0.0.38"

#: The forestry bureau's name servers: one without IPv6, and one that does not exist.
SERVERS = {
    "ns1.yunling-demo.gov.cn": HostRecord((_CLOSED,), ("::1",)),
    "ns2.yunling-demo.gov.cn": HostRecord((_CLOSED,), ("::1",)),
    "ns1.yunling-linye-demo.com": HostRecord((_CLOSED,)),
}
#: The portal's statistics once stood in a cloud that has been given up; its other alias is a decoy.
RECORDS = {
    ("yunling-demo.gov.cn", "NS"): ("ns1.yunling-demo.gov.cn.", "ns2.yunling-demo.gov.cn."),
    ("yunling-demo.gov.cn", "CAA"): ('0 issue "ca.yunling-demo.org"', '0 iodef "mailto:demo@yunling-demo.gov.cn"'),
    ("yunling-linye-demo.com", "NS"): ("ns1.yunling-linye-demo.com.", "ns2.yunling-linye-demo.com."),
    ("yunling-linye-demo.com", "CAA"): ('0 issue "Demo Certificates Ltd."',),
    ("tongji.yunling-demo.gov.cn", "CNAME"): ("tongji.cloud.yunling-demo.org.",),
    ("cdn.yunling-demo.gov.cn", "CNAME"): (f"{EXTERNAL}.",),
}

#: Names that the portal has or had beside its own, all without IPv6; "bm.yunling-demo.org" it has cancelled.
NAMES = (
    "img.yunling-demo.gov.cn",
    "zw.yunling-demo.gov.cn",
    "m.yunling-demo.gov.cn",
    "www.yunling-old-demo.org",
    "info.yunling-demo.org",
    "idle.yunling-demo.org",
)
_PORTAL = "www.yunling-demo.gov.cn"
_TALK = "<html><head><title>茶叶批发网</title></head><body><h1>茶叶批发</h1>{}</body></html>"


def named_hosts(folder: Path, address: str, port: int) -> Mapping[str, VirtualHost]:
    """Hosts beside the sites: the portal's pictures and the portal under other names, one that redirects, and two that
    it has given up.
    """
    onward = {"/": Answer("", "/", 301, location=f"http://{_PORTAL}:{port}/")}
    foreign = {"/": Answer("", "/", 200, text=_TALK.format("<p>明前茶、雨前茶现货批发，量大从优。</p>" * 20))}
    return {
        "img.yunling-demo.gov.cn": VirtualHost(address, folder / _PORTAL),
        "cdn.yunling-demo.gov.cn": VirtualHost(address, folder / _PORTAL),
        "zw.yunling-demo.gov.cn": VirtualHost(address, folder / _PORTAL),
        "m.yunling-demo.gov.cn": VirtualHost(address, answers=onward),
        "www.yunling-old-demo.org": VirtualHost(address, answers=foreign),
        "info.yunling-demo.org": VirtualHost(address, answers=onward),
    }
