"""A browser context as every page gets it: one way out, our own name, and no permission."""

from __future__ import annotations

from playwright.async_api import Browser as Chromium
from playwright.async_api import BrowserContext

from crawler.render.options import RenderOptions

#: Size of the window, CSS pixels.
DESKTOP_WIDTH = 1280
WINDOW_HEIGHT = 900


async def open_context(chromium: Chromium, proxy: str, options: RenderOptions, width: int) -> BrowserContext:
    """A new context that reaches the network through `proxy` only. Raises playwright's Error."""
    context = await chromium.new_context(
        proxy={"server": proxy, "bypass": "<-loopback>"},
        user_agent=f"{_agent(chromium.version)} {options.identity}".rstrip(),
        viewport={"width": width, "height": WINDOW_HEIGHT},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        service_workers="block",
        accept_downloads=False,
        permissions=[],
        reduced_motion="reduce",
    )
    context.set_default_timeout(options.seconds * 1000)
    return context


def _agent(version: str) -> str:
    """What the browser calls itself; its headless form is turned away by gateways that let people in."""
    return (
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
        f" Chrome/{version.partition('.')[0]}.0.0.0 Safari/537.36"
    )
