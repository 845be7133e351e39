from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import aclosing
from datetime import date
from typing import Any

import pytest

from crawler.reader import Content
from crawler.record.readings import Reading, read
from crawler.spider import aside as module
from crawler.spider.aside import Aside

MEMORY_MB = 512


def content(number: int) -> Content:
    links = "".join(
        f"<li><a href='/{number}/{n}.html'>关于第{n}件事项的通知</a> 2026-11-{n:02}</li>" for n in range(1, 29)
    )
    body = f"<title>第{number}页</title><ul>{links}</ul>".encode()
    return Content(body, "text/html; charset=utf-8", f"http://a.example/{number}/", date(2026, 11, 30))


@pytest.fixture
async def held_up() -> AsyncIterator[Aside]:
    """One whose second process is there from the second page on."""
    async with aclosing(Aside(MEMORY_MB, worth=0)) as aside:
        yield aside


async def test_where_a_page_is_read_makes_no_difference(held_up: Aside, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = [read(*content(number)) for number in range(12)]
    await held_up.read(content(0))
    here: list[Content] = []

    def noted(*page: Any) -> Reading:
        here.append(Content(*page))
        return read(*page)

    monkeypatch.setattr(module, "read", noted)
    found = await asyncio.gather(*(held_up.read(content(number)) for number in range(12)))
    assert found == wanted
    assert 0 < len(here) < 12


async def test_a_crawl_that_seldom_reads_stays_one_process() -> None:
    async with aclosing(Aside(MEMORY_MB)) as aside:
        for number in range(3):
            await aside.read(content(number))
        assert aside._process is None


async def test_when_the_second_process_ends_its_pages_are_read_here(held_up: Aside) -> None:
    await held_up.read(content(0))
    await held_up.read(content(1))
    assert held_up._process is not None
    waiting = [asyncio.create_task(held_up.read(content(number))) for number in range(6)]
    held_up._process.kill()
    assert await asyncio.gather(*waiting) == [read(*content(number)) for number in range(6)]
    assert await held_up.read(content(7)) == read(*content(7))


async def test_a_second_process_that_cannot_be_started_is_done_without(
    held_up: Aside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    await held_up.read(content(0))
    assert await held_up.read(content(1)) == read(*content(1))
    assert held_up._process is None


async def test_a_second_process_over_its_memory_is_done_without() -> None:
    async with aclosing(Aside(1, worth=0)) as aside:
        found = [await aside.read(content(number)) for number in range(5)]
        assert found == [read(*content(number)) for number in range(5)]


async def test_closing_leaves_no_process() -> None:
    async with aclosing(Aside(MEMORY_MB, worth=0)) as aside:
        for number in range(2):
            await aside.read(content(number))
        process = aside._process
        assert process is not None
    assert process.returncode is not None
