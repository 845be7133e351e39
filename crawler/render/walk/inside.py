"""Our script in a page, in a world of its own: it sees the page's elements, the page's scripts see nothing of it."""

from __future__ import annotations

import json
from collections.abc import Collection
from functools import cache
from importlib.resources import files
from typing import Any, Self

from playwright.async_api import CDPSession, Error, Page

_WORLD = "xunjian-walk"
_FOLDER = files("crawler.render.walk")
#: Most elements with handlers that are looked at in one page.
_MAX_HEARING = 1500
#: Characters of a handler's source that are looked at.
_LONGEST = 2000


@cache
def _source(name: str) -> str:
    parts = (_FOLDER.joinpath(file).read_text("utf-8") for file in ("common.js", f"{name}.js"))
    # Once in each document: what it has noted is wanted later.
    return f"globalThis.{_object(name)} ??= (() => {{'use strict';\n" + "\n".join(parts) + "\n})(); 0"


def _object(name: str) -> str:
    return f"xunjian_{name}"


class Inside:
    """Calls functions of one of our scripts in the document that stands in a page's main frame now.

    `windows` counts those that the page opened since `count_windows`: up to date whenever a call has returned.
    """

    def __init__(self, session: CDPSession, context: int, name: str) -> None:
        self._session, self._context, self._object = session, context, _object(name)
        self.windows = 0

    @classmethod
    async def open(cls, page: Page, name: str) -> Self:
        """Put the script `name`.js into the page. Raises playwright's Error."""
        session = await page.context.new_cdp_session(page)
        frame = (await session.send("Page.getFrameTree"))["frameTree"]["frame"]["id"]
        world = await session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": _WORLD})
        inside = cls(session, int(world["executionContextId"]), name)
        await inside._evaluate(_source(name))
        return inside

    async def call(self, function: str, *arguments: object) -> Any:
        """What a function returns. Raises playwright's Error when the document went away or the function failed."""
        return await self._evaluate(f"{self._object}.{function}({', '.join(map(json.dumps, arguments))})")

    async def call_with_hearing(
        self, kinds: Collection[str], function: str, *arguments: object, unless: Collection[str] = ()
    ) -> Any:
        """Call a function whose first argument is the list of elements that listen to one of these events.

        With `unless`, those are left out that listen to one of these as well.
        """
        given = [{"objectId": name} for name in await self._hearing(kinds, unless)]
        told = json.dumps(arguments)
        asked = {
            "functionDeclaration": f"function(...heard) {{ return {self._object}.{function}(heard, ...{told}); }}",
            "executionContextId": self._context,
            "arguments": given,
            "returnByValue": True,
        }
        return _value(await self._session.send("Runtime.callFunctionOn", asked))

    async def count_windows(self) -> None:
        """Begin to count the windows that the page opens."""
        self._session.on("Page.windowOpen", lambda _: self._count_window())
        await self._session.send("Page.enable")

    def _count_window(self) -> None:
        self.windows += 1

    async def close(self) -> None:
        """Leave the page."""
        await self._session.detach()

    async def _evaluate(self, expression: str) -> Any:
        asked = {"expression": expression, "contextId": self._context, "awaitPromise": True, "returnByValue": True}
        return _value(await self._session.send("Runtime.evaluate", asked))

    async def handlers(self, element: int, kinds: Collection[str]) -> list[str]:
        """The sources, cut, of what listens to these events at one element, by the script's number of it."""
        asked = {"expression": f"{self._object}.element({element})", "contextId": self._context}
        ours = (await self._session.send("Runtime.evaluate", asked))["result"]["objectId"]
        node = (await self._session.send("DOM.describeNode", {"objectId": ours}))["node"]["backendNodeId"]
        # What listens is shown in the page's own world only.
        theirs = await self._session.send("DOM.resolveNode", {"backendNodeId": node, "objectGroup": _WORLD})
        name = theirs["object"]["objectId"]
        heard = (await self._session.send("DOMDebugger.getEventListeners", {"objectId": name}))["listeners"]
        sources = [one.get("handler", {}).get("description", "") for one in heard if one["type"] in kinds]
        await self._session.send("Runtime.releaseObjectGroup", {"objectGroup": _WORLD})
        return [source[:_LONGEST] for source in sources]

    async def _hearing(self, kinds: Collection[str], unless: Collection[str]) -> list[str]:
        document = await self._session.send("Runtime.evaluate", {"expression": "document", "contextId": self._context})
        asked = {"objectId": document["result"]["objectId"], "depth": -1, "pierce": True}
        heard = (await self._session.send("DOMDebugger.getEventListeners", asked))["listeners"]
        left_out = {one.get("backendNodeId") for one in heard if one["type"] in unless}
        known = (one for one in heard if one["type"] in kinds and "backendNodeId" in one)
        nodes = dict.fromkeys(one["backendNodeId"] for one in known if one["backendNodeId"] not in left_out)
        return [name for node in list(nodes)[:_MAX_HEARING] if (name := await self._resolved(node))]

    async def _resolved(self, node: int) -> str:
        asked = {"backendNodeId": node, "executionContextId": self._context}
        try:
            return str((await self._session.send("DOM.resolveNode", asked))["object"]["objectId"])
        except Error:
            # It was taken out of the document just now.
            return ""


def _value(answer: dict[str, Any]) -> Any:
    if "exceptionDetails" in answer:
        thrown = answer["exceptionDetails"]
        raise Error(str(thrown.get("exception", {}).get("description") or thrown.get("text"))[:300])
    return answer["result"].get("value")
