"""The link that skips what every page begins with: whether there is one, and whether it leads where it says."""

from __future__ import annotations

from typing import Any

from playwright.async_api import Error, Page

from crawler.render.walk.inside import Inside


async def try_skip_link(page: Page, inside: Inside) -> dict[str, Any]:
    """Try the first skip link among the first tab stops.

    `found` describes it, or is None; `works` says whether Tab goes on behind its target after it was used: "yes",
    "no", "unsure"; `why` in words (Chinese). `otherwise`: whether there is a main landmark or a heading to jump to.
    """
    seen = dict(await inside.call("skipLink"))
    if seen["found"] is None:
        return seen | {"works": "", "why": ""}
    try:
        works, why = await _used(page, inside)
    except Error:
        works, why = "unsure", "使用后页面发生跳转"
    return seen | {"works": works, "why": why}


async def _used(page: Page, inside: Inside) -> tuple[str, str]:
    before = await inside.call("useSkip")
    if not before["focused"]:
        return "unsure", "不能使它获得焦点"
    if not before["target"]:
        return "no", "它指向的位置在页面上不存在"
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    after = await inside.call("afterSkip")
    if after["behind"]:
        return "yes", ""
    return ("no", "使用后焦点仍在原处，没有跳过前面的内容") if after["stayed"] else ("unsure", "使用后焦点去向不明")
