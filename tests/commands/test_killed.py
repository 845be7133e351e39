"""`xunjian inspect`, killed together with its crawl process at any moment, and carried on by `--resume`."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commands.exits import Exit
from core.snapshot import open_snapshot
from tests.commands.messages import ROOT
from tests.crawler.site import LiveSite, serve
from tests.crawler.test_crawl import contents
from tests.crawler.test_resume import site

ENVIRONMENT = {"XUNJIAN_RETRY_WAIT": "0", "XUNJIAN_TIMEOUT": "20", "PYTHONPATH": str(ROOT)}
#: One page of each sort in the browser is as good as twenty. What it shows is all recorded before sealing begins.
SEEN, UNSEEN = {"XUNJIAN_SCAN_PAGES": "1", "XUNJIAN_WALK_PAGES": "1"}, {"XUNJIAN_BROWSER": "none"}
#: Moments that leave a trace in the working folder: sealing begins, ends; judging; the documents.
TRACES = ("snapshots/*/*.partial/sealed.sqlite", "snapshots/*/*.partial/manifest.json", "snapshots/*/*[0-9]",
          "../xunjian-report/*")  # fmt: skip


@dataclass
class Inspected:
    """A live site, how many requests one inspection makes of it, what that told, and how it is inspected."""

    live: LiveSite
    requests: int
    told: object
    ways: dict[str, str]

    def start(self, folder: Path, *options: str) -> subprocess.Popen[bytes]:
        """Another inspection of the same kind."""
        return start(self.live, folder, self.ways, *options)


@pytest.fixture(scope="module")
def live() -> Iterator[LiveSite]:
    loop = asyncio.new_event_loop()
    serving = serve(site())
    live = loop.run_until_complete(serving.__aenter__())
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield live
    finally:
        asyncio.run_coroutine_threadsafe(serving.__aexit__(None, None, None), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@pytest.fixture(scope="module")
def whole(live: LiveSite, tmp_path_factory: pytest.TempPathFactory) -> Inspected:
    return inspected(live, tmp_path_factory.mktemp("whole"), SEEN)


@pytest.fixture(scope="module")
def plain(live: LiveSite, tmp_path_factory: pytest.TempPathFactory) -> Inspected:
    return inspected(live, tmp_path_factory.mktemp("plain"), UNSEEN)


def inspected(live: LiveSite, folder: Path, ways: dict[str, str]) -> Inspected:
    """The site inspected once, undisturbed."""
    before = len(live.asked)
    finish(start(live, folder, ways))
    return Inspected(live, len(live.asked) - before, told(folder, live.home), ways)


def start(live: LiveSite, folder: Path, ways: dict[str, str], *options: str) -> subprocess.Popen[bytes]:
    """The real program, leader of a process group of its own."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith("XUNJIAN_")}
    return subprocess.Popen(
        [sys.executable, "-m", "cli", "inspect", live.home, *options],
        cwd=folder,
        env={**outside, **ENVIRONMENT, **ways},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def kill_when(process: subprocess.Popen[bytes], reached: Callable[[], bool]) -> None:
    """Kill the program and its crawl process as soon as something is so; it may end before."""
    while process.poll() is None and not reached():
        time.sleep(0.001)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def carry_on(inspected: Inspected, folder: Path) -> None:
    """What a user would do: resume, and begin anew only when nothing had begun; what was killed too late is done."""
    process = inspected.start(folder, "--resume")
    _, said = process.communicate()
    if process.returncode == Exit.ERROR:
        assert b"--resume" in said
        if not (folder / "xunjian-report" / "findings.json").exists():
            finish(inspected.start(folder))


def finish(process: subprocess.Popen[bytes]) -> None:
    _, said = process.communicate()
    assert process.returncode in (Exit.FINE, Exit.PROBLEMS, Exit.INCONCLUSIVE), said.decode()


def told(folder: Path, home: str) -> object:
    """What the one snapshot holds, and what the documents say of it."""
    snapshots = sealed(folder)
    assert len(snapshots) == 1
    data = json.loads((folder / "xunjian-report" / "findings.json").read_text("utf-8"))
    report = data["sites"][0]
    found = sorted((one["list"], one["fingerprint"], one["state"]) for one in data["findings"])
    said = {name: report[name] for name in ("complete", "conclusion", "gaps", "outcomes", "sanity", "unmeasured")}
    return contents(snapshots[0], home), found, said


def sealed(folder: Path) -> list[Path]:
    """The snapshots that stand under their final names; none may be half written."""
    found = sorted((folder / "xunjian-data" / "snapshots").glob("*/*[0-9]"))
    for path in found:
        with open_snapshot(path):
            pass
    return found


@settings(max_examples=2, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=st.floats(0, 1))
def test_killed_at_any_request_and_resumed_it_tells_the_same(whole: Inspected, share: float) -> None:
    with TemporaryDirectory() as name:
        folder, before = Path(name), len(whole.live.asked)
        kill_when(whole.start(folder), lambda: len(whole.live.asked) >= before + share * whole.requests)
        sealed(folder)
        carry_on(whole, folder)
        assert told(folder, whole.live.home) == whole.told


def stands(folder: Path, trace: str) -> bool:
    """Whether the trace of a moment is there."""
    return any((folder / "xunjian-data").glob(trace))


def test_killed_while_sealing_judging_and_writing_and_resumed_each_time_it_tells_the_same(
    plain: Inspected, tmp_path: Path
) -> None:
    options: tuple[str, ...] = ()
    for trace in TRACES:
        kill_when(plain.start(tmp_path, *options), partial(stands, tmp_path, trace))
        sealed(tmp_path)
        options = ("--resume",)
    carry_on(plain, tmp_path)
    assert told(tmp_path, plain.live.home) == plain.told
