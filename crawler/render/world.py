"""A JavaScript world of our own in one tab: it sees the page's document, the page's scripts see nothing of it."""

from __future__ import annotations

import json
from typing import Any, Self

from playwright.async_api import BrowserContext, CDPSession, Error, Page

NAME = "xunjian"


class World:
    """Calls functions of the injected script in the page's main frame, whatever document stands there."""

    def __init__(self, session: CDPSession, frame: str) -> None:
        self._session, self._frame = session, frame
        self._id: int | None = None

    @classmethod
    async def open(cls, context: BrowserContext, page: Page, source: str) -> Self:
        """Have `source` run in every document that the tab will show, before the document's own scripts."""
        session = await context.new_cdp_session(page)
        tree = await session.send("Page.getFrameTree")
        world = cls(session, tree["frameTree"]["frame"]["id"])
        session.on("Runtime.executionContextCreated", world._created)
        session.on("Runtime.executionContextDestroyed", world._destroyed)
        session.on("Runtime.executionContextsCleared", lambda _: world.forget())
        await session.send("Page.enable")
        await session.send("Runtime.enable")
        await session.send("Page.addScriptToEvaluateOnNewDocument", {"source": source, "worldName": NAME})
        return world

    async def call(self, function: str, *arguments: object) -> Any:
        """What the function returns. Raises playwright's Error when the document went away or the function failed."""
        if self._id is None:
            raise Error("the document went away")
        given = ", ".join(map(json.dumps, arguments))
        asked = {"expression": f"xunjian.{function}({given})", "contextId": self._id}
        answer = await self._session.send("Runtime.evaluate", asked | {"awaitPromise": True, "returnByValue": True})
        if "exceptionDetails" in answer:
            thrown = answer["exceptionDetails"]
            raise Error(str(thrown.get("exception", {}).get("description") or thrown.get("text"))[:300])
        return answer["result"].get("value")

    def forget(self) -> None:
        """Another document is to come: nothing is asked of this one any more."""
        self._id = None

    async def element(self, selector: str) -> str | None:
        """The handle of the first element that a selector means; None for none. Raises playwright's Error."""
        if self._id is None:
            raise Error("the document went away")
        asked = {"expression": f"document.querySelector({json.dumps(selector)})", "contextId": self._id}
        answer = await self.ask("Runtime.evaluate", asked | {"objectGroup": NAME})
        handle = answer.get("result", {}).get("objectId")
        return str(handle) if handle and "exceptionDetails" not in answer else None

    async def ask(self, method: str, given: dict[str, Any]) -> dict[str, Any]:
        """What the browser answers. Raises playwright's Error."""
        answer: dict[str, Any] = await self._session.send(method, given)
        return answer

    def _created(self, event: dict[str, Any]) -> None:
        context = event["context"]
        if context["name"] == NAME and context.get("auxData", {}).get("frameId") == self._frame:
            self._id = int(context["id"])

    def _destroyed(self, event: dict[str, Any]) -> None:
        if event["executionContextId"] == self._id:
            self.forget()
