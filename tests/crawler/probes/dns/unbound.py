"""Unbound, a real resolver from Debian that validates: what it says of a name is what users meet."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import pytest

from tests.crawler.probes.dns.nsd import answers, free_port

UNBOUND = shutil.which("unbound", path="/usr/sbin:/usr/bin:/sbin:/bin")
_CONFIG = """server:
  interface: 127.0.0.1
  port: {port}
  do-ip6: no
  do-daemonize: no
  num-threads: 1
  username: ""
  chroot: ""
  pidfile: ""
  directory: "{folder}"
  use-syslog: no
  logfile: "{folder}/unbound.log"
  do-not-query-localhost: no
  access-control: 127.0.0.0/8 allow
  local-zone: "test." nodefault
  module-config: "validator iterator"
  trust-anchor: "{anchor}"
  val-override-date: "{moment:%Y%m%d%H%M%S}"
remote-control:
  control-enable: no
"""


@asynccontextmanager
async def unbound(
    folder: Path, zones: Iterable[str], authority: str, anchor: str, moment: datetime
) -> AsyncIterator[str]:
    """Resolve `zones` from the server at `authority`, validating at `moment`; yields "host:port". May skip the test."""
    if UNBOUND is None:
        pytest.skip("unbound is not installed")
    port = free_port()
    config = _CONFIG.format(port=port, folder=folder, anchor=anchor, moment=moment)
    for zone in zones:
        config += f'stub-zone:\n  name: "{zone}"\n  stub-addr: {authority.replace(":", "@")}\n'
    (folder / "unbound.conf").write_text(config, "utf-8")
    process = await asyncio.create_subprocess_exec(UNBOUND, "-d", "-c", str(folder / "unbound.conf"))
    try:
        await answers(port, "localhost", process)
        yield f"127.0.0.1:{port}"
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
