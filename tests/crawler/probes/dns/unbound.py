"""Unbound, a real resolver from Debian that validates: what it says of a name is what users meet."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import pytest

from tests.crawler.probes.dns.nsd import running

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
  val-override-date: "{moment}"
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
    config = _CONFIG.replace("{folder}", str(folder)).replace("{anchor}", anchor)
    config = config.replace("{moment}", f"{moment:%Y%m%d%H%M%S}")
    for zone in zones:
        config += f'stub-zone:\n  name: "{zone}"\n  stub-addr: {authority.replace(":", "@")}\n'
    async with running(UNBOUND, config, folder / "unbound.conf", "localhost") as resolver:
        yield resolver
