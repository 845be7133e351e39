"""Lists to choose from that lead elsewhere as soon as something is chosen (WCAG 2.2 SC 3.2.2, failure F37)."""

from __future__ import annotations

from typing import Any

from playwright.async_api import Page

from crawler.render.walk.inside import Inside

#: How long what a choice brings about may take, milliseconds: handlers that put it off a little.
_SOON_MS = 100
_WHY = {
    "moved": "一选中就转到别的页面或者重新打开本页",
    "sent": "一选中就提交",
    "window": "一选中就打开新窗口",
}


async def try_choices(page: Page, inside: Inside) -> tuple[int, list[dict[str, Any]]]:
    """Choose with an arrow key, as a keyboard does, and go back: how many were tried, and those that lead elsewhere.

    Nothing is left and nothing is sent. Those that tell beforehand what choosing does are not among them. Raises
    playwright's Error.
    """
    found, choices = [], await inside.call("choices")
    for one in choices:
        why = await _led(page, inside, one)
        # Once more: what a page does at that moment by itself, it does not do twice just then.
        if why and await _led(page, inside, one) == why:
            found.append(await inside.call("describe", one, _WHY[why]))
    return len(choices), found


async def _led(page: Page, inside: Inside, element: int) -> str:
    staged = await inside.call("choose", element)
    if not staged["focused"] or staged["advised"]:
        return ""
    by_itself = await _led_to(inside, inside.windows)
    before = inside.windows
    await page.keyboard.press(staged["key"])
    led = await _led_to(inside, before)
    changed = await inside.call("restore")
    return led if changed and not by_itself else ""


async def _led_to(inside: Inside, before: int) -> str:
    """What has happened a moment from now: "moved", "sent", "window" or nothing; a page may do it by itself."""
    led = str(await inside.call("led", _SOON_MS))
    return led or ("window" if inside.windows > before else "")
