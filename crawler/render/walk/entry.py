"""One entry to a mode for the elderly or the impaired: used as a visitor would, and what it changes."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from playwright.async_api import Error

from crawler.render.walk.focus import picture
from crawler.render.walk.visitor import STILL_MS, Contexts, Visitor, visiting

#: Controls that are used besides the entry itself.
_USED = ("zoom", "cursor", "contrast")
#: How much larger text must be to count as enlarged: a tenth, less than any reader would notice.
ENLARGED = 1.1
_WINDOW = {"left": 0.0, "top": 0.0, "right": 1200.0, "bottom": 900.0}


async def state_of(visitor: Visitor) -> dict[str, Any]:
    """What the page is like: sizes, colours, cursor, controls by what they are for, digests of text and layout."""
    return dict(await visitor.inside.call_with_hearing({"click"}, "state"))


async def try_entry(contexts: Contexts, home: str, entry: dict[str, Any]) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Open the home page anew and use an entry; what is told of it in the probe, and pictures.

    `found`: it was there again; `first`, `before`, `after` states, the first two without anything done between them;
    `noisy`: dialogs came before anything was done; `moved`, `final`, `status` when it led to another page;
    `dialogs`, `lacking` (foreign hosts that did not answer); `works`: whether a control of each kind does what it says;
    `next`: how the next page looks with the mode on and without.
    """
    async with visiting(contexts) as visitor:
        await visitor.open(home)
        shots: dict[str, bytes] = {}
        at = await _find(visitor, entry)
        if at is None:
            return {"found": False}, shots
        place = await visitor.inside.call("place", "entry", at)
        if place:
            # What shows up under a mouse that merely hovers is no mode.
            await visitor.page.mouse.move(place["x"], place["y"])
        await visitor.inside.call("recall")
        first = await state_of(visitor)
        await _come_to_rest(visitor)
        before = await state_of(visitor)
        onward = await visitor.inside.call("onward")
        start = visitor.page.url
        noisy = bool(visitor.dialogs)
        visitor.dialogs.clear()
        shots["entry"] = await _use(visitor, "entry", at)
        after = await state_of(visitor)
        told = {"found": True, "before": before, "after": after, "final": visitor.page.url, "status": visitor.status}
        told |= {"first": first, "noisy": noisy}
        told |= {"moved": _bare(visitor.page.url) != _bare(start), "dialogs": list(visitor.dialogs)}
        shots["mode"] = await picture(visitor.page, _WINDOW, jpeg=True)
        floats = await visitor.inside.call("floats", 1500)
        onward = await visitor.inside.call("onward") if told["moved"] else onward
        enlarged = after["size"] >= ENLARGED * before["size"]
        works = await _try_controls(visitor, before, after)
        told |= {"enlarged": enlarged, "works": works, "floats": floats, "lacking": visitor.foreign()}
        told["next"] = await _next(visitor, contexts, onward)
        return told, shots


async def _find(visitor: Visitor, entry: dict[str, Any]) -> int | None:
    for one in await visitor.inside.call_with_hearing({"click"}, "entries"):
        if (one["selector"], one["label"]) == (entry["selector"], entry["label"]):
            return int(one["id"])
    return None


async def _use(visitor: Visitor, kind: str, at: int) -> bytes:
    """Click an element where a mouse would; by script when something lies over it. Its picture before."""
    place = await visitor.inside.call("place", kind, at)
    shot = await picture(visitor.page, place["box"], jpeg=True) if place else b""
    await visitor.in_one_tab()
    if place and place["clear"]:
        await visitor.page.mouse.click(place["x"], place["y"])
    else:
        await visitor.inside.call("click", kind, at)
    await _come_to_rest(visitor)
    return shot


async def _come_to_rest(visitor: Visitor) -> None:
    """The same document keeps our script, and what it noted; another one gets it anew."""
    with suppress(Error):
        await visitor.inside.call("settled", STILL_MS)
    await visitor.rest()


async def _try_controls(visitor: Visitor, before: dict[str, Any], after: dict[str, Any]) -> dict[str, bool]:
    """Use controls that the mode brought: whether text grows, the cursor changes, colours change."""
    works: dict[str, bool] = {}
    for sense in _USED:
        if sense not in after["senses"] or (sense in before["senses"] and before["layout"] == after["layout"]):
            continue
        try:
            was = await state_of(visitor)
            if sense not in was["senses"]:
                continue
            await _use(visitor, sense, 0)
            works[sense] = _did(sense, was, await state_of(visitor))
        except Error:
            return works
    return works


def _did(sense: str, was: dict[str, Any], now: dict[str, Any]) -> bool:
    if sense == "zoom":
        return bool(now["size"] > was["size"] * 1.02)
    key = "cursor" if sense == "cursor" else "colours"
    return bool(now[key] != was[key])


async def _next(visitor: Visitor, contexts: Contexts, onward: list[str]) -> dict[str, Any] | None:
    """The next page with the mode on, and the same without; None when there is none to go on to."""
    for url in onward[:2]:
        try:
            await visitor.open(url)
            on, status = await state_of(visitor), visitor.status
            async with visiting(contexts) as other:
                await other.open(url)
                without = await state_of(other)
        except Error:
            continue
        if status < 400 and on["texts"]:
            return {"url": url, "on": on, "without": without}
    return None


def _bare(url: str) -> str:
    return url.partition("#")[0]
