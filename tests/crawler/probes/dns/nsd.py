"""NSD, a real authoritative server from Debian, serving zones that a test made and signed, on loopback."""

from __future__ import annotations

import asyncio
import shutil
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

from tests.support.ports import quiet_port

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
    config = _CONFIG.replace("{folder}", str(folder))
    for apex, text in zones.items():
        (folder / f"{apex}.zone").write_text(text, "utf-8")
        config += f'zone:\n  name: "{apex}"\n  zonefile: "{apex}.zone"\n'
    async with running(NSD, config, folder / "nsd.conf", next(iter(zones))) as server:
        yield server


@asynccontextmanager
async def running(program: str, config: str, file: Path, name: str) -> AsyncIterator[str]:
    """Run a name server in the foreground, once it answers for `name`; yields "host:port".

    `{port}` in its configuration is replaced. A port that somebody took meanwhile is given up for another.
    """
    for _ in range(5):
        port = quiet_port()
        file.write_text(config.replace("{port}", str(port)), "utf-8")
        process = await asyncio.create_subprocess_exec(program, "-d", "-c", str(file))
        if await _answers(port, name, process):
            break
        await _ended(process)
    else:
        raise AssertionError(f"{program} does not run")
    try:
        yield f"127.0.0.1:{port}"
    finally:
        await _ended(process)


async def _ended(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.terminate()
    await process.wait()


async def _answers(port: int, name: str, process: asyncio.subprocess.Process) -> bool:
    """Wait until the process answers; False when it has ended, or never does."""
    query = dns.message.make_query(name, "SOA")
    for _ in range(200):
        if process.returncode is not None:
            break
        try:
            await dns.asyncquery.udp(query, "127.0.0.1", port=port, timeout=0.1)
        except (dns.exception.Timeout, OSError):
            continue
        return True
    return False
