"""Whether focus can be seen on a control: its pictures with and without focus are compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from playwright.async_api import Error, Page

from crawler.render.walk.inside import Inside

#: Most kinds of controls of which pictures are taken, and how far around a control a ring may stand, CSS pixels.
MAX_KINDS = 12
_AROUND = 12
#: Largest side of a picture, CSS pixels.
_LARGEST = 1200


async def picture(page: Page, box: dict[str, float], *, jpeg: bool = False) -> bytes:
    """A picture of a part of the window, a little more than `box`. Raises playwright's Error."""
    size = page.viewport_size or {"width": 1280, "height": 900}
    left, top = max(0.0, box["left"] - _AROUND), max(0.0, box["top"] - _AROUND)
    right = min(float(size["width"]), box["right"] + _AROUND, left + _LARGEST)
    bottom = min(float(size["height"]), box["bottom"] + _AROUND, top + _LARGEST)
    clip = {"x": left, "y": top, "width": max(1.0, right - left), "height": max(1.0, bottom - top)}
    kind: dict[str, Any] = {"type": "jpeg", "quality": 70} if jpeg else {"type": "png"}
    # Playwright hides a caret by changing the page, which would look like the page's own doing.
    return await page.screenshot(clip=clip, caret="initial", animations="allow", **kind)  # type: ignore[arg-type]


async def judge_focus(page: Page, inside: Inside, unclear: Sequence[dict[str, Any]]) -> dict[str, list[int]]:
    """Sort controls whose style does not say it: `unseen` look the same with focus, `unsure` cannot be told.

    One of each kind (same tag, class and parent) is looked at; kinds beyond the bound are unsure unless their style
    changes. Controls without any change of style come first.
    """
    kinds: dict[str, list[dict[str, Any]]] = {}
    for one in sorted(unclear, key=lambda one: bool(one["changed"])):
        kinds.setdefault(str(one["kind"]), []).append(one)
    found: dict[str, list[int]] = {"unseen": [], "unsure": []}
    for at, group in enumerate(kinds.values()):
        ids = [int(one["id"]) for one in group]
        if at >= MAX_KINDS:
            verdict = "" if group[0]["changed"] else "unsure"
        else:
            verdict = await _verdict(page, inside, ids[0])
        if verdict:
            found[verdict] += ids
    return found


async def _verdict(page: Page, inside: Inside, element: int) -> str:
    """Empty when focus is seen. Pictures that differ without focus too say nothing.

    What is shown with focus only is seen by that, and so is what focus brings and leaves for a while, as menus do.
    """
    try:
        without, focused, again = [await _shot(page, inside, element, on) for on in (False, True, False)]
        if not focused or without is None or again is None:
            return "unsure"
        if without == again:
            return "unseen" if focused == without else ""
        stays = focused == again and await _shot(page, inside, element, False) in (focused, without)
    except Error:
        return "unsure"
    return "" if stays else "unsure"


async def _shot(page: Page, inside: Inside, element: int, on: bool) -> bytes | None:
    """Its picture, empty when it is not shown; None when focus does not come or go."""
    box = await inside.call("stage", element, on)
    if box is None:
        return None
    return await picture(page, box) if box else b""
