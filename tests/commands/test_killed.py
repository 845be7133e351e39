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
#: Moments that leave a trace in the working folder: sealing begins, ends; judging; the documents.
TRACES = ("snapshots/*/*.partial/sealed.sqlite", "snapshots/*/*.partial/manifest.json", "snapshots/*/*[0-9]",
          "../xunjian-report/*")  # fmt: skip


@dataclass
class Inspected:
    """A live site, how many requests one inspection makes of it, and what that told."""

    live: LiveSite
    requests: int
    told: object


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Inspected]:
    loop = asyncio.new_event_loop()
    serving = serve(site())
    live = loop.run_until_complete(serving.__aenter__())
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        folder = tmp_path_factory.mktemp("whole")
        finish(start(live, folder))
        yield Inspected(live, len(live.asked), told(folder, live.home))
    finally:
        asyncio.run_coroutine_threadsafe(serving.__aexit__(None, None, None), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def start(live: LiveSite, folder: Path, *options: str) -> subprocess.Popen[bytes]:
    """The real program, leader of a process group of its own."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith("XUNJIAN_")}
    return subprocess.Popen(
        [sys.executable, "-m", "cli", "inspect", live.home, *options],
        cwd=folder,
        env={**outside, **ENVIRONMENT},
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


def carry_on(live: LiveSite, folder: Path) -> None:
    """What a user would do: resume, and begin anew only when nothing had begun; what was killed too late is done."""
    process = start(live, folder, "--resume")
    _, said = process.communicate()
    if process.returncode == Exit.ERROR:
        assert b"--resume" in said
        if not (folder / "xunjian-report" / "findings.json").exists():
            finish(start(live, folder))


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


@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=st.floats(0, 1))
def test_killed_at_any_request_and_resumed_it_tells_the_same(whole: Inspected, share: float) -> None:
    with TemporaryDirectory() as name:
        folder, before = Path(name), len(whole.live.asked)
        kill_when(start(whole.live, folder), lambda: len(whole.live.asked) >= before + share * whole.requests)
        sealed(folder)
        carry_on(whole.live, folder)
        assert told(folder, whole.live.home) == whole.told


@pytest.mark.parametrize("trace", TRACES)
def test_killed_while_sealing_judging_or_writing_and_resumed_it_tells_the_same(
    whole: Inspected, tmp_path: Path, trace: str
) -> None:
    kill_when(start(whole.live, tmp_path), lambda: any((tmp_path / "xunjian-data").glob(trace)))
    sealed(tmp_path)
    carry_on(whole.live, tmp_path)
    assert told(tmp_path, whole.live.home) == whole.told
