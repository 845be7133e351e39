"""What the demo's zones hold beside its sites' addresses: name servers, aliases, CAA; with faults and decoys."""

from __future__ import annotations

from demo.nameserver import HostRecord
from demo.pages import EXTERNAL

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
