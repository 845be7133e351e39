"""One Chromium process: started, started again a bounded number of times after it died, stopped for good."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress

from playwright.async_api import Browser as Chromium
from playwright.async_api import Error, Playwright, async_playwright

from core.errors import Unavailable
from crawler.chromium import demand_chromium, find_chromium

#: Seconds for the browser to start or stop, and how often it is started again after it died.
_START_SECONDS = 30.0
_STOP_SECONDS = 10.0
MAX_RESTARTS = 3

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
    # Every page runs axe-core anew: to compile what it calls but some thousand times costs more than it saves, and so
    # does clearing away (megabytes) before it has come to its end.
    "--js-flags=--max-old-space-size=256 --min-semi-space-size=8 --invocation-count-for-maglev=8000",
)
#: Parts of the browser that no page needs: the list below its address line, a page with a process of its own in every
#: context, and a process kept in reserve. The last such switch counts, so the driver's own list is in this one.
_FEATURES_OFF = (
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "SpareRendererForSitePerProcess",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "TcpPortRandomizationWin",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
    "msForceBrowserSignIn",
    "msEdgeUpdateLaunchServicesPreferredVersion",
)
#: The browser's own pop-up blocker is wanted.
_UNWANTED = ("--disable-popup-blocking",)
_NOWHERE = "http://127.0.0.1:9"


class Launcher:
    """Keeps one Chromium alive; `browser` is the setting of that name."""

    def __init__(self, browser: str) -> None:
        self._browser = browser
        self._starting = asyncio.Lock()
        self._left = MAX_RESTARTS
        self._driver: Playwright | None = None
        self._chromium: Chromium | None = None

    async def start(self) -> None:
        """Start it for the first time. Raises Unavailable, in words that say the remedy."""
        path = demand_chromium(self._browser)
        try:
            async with asyncio.timeout(_START_SECONDS):
                self._driver = await async_playwright().start()
                self._chromium = await self._launch(self._driver)
        except (Error, OSError, TimeoutError) as error:
            await self.stop()
            raise Unavailable(f"浏览器 {path} 无法启动：{str(error)[:300]}。请运行 xunjian doctor 检查。") from error

    @property
    def version(self) -> str:
        """Version of the browser; empty while there is none."""
        return self._chromium.version if self._chromium else ""

    async def alive(self) -> Chromium | None:
        """The browser, started again when it died; None when it died too often."""
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

    async def stop(self) -> None:
        """End it, however it takes that."""
        ends = (self._chromium.close if self._chromium else None, self._driver.stop if self._driver else None)
        for end in ends:
            if end is not None:
                with suppress(Error, OSError, TimeoutError):
                    async with asyncio.timeout(_STOP_SECONDS):
                        await end()
        self._chromium = self._driver = None

    async def _launch(self, driver: Playwright) -> Chromium:
        return await driver.chromium.launch(
            executable_path=find_chromium(self._browser),
            args=[*_ARGUMENTS, f"--disable-features={','.join(_FEATURES_OFF)}"],
            ignore_default_args=list(_UNWANTED),
            proxy={"server": _NOWHERE},
            chromium_sandbox=os.geteuid() != 0,
            handle_sigint=False,
            handle_sigterm=False,
        )
