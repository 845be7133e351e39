"""The browser's command line, and which of its processes there are."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from crawler.fetch import Resolver
from crawler.render import RenderOptions, Scanner, find_chromium
from tests.crawler.site import serve

needs_chromium = pytest.mark.skipif(not find_chromium(), reason="no Chromium here")
OWN = "127.0.0.2"
OPTIONS = RenderOptions(tabs=1, allow_private=(f"{OWN}/32",), seconds=60.0)


def command_lines() -> list[list[str]]:
    """Of all processes that this one started, and those that they did."""
    parents, lines = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            parents[int(folder.name)] = int(folder.joinpath("stat").read_text().rpartition(")")[2].split()[1])
            lines[int(folder.name)] = folder.joinpath("cmdline").read_text(errors="replace").split("\0")

    def above(pid: int) -> Iterator[int]:
        while pid := parents.get(pid, 0):
            yield pid

    return [line for pid, line in lines.items() if os.getpid() in above(pid)]


@needs_chromium
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no list of processes here")
async def test_what_no_page_needs_is_switched_off_beside_what_the_driver_switches_off() -> None:
    async with serve({"/": "<title>甲</title>"}, OWN) as site, Scanner(OPTIONS, Resolver()) as scanner:
        found = await scanner.scan(site.home)
        lines = command_lines()
    assert (found.failure, len(found.views)) == ("", 2)
    (browser,) = (line for line in lines if "--remote-debugging-pipe" in line and not any("--type=" in a for a in line))
    lists = [set(each.partition("=")[2].split(",")) for each in browser if each.startswith("--disable-features=")]
    # The last one counts: a driver that knows of more must not be overruled.
    assert set.union(*lists) == lists[-1]
    assert not any("--top-chrome-webui" in line for line in lines)
