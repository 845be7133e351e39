"""One Chromium for one crawl: started on first use, started again a bounded number of times, gone afterwards."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from types import TracebackType
from typing import Self

from playwright.async_api import Browser as Chromium
from playwright.async_api import Error, Playwright, async_playwright

from core.errors import Unavailable
from crawler.fetch import AddressGuard, Lookup
from crawler.render.found import NONE, find_chromium
from crawler.render.options import RenderOptions
from crawler.render.proxy import Proxy
from crawler.render.rendered import Rendered
from crawler.render.visit import Tab

#: Seconds for the browser to start or stop, and how often it is started again after it died.
_START_SECONDS = 30.0
_STOP_SECONDS = 10.0
MAX_RESTARTS = 3
DESKTOP_WIDTH = 1280

_ARGUMENTS = (
    # No page reaches the network but through its context's proxy; whatever has none ends at a closed port.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-quic",
    "--dns-prefetch-disable",
    "--no-pings",
    "--disable-background-networking",
    "--disable-domain-reliability",
    "--disable-gpu",
    "--disable-remote-fonts",
    "--autoplay-policy=user-gesture-required",
    "--js-flags=--max-old-space-size=256",
)
#: The browser's own pop-up blocker is wanted.
_UNWANTED = ("--disable-popup-blocking",)
_NOWHERE = "http://127.0.0.1:9"


class Browser:
    """Renders pages, `options.tabs` at a time. A page that hangs or crashes costs that page only.

    Use as an async context manager; entering raises Unavailable.
    """

    def __init__(self, options: RenderOptions, lookup: Lookup) -> None:
        self.options = options
        self._proxy = Proxy(lookup, AddressGuard(options.allow_private))
        self._turns = asyncio.Semaphore(options.tabs)
        self._starting = asyncio.Lock()
        self._left = MAX_RESTARTS
        self._driver: Playwright | None = None
        self._chromium: Chromium | None = None

    async def __aenter__(self) -> Self:
        path = find_chromium(self.options.browser)
        if not path:
            raise Unavailable(_lack(self.options.browser))
        try:
            async with asyncio.timeout(_START_SECONDS):
                self._driver = await async_playwright().start()
                self._chromium = await self._launch(self._driver)
        except (Error, OSError, TimeoutError) as error:
            await self._stop()
            raise Unavailable(f"浏览器 {path} 无法启动：{str(error)[:300]}。请运行 xunjian doctor 检查。") from error
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stop()

    @property
    def version(self) -> str:
        """Version of the browser; empty while there is none."""
        return self._chromium.version if self._chromium else ""

    async def render(self, url: str, *, width: int = DESKTOP_WIDTH) -> Rendered:
        """Open `url` in a context of its own, `width` CSS pixels wide. Never raises for what a page does."""
        async with self._turns:
            chromium = await self._alive()
            if chromium is None:
                return Rendered(url, failure="browser: could not be started again")
            return await Tab(chromium, self._proxy, self.options, url, width).render()

    async def _alive(self) -> Chromium | None:
        async with self._starting:
            if self._chromium is not None and self._chromium.is_connected():
                return self._chromium
            if self._driver is None or self._left <= 0:
                return None
            self._left -= 1
            with suppress(Error, TimeoutError):
                async with asyncio.timeout(_START_SECONDS):
                    self._chromium = await self._launch(self._driver)
                    return self._chromium
            return None

    async def _launch(self, driver: Playwright) -> Chromium:
        return await driver.chromium.launch(
            executable_path=find_chromium(self.options.browser),
            args=list(_ARGUMENTS),
            ignore_default_args=list(_UNWANTED),
            proxy={"server": _NOWHERE},
            chromium_sandbox=os.geteuid() != 0,
            handle_sigint=False,
            handle_sigterm=False,
        )

    async def _stop(self) -> None:
        ends = (self._chromium.close if self._chromium else None, self._driver.stop if self._driver else None)
        for end in ends:
            if end is not None:
                with suppress(Error, OSError, TimeoutError):
                    async with asyncio.timeout(_STOP_SECONDS):
                        await end()
        self._chromium = self._driver = None


def _lack(setting: str) -> str:
    if setting == NONE:
        return "设置 browser 为 none：本次不使用浏览器。"
    if setting:
        return f"找不到设置 browser 指定的浏览器“{setting}”。"
    return "本机没有安装浏览器，依靠脚本显示的内容无法查看。请运行 apt install chromium。"
