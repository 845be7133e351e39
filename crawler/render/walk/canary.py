"""A page with known faults that the walk must find first: a browser in which it finds others is not believed."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from playwright.async_api import Error, Page

from crawler.render.walk.keyboard import walk_keyboard
from crawler.render.walk.reflow import measure_reflow

_PAGE = """<!DOCTYPE html><html lang="zh"><meta charset="utf-8"><title>检验页</title>
<style>.quiet:focus{outline:none}.wide{width:700px}</style>
<p><a href="#content">链接</a> <button>看得见</button> <button class="quiet">看不见</button></p>
<p><span onclick="show()" style="cursor:pointer">只能用鼠标</span></p>
<p><span id="heard">也许能用鼠标</span></p>
<script>document.getElementById("heard").addEventListener("click", () => show())</script>
<p><a href="#x" style="position:absolute;left:-9999px">藏起来的链接</a></p>
<h1 id="content">检验页</h1><p><button>之后</button></p>
<p class="wide">这一段文字宽七百像素，在三百二十像素宽的窗口里要左右滚动才能读完，正是要查出来的问题。</p></html>"""
URL = "data:text/html;charset=utf-8," + quote(_PAGE)
#: How many elements of each kind are at fault on that page.
_KNOWN = {"stops": 5, "mouse": 1, "perhaps": 1, "unseen": 1, "hidden": 1, "trap": 0, "blurred": 0, "unreached": 0}


async def missed_on_canary(page: Page) -> tuple[str, ...]:
    """Names of what was not measured as it is on the page with known faults; empty: the measuring can be believed."""
    try:
        await page.goto(URL)
        walked, _ = await walk_keyboard(page)
        await page.goto(URL)
        narrow, _ = await measure_reflow(page)
    except (Error, TimeoutError):
        return ("canary",)
    wrong = [name for name, count in _KNOWN.items() if _count(walked[name]) != count]
    wrong += [] if _count(narrow["narrow"]["beyond"]) == 1 else ["reflow"]
    return tuple(wrong)


def _count(told: Any) -> int:
    return told if isinstance(told, int) else len(told)
