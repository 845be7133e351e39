"""Network namespaces: one little internet of 2001:db8::/32, and four places to look at it from. Needs root and ip."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.crawler.probes.ipv6.faults import FAULTS

ROOT = Path(__file__).parents[4]
NET = f"xj{os.getpid()}"
#: How the side that looks is connected. `none`: no address and no route; `ula`: a local address behind a router that
#: does not know the way back; `broken`: a good address and a router that is not there.
VANTAGES = ("native", "none", "ula", "broken")


def lacking() -> str:
    """Why namespaces cannot be made here; empty: they can."""
    if os.geteuid() != 0:
        return "network namespaces need root"
    if not shutil.which("ip"):
        return "network namespaces need iproute2"
    made = subprocess.run(["ip", "netns", "add", f"{NET}t"], capture_output=True, text=True, check=False)
    if made.returncode:
        return f"network namespaces cannot be made here: {made.stderr.strip()}"
    _ip("netns", "del", f"{NET}t")
    return ""


@contextmanager
def little_internet() -> Iterator[None]:
    """Build the namespaces and serve; take everything down again."""
    with ExitStack() as stack:
        stack.callback(_remove)
        _ip("netns", "add", NET)
        for setting in ("net.ipv6.conf.all.forwarding=1", "net.ipv6.ip_nonlocal_bind=1", "net.ipv4.ip_nonlocal_bind=1"):
            _inside(NET, "sysctl", "-qw", setting)
        _in(NET, "link", "set", "lo", "up")
        # The whole of the sites' networks is local: every address answers, by a closed port at least.
        _in(NET, "route", "add", "local", "10.78.0.0/24", "dev", "lo")
        _in(NET, "-6", "route", "add", "local", "2001:db8:2::/64", "dev", "lo")
        for number, fault in enumerate(FAULTS, 1):
            if fault.route:
                _in(NET, "-6", "route", "add", fault.route, fault.six(number)[0])
        for place, vantage in enumerate(VANTAGES):
            _join(place, vantage)
        server = _start(NET, "tests.crawler.probes.ipv6.internet")
        stack.callback(_stop, server)
        assert server.stdout is not None
        assert server.stdout.readline() == "ready\n"
        yield


def look_from(vantages: tuple[str, ...] = VANTAGES) -> dict[str, str]:
    """What the looker prints at every vantage; they look at the same time."""
    lookers = {name: _start(f"{NET}{name}", "tests.crawler.probes.ipv6.looker") for name in vantages}
    told = {}
    for name, looker in lookers.items():
        out, _ = looker.communicate(timeout=120)
        assert looker.returncode == 0, name
        told[name] = out
    return told


def _join(place: int, vantage: str) -> None:
    here, link = f"{NET}{vantage}", f"{NET}v{place}"
    _ip("netns", "add", here)
    _ip("link", "add", link, "netns", NET, "type", "veth", "peer", "name", "eth0", "netns", here)
    _in(here, "link", "set", "lo", "up")
    for setting in ("accept_dad=0", "accept_ra=0", "disable_ipv6=0"):
        _inside(here, "sysctl", "-qw", f"net.ipv6.conf.eth0.{setting}")
    _in(NET, "addr", "add", f"10.77.{place}.1/24", "dev", link)
    _in(NET, "addr", "add", f"2001:db8:1:{place}::1/64", "dev", link, "nodad")
    _in(NET, "link", "set", link, "up")
    _in(here, "addr", "add", f"10.77.{place}.2/24", "dev", "eth0")
    _in(here, "link", "set", "eth0", "up")
    _in(here, "route", "add", "default", "via", f"10.77.{place}.1")
    if vantage in ("native", "broken"):
        _in(here, "addr", "add", f"2001:db8:1:{place}::2/64", "dev", "eth0", "nodad")
        router = 1 if vantage == "native" else 9
        _in(here, "-6", "route", "add", "default", "via", f"2001:db8:1:{place}::{router}")
    elif vantage == "ula":
        _in(here, "addr", "add", "fd77::2/64", "dev", "eth0", "nodad")
        _in(here, "-6", "route", "add", "2001:db8:1::/48", "dev", "eth0")
        _in(here, "-6", "route", "add", "default", "via", f"2001:db8:1:{place}::1")


def _start(namespace: str, module: str) -> subprocess.Popen[str]:
    command = ["ip", "netns", "exec", namespace, sys.executable, "-m", module]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def _stop(server: subprocess.Popen[str]) -> None:
    server.kill()
    server.communicate()


def _remove() -> None:
    for name in (NET, *(f"{NET}{vantage}" for vantage in VANTAGES)):
        subprocess.run(["ip", "netns", "del", name], capture_output=True, check=False)


def _in(namespace: str, *words: str) -> None:
    _ip("-n", namespace, *words)


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True)


def _inside(namespace: str, *command: str) -> None:
    subprocess.run(["ip", "netns", "exec", namespace, *command], check=True)
