"""Fit for the elderly or not: a site's entry is looked for and used, what floats over the home page watched.

Source: 工信厅信管函〔2021〕67号 附件1 (the annex on websites). Nothing is believed that a page merely says.
"""

from __future__ import annotations

import asyncio
from typing import Any

from playwright.async_api import Error

from crawler.render.walk.entry import state_of, try_entry
from crawler.render.walk.focus import picture
from crawler.render.walk.visitor import Contexts, Visitor, visiting

#: Most entries that are used, and milliseconds for which floating layers are watched.
MAX_ENTRIES = 3
_WATCH_MS = 1500
#: Seconds for one entry with all that is tried behind it.
_ENTRY_SECONDS = 60.0


async def probe_ageing(contexts: Contexts, home: str) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The data of an "ageing" probe of a home page, and pictures by name. Raises playwright's Error.

    Data: `final`, `status`, `lacking` (foreign hosts that did not answer), `toolbars` (scripts of known toolbars),
    `state`, `entries` (each an element with `label`, `strength` 2 sure or 1 perhaps, and `tried`, see `try_entry`),
    `floats` (layers that wander or lie over the middle: `moves`, `middle`, `closers`, `closes`), `windows` that
    the page opened by itself.
    """
    shots: dict[str, bytes] = {}
    async with visiting(contexts) as visitor:
        await visitor.open(home)
        entries = await visitor.inside.call_with_hearing({"click"}, "entries")
        data: dict[str, Any] = {"final": visitor.page.url, "status": visitor.status, "state": await state_of(visitor)}
        data["toolbars"] = await visitor.inside.call("toolbars")
        data["floats"] = await _floats(visitor, shots)
        data |= {"lacking": visitor.foreign(), "windows": visitor.windows}
    data["entries"] = [await _tried(contexts, home, one, shots) for one in entries[:MAX_ENTRIES]]
    return data, shots


async def _tried(contexts: Contexts, home: str, entry: dict[str, Any], shots: dict[str, bytes]) -> dict[str, Any]:
    try:
        async with asyncio.timeout(_ENTRY_SECONDS):
            tried, pictures = await try_entry(contexts, home, entry)
    except Error as error:
        tried, pictures = {"found": True, "failure": error.message.splitlines()[0][:200]}, {}
    except TimeoutError:
        tried, pictures = {"found": True, "failure": "time"}, {}
    for name, shot in pictures.items():
        shots[f"{name}:{entry['selector']}"] = shot
    return entry | {"tried": tried}


async def _floats(visitor: Visitor, shots: dict[str, bytes]) -> list[dict[str, Any]]:
    floats: list[dict[str, Any]] = await visitor.inside.call("floats", _WATCH_MS)
    for layer in floats:
        box = await visitor.inside.call("floatBox", layer["id"])
        if box and len(shots) < 3:
            shots[f"float:{layer['selector']}"] = await picture(visitor.page, box, jpeg=True)
    for layer in floats:
        layer["closes"] = bool(layer["closers"]) and await visitor.inside.call("closes", layer["id"])
    return floats
