"""A laboratory for measurements: one walker in a real Chromium, and one site on loopback that shows any page."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from crawler.fetch import Resolver
from crawler.render import RenderOptions, find_chromium
from crawler.render.walk.walker import Walker
from tests.crawler.site import Body, LiveSite, serve

needs_chromium = pytest.mark.skipif(not find_chromium(), reason="no Chromium here")
OPTIONS = RenderOptions(identity="Xunjian/test", allow_private=("127.0.0.2/32",))
HEAD = '<!DOCTYPE html><html lang="zh"><meta charset="utf-8"><title>云岭县</title><body>'


@dataclass
class Lab:
    """`answers` is what the site shows now."""

    site: LiveSite
    walker: Walker
    answers: dict[str, Body] = field(default_factory=dict)

    def show(self, pages: dict[str, str]) -> None:
        """Show these pages and no others."""
        self.answers.clear()
        self.site.asked.clear()
        self.answers.update({path: HEAD + body for path, body in pages.items()})

    async def measure(self, body: str, kind: str) -> dict[str, Any]:
        """What one measurement says of a page."""
        self.show({"/": body})
        data, _ = await self.walker.walk(self.site.home, kind)
        assert "failure" not in data, data
        return data

    async def mode(self, pages: dict[str, str]) -> dict[str, Any]:
        """What is found out about the ageing-friendly mode of a site of these pages."""
        self.show(pages)
        data, shots = await self.walker.try_mode(self.site.home)
        return {**data, "shots": {name: name for name in shots}}


@asynccontextmanager
async def laboratory(options: RenderOptions = OPTIONS) -> AsyncIterator[Lab]:
    """Open one; the walker has found the known faults of its own page first."""
    answers: dict[str, Body] = {}
    async with serve(answers, "127.0.0.2") as site, Walker(options, Resolver()) as walker:
        assert walker.missed == ()
        yield Lab(site, walker, answers)


def sources(told: list[dict[str, Any]]) -> list[str]:
    return [one["html"] for one in told]
