"""NSD, a real authoritative server from Debian, serving zones that a test made and signed, on loopback."""

from __future__ import annotations

import asyncio
import shutil
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import dns.asyncquery
import dns.dnssec
import dns.exception
import dns.message
import dns.name
import dns.zone
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from dns.rdtypes.ANY.DNSKEY import DNSKEY

NSD = shutil.which("nsd", path="/usr/sbin:/usr/bin:/sbin:/bin")
_CONFIG = """server:
  ip-address: 127.0.0.1@{port}
  username: ""
  chroot: ""
  database: ""
  logfile: "{folder}/nsd.log"
  pidfile: "{folder}/nsd.pid"
  xfrdfile: "{folder}/xfrd.state"
  xfrdir: "{folder}"
  zonelistfile: "{folder}/zone.list"
  zonesdir: "{folder}"
  server-count: 1
  do-ip6: no
remote-control:
  control-enable: no
"""


@dataclass(frozen=True)
class Signer:
    """One key that signs everything of a zone."""

    private: ec.EllipticCurvePrivateKey
    public: DNSKEY

    def ds(self, zone: str, digest: str = "SHA256") -> str:
        """The DS record that names the key, without its owner."""
        return dns.dnssec.make_ds(dns.name.from_text(zone), self.public, digest).to_text()


def signer() -> Signer:
    """A new key (ECDSA P-256)."""
    private = ec.generate_private_key(ec.SECP256R1())
    return Signer(private, dns.dnssec.make_dnskey(private.public_key(), "ECDSAP256SHA256", 257))


def zone_text(apex: str, *records: str) -> str:
    """A zone with SOA, one name server and `records` ("www A 192.0.2.1")."""
    lines = ["$TTL 60", "@ SOA ns.nsd.test. root.nsd.test. 1 3600 600 86400 60", "@ NS ns.nsd.test.", *records]
    return f"$ORIGIN {apex}.\n" + "\n".join(lines) + "\n"


def signed(apex: str, text: str, key: Signer, begins: datetime, ends: datetime) -> str:
    """The zone signed for a span of time."""
    zone = dns.zone.from_text(text, origin=f"{apex}.", relativize=False)
    with zone.writer() as txn:
        dns.dnssec.sign_zone(zone, txn, [(key.private, key.public)], inception=begins, expiration=ends)
    return f"$ORIGIN {apex}.\n{zone.to_text(relativize=False)}"


@asynccontextmanager
async def nsd(folder: Path, zones: Mapping[str, str]) -> AsyncIterator[str]:
    """Serve `zones` (apex to text); yields "host:port". Skips the test where NSD is not installed."""
    if NSD is None:
        pytest.skip("nsd is not installed")
    port = free_port()
    config = _CONFIG.format(port=port, folder=folder)
    for apex, text in zones.items():
        (folder / f"{apex}.zone").write_text(text, "utf-8")
        config += f'zone:\n  name: "{apex}"\n  zonefile: "{apex}.zone"\n'
    (folder / "nsd.conf").write_text(config, "utf-8")
    process = await asyncio.create_subprocess_exec(NSD, "-d", "-c", str(folder / "nsd.conf"))
    try:
        await answers(port, next(iter(zones)), process)
        yield f"127.0.0.1:{port}"
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def answers(port: int, apex: str, process: asyncio.subprocess.Process) -> None:
    """Wait until whoever listens on `port` answers. Raises AssertionError when it ended or never does."""
    query = dns.message.make_query(apex, "SOA")
    for _ in range(100):
        assert process.returncode is None, "the name server ended"
        try:
            await dns.asyncquery.udp(query, "127.0.0.1", port=port, timeout=0.1)
        except (dns.exception.Timeout, OSError):
            continue
        return
    raise AssertionError("the name server does not answer")


def free_port() -> int:
    """A UDP port of 127.0.0.1 that was free a moment ago."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
