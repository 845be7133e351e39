"""Reading pages in a second process beside the crawl, once reading is what holds the crawl up."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import pickle
import sys
from asyncio import StreamReader, StreamWriter
from asyncio.subprocess import PIPE, Process
from collections import deque
from pathlib import Path
from time import perf_counter
from typing import cast

import crawler
from crawler.reader import LENGTH, Content, message
from crawler.record.readings import Reading, read

log = logging.getLogger(__name__)
#: Seconds of reading after which a second process is worth its start, and least share of all time since the first page.
WORTH, _SHARE = 2.0, 0.5
#: Most pages that wait for the other process: with fewer it runs dry while a large page is read here, with many more
#: the crawl would wait for it while it could read by itself.
_AHEAD = 6


class Aside:
    """Reads pages here or there: where makes no difference to what is read.

    A crawl that keeps its pauses, or shares the processor with many others, reads too seldom to be held up by it, and
    stays one process.
    """

    def __init__(self, memory_mb: int, worth: float = WORTH) -> None:
        """`memory_mb` bounds the other process; `worth` are the seconds of reading after which it is started."""
        self._memory_mb, self._worth = memory_mb, worth
        self._first, self._spent, self._begun = 0.0, 0.0, False
        self._process: Process | None = None
        self._answers: asyncio.Task[None] | None = None
        self._waiting: deque[asyncio.Future[Reading | None]] = deque()

    async def read(self, content: Content) -> Reading:
        """What a page is read as."""
        if not self._begun and self._is_held_up():
            self._begun = True
            await self._start()
        if self._process is not None and len(self._waiting) < _AHEAD:
            there = await self._read_there(self._process, content)
            if there is not None:
                return there
        return self._read_here(content)

    async def aclose(self) -> None:
        """End the other process; nothing may wait for it any more."""
        process, self._process = self._process, None
        if process is not None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
        if self._answers is not None:
            await self._answers

    def _is_held_up(self) -> bool:
        return self._spent >= self._worth and self._spent >= _SHARE * (perf_counter() - self._first)

    def _read_here(self, content: Content) -> Reading:
        begun = perf_counter()
        self._first = self._first or begun
        reading = read(*content)
        self._spent += perf_counter() - begun
        return reading

    async def _read_there(self, process: Process, content: Content) -> Reading | None:
        """The other process's reading; None when it has none, or is gone."""
        coming: asyncio.Future[Reading | None] = asyncio.get_running_loop().create_future()
        self._waiting.append(coming)
        # What it does not take any more is told by the end of its answers.
        with contextlib.suppress(OSError, RuntimeError):
            cast(StreamWriter, process.stdin).write(message(content))
        return await coming

    async def _start(self) -> None:
        root = str(Path(crawler.__file__).resolve().parent.parent)
        path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH", ""))))
        command = (sys.executable, "-m", "crawler.reader", str(self._memory_mb))
        try:
            process = await asyncio.create_subprocess_exec(
                *command, stdin=PIPE, stdout=PIPE, env={**os.environ, "PYTHONPATH": path}
            )
        except OSError as error:
            log.warning("no second process to read pages: %s", error)
            return
        self._process, self._answers = process, asyncio.create_task(self._take(process))

    async def _take(self, process: Process) -> None:
        """Hand out its answers, which come in the order of the questions, until it ends; then all wait in vain."""
        try:
            answers = cast(StreamReader, process.stdout)
            while True:
                (length,) = LENGTH.unpack(await answers.readexactly(LENGTH.size))
                # From a process of our own, which is trusted no more and no less than this one: either reads pages.
                self._answer(pickle.loads(await answers.readexactly(length)))  # noqa: S301
        except (asyncio.IncompleteReadError, OSError):
            log.info("the second process that reads pages has ended")
        finally:
            self._process = None
            while self._waiting:
                self._answer(None)
        await process.wait()

    def _answer(self, reading: Reading | None) -> None:
        coming = self._waiting.popleft()
        if not coming.done():
            coming.set_result(reading)
