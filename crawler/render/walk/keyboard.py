"""The keyboard walk: Tab pressed through a page, as somebody without a mouse does it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Error, Page

from crawler.render.walk.choices import try_choices
from crawler.render.walk.focus import judge_focus, picture
from crawler.render.walk.inside import Inside
from crawler.render.walk.openers import confirmed_openers
from crawler.render.walk.presses import DRAGS, PRESSES, is_to_be_told
from crawler.render.walk.skip import try_skip_link

#: Most keys pressed in one page, seconds of pressing, and how many without anything new prove a circle.
MAX_KEYS = 800
PRESS_SECONDS = 12.0
_CIRCLE = 25
#: Keys that must not lead out of a circle before it is called a trap: standard ways out (ACT ebe86a).
_BACK = "Shift+Tab"
#: Events whose handlers may call focus back, and how long that may take, milliseconds: of those that have done so once,
#: which are few, longer. What comes still later leaves time to walk on, and is told as far as the walk lasts.
_LEAVING = ("blur", "focusout")
_BACK_MS = 250
_LATE_MS = 2000
#: Most elements that are asked for so long.
_MAX_LATE = 3
#: Most pictures taken of elements at fault, and most elements named of one kind.
MAX_SHOTS = 6
MAX_NAMED = 60


@dataclass(slots=True)
class Walk:
    """What the walk met. `ended`: "" (went round), "circle", "bounds" or "lost" (the document went away)."""

    path: list[int] = field(default_factory=list)
    flown: set[int] = field(default_factory=set)
    ended: str = ""
    trap: list[int] = field(default_factory=list)
    opened: list[int] = field(default_factory=list)


async def walk_keyboard(page: Page) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Walk through the document that stands in `page`; the data of a "keyboard" probe, and pictures by selector.

    Data: `ended`; `controls` and `stops` counted; lists of elements (selector, html, lineage, text, note): `mouse` work
    with a mouse only, `perhaps` may do so, `unreached` were never reached, `hidden` have focus and are not to be seen,
    `covered` lie under what does not scroll then, `blurred` lose focus at once, `moves` lead away when focused,
    `windows` open one (`sure`: each time), `trap` hold focus, `late` call it back after more than _LATE_MS, as far as
    it happened before the walk was over, `unseen` and `unsure` are those whose focus is not seen, `changes` lead
    elsewhere when something is chosen, of `choices` that were tried; `skip` see `try_skip_link`; `first` addresses of
    the first stops. Raises playwright's Error and TimeoutError.
    """
    inside = await Inside.open(page, "keyboard")
    try:
        await inside.count_windows()
        return await _walked(page, inside)
    finally:
        with suppress(Error):
            await inside.close()


async def _walked(page: Page, inside: Inside) -> tuple[dict[str, Any], dict[str, bytes]]:
    walk = await _press_through(page, inside)
    if not walk.path and await inside.call("count"):
        walk.ended = await _if_blocked(page, inside)
    walk.trap = await _callers(page, inside)
    if walk.ended == "circle":
        walk.ended = "trap" if walk.trap else await _judge_circle(page, inside, walk)
    data: dict[str, Any] = {"ended": walk.ended, "first": await inside.call("stops")}
    # Where focus is called back, nobody gets as far as what was not reached.
    went_round = walk.ended in ("", "blocked") and not walk.trap
    mouse = await inside.call_with_hearing({"click"}, "mouse")
    perhaps = await inside.call_with_hearing(PRESSES, "perhaps", [one["id"] for one in mouse], unless=DRAGS)
    kept = [[one for one in group if await is_to_be_told(inside, one)] for group in (mouse, perhaps)]
    data |= await inside.call("result", *kept, went_round)
    sorted_out = await judge_focus(page, inside, await inside.call("unclear"))
    hidden = [one for one in await inside.call("hidden") if await inside.call("isStillHidden", one)]
    covered = [one for one in await inside.call("covered") if await inside.call("isStillCovered", one)]
    groups = {**sorted_out, "covered": covered, "hidden": hidden, "blurred": sorted(walk.flown), "trap": walk.trap}
    for name, ids in groups.items():
        data[name] = [await inside.call("describe", one) for one in ids[:MAX_NAMED]]
    opened = await confirmed_openers(inside, walk.opened)
    groups["windows"] = [one["id"] for one in opened]
    data["windows"] = [await inside.call("describe", one["id"]) | {"sure": one["sure"]} for one in opened]
    shots = await _pictures(page, inside, groups, data)
    data["skip"] = await try_skip_link(page, inside)
    data["late"] = await _late(inside)
    data["choices"], data["changes"] = await try_choices(page, inside)
    data["first"] = [stop["href"] or stop["text"] for stop in data["first"][:12]]
    return data, shots


async def _press_through(page: Page, inside: Inside) -> Walk:
    walk, loop = Walk(), asyncio.get_running_loop()
    ends, news = loop.time() + PRESS_SECONDS, 0
    known: set[int] = set()
    for _ in range(MAX_KEYS):
        before = inside.windows
        seen = await _press(page, inside, "Tab")
        if seen["flown"] >= 0:
            walk.flown.add(seen["flown"])
        at = int(seen["id"])
        if inside.windows > before and at >= 0 and at not in walk.opened:
            walk.opened.append(at)
        if at < 0 and seen["flown"] < 0:
            return walk
        news = 0 if at not in known and at >= 0 else news + 1
        known.add(at)
        walk.path.append(at)
        # A frame, a player or a date has stops of its own within.
        if news > _CIRCLE * (4 if seen.get("frame") else 1) + len(known):
            walk.ended = "circle"
            return walk
        if loop.time() > ends:
            break
    walk.ended = "bounds"
    return walk


async def _press(page: Page, inside: Inside, key: str) -> dict[str, Any]:
    await page.keyboard.press(key)
    return dict(await inside.call("look"))


async def _if_blocked(page: Page, inside: Inside) -> str:
    """Whether Tab does nothing at all, forwards and backwards."""
    seen = [await _press(page, inside, key) for key in ("Tab", "Tab", _BACK, _BACK)]
    return "blocked" if all(one["id"] < 0 and one["flown"] < 0 for one in seen) else "bounds"


async def _judge_circle(page: Page, inside: Inside, walk: Walk) -> str:
    """A circle is a trap when neither Shift+Tab nor Esc leads out, and it is no dialog with controls of its own."""
    circle = sorted(set(walk.path[-_CIRCLE:]) - {-1})
    if not circle:
        return "bounds"
    for keys in ((_BACK,) * (len(circle) + 3), ("Escape", "Tab"), ("Escape", _BACK)):
        for key in keys:
            if int((await _press(page, inside, key))["id"]) not in circle:
                return "bounds"
    if await inside.call("inDialog", circle):
        return "dialog"
    if await inside.call("tellsWayOut"):
        return "told"
    walk.trap = circle
    return "trap"


async def _callers(page: Page, inside: Inside) -> list[int]:
    """Elements that call focus back a moment after it left, whichever way; a dialog may, and what tells the way out."""
    await inside.call("pause", _LATE_MS)
    pulled: list[int] = await inside.call("pulled")
    asked: list[int] = await inside.call_with_hearing(_LEAVING, "callers")
    late = dict.fromkeys(pulled[:_MAX_LATE], _LATE_MS)
    found = [one for one in asked if await _calls_back(page, inside, one, late.get(one, _BACK_MS))]
    told = bool(found) and await inside.call("tellsWayOut")
    return [] if told else [one for one in found if not await inside.call("inDialog", [one])]


async def _calls_back(page: Page, inside: Inside, element: int, most: int) -> bool:
    for key in ("Tab", "Tab", _BACK, "Escape"):
        if not await inside.call("focusOn", element):
            return False
        await page.keyboard.press(key)
        if key != "Escape" and not await inside.call("comesBack", element, most):
            return False
    await page.keyboard.press("Tab")
    return bool(await inside.call("comesBack", element, most))


async def _late(inside: Inside) -> list[dict[str, Any]]:
    """Tab stops that a script has called focus back to since: looked at once, at the end, without any waiting."""
    found = [one for one in await inside.call("late") if not await inside.call("inDialog", [one])]
    if not found or await inside.call("tellsWayOut"):
        return []
    return [await inside.call("describe", one) for one in found]


async def _pictures(page: Page, inside: Inside, groups: dict[str, list[int]], data: dict[str, Any]) -> dict[str, bytes]:
    """Pictures of the first elements of each kind, by their selectors."""
    shots: dict[str, bytes] = {}
    for name, ids in groups.items():
        for one, told in zip(ids[:2], data[name], strict=False):
            if len(shots) < MAX_SHOTS and name != "unsure":
                await _add(page, inside, ("stage", one, name == "unseen"), told["selector"], shots)
    for told in (*data["mouse"][:2], *data["perhaps"][:2], *data["unreached"][:1]):
        await _add(page, inside, ("stageSelector", told["selector"]), told["selector"], shots)
    return shots


async def _add(page: Page, inside: Inside, call: Sequence[Any], selector: str, shots: dict[str, bytes]) -> None:
    with suppress(Error):
        box = await inside.call(*call)
        if box:
            shots[selector] = await picture(page, box, jpeg=True)
