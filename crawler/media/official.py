"""What adapters of platforms' own interfaces share: JSON asked in the owner's name, the authorisation renewed once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from core.snapshot.media import FetchStatus, Post
from crawler.media.client import Asked
from crawler.media.consent import Consent
from crawler.media.interface import Context
from crawler.media.replies import Told, page_instead, trouble
from crawler.media.words import one_line, read_words

#: Says what an answer's own error code means; None: it is none.
Fault = Callable[[Mapping[str, Any]], Told | None]
#: Makes a request in the name of a consent.
Make = Callable[[Consent], Asked]
#: Gets new values from the platform; None: it does not give any.
Renew = Callable[[Consent], Awaitable[Mapping[str, str] | None]]

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}


class Interface:
    """One platform's interface in the name of one account's owner."""

    def __init__(self, context: Context, base: str, fault: Fault, renew: Renew) -> None:
        self.base = (context.base or base).rstrip("/")
        self._client, self._fault, self._renew = context.client, fault, renew
        self.consent = context.consent or Consent({}, lambda _values: None)
        self._renewed = False

    def address(self, path: str, **query: object) -> str:
        """An address of the interface."""
        return f"{self.base}{path}" + (f"?{urlencode(query)}" if query else "")

    async def ask(self, make: Make) -> dict[str, Any] | Told:
        """The answer's JSON object, or what went wrong. An expired authorisation is renewed once."""
        found = await self._once(make)
        if isinstance(found, Told) and found.status is FetchStatus.AUTH_EXPIRED and await self.renew():
            return await self._once(make)
        return found

    async def renew(self) -> bool:
        """Get new values from the platform, once; False when it gives none."""
        if self._renewed:
            return False
        self._renewed = True
        values = await self._renew(self.consent)
        if values is None:
            return False
        self.consent = self.consent.renewed(**values)
        return True

    async def private(self, asked: Asked) -> dict[str, Any] | None:
        """The answer to a request for an authorisation: it is not recorded, nor is what it holds."""
        reply = await self._client.ask(replace(asked, secrets=self.consent.secrets, private=True))
        return reply.json() if reply.failure is None else None

    async def _once(self, make: Make) -> dict[str, Any] | Told:
        reply = await self._client.ask(replace(make(self.consent), secrets=self.consent.secrets))
        wrong = trouble(reply)
        if reply.failure is not None and wrong is not None:
            return wrong
        data = reply.json()
        if reply.status == 401 and not (data and self._fault(data)):
            return Told(FetchStatus.AUTH_EXPIRED, "接口不承认现有授权（HTTP 401），请账号主办单位重新授权")
        if data is None:
            return wrong or page_instead(reply, "接口数据")
        # Platforms tell their own codes with any HTTP status.
        return self._fault(data) or wrong or data


def by_code(code: object, message: object, expired: frozenset[int], limited: frozenset[int]) -> Told:
    """What an interface's error code means; its own message is quoted, cut."""
    number = code if isinstance(code, int) else _number(code)
    said = f"接口返回错误 {number}（{one_line(str(message), 80)}）"
    if number in expired:
        return Told(FetchStatus.AUTH_EXPIRED, f"授权已失效：{said}，请账号主办单位重新授权")
    if number in limited:
        return Told(FetchStatus.BLOCKED, f"超过接口的调用限制：{said}")
    return Told(FetchStatus.FAILED, said)


def post_of(name: object, title: object, url: object = "", text: object = "", **rest: Any) -> Post:
    """A post from an interface's fields, whatever their types turn out to be."""
    words, links = read_words(text if isinstance(text, str) else "")
    shown = one_line(title if isinstance(title, str) else "") or words[:60]
    return Post(str(name)[:200], shown, url if isinstance(url, str) else "", text=words, links=links, **rest)


def rows_of(data: Mapping[str, Any], *path: str) -> list[Mapping[str, Any]] | None:
    """The list of objects at a path; None when there is no such list or something else stands in it."""
    found: Any = data
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else None
    if not isinstance(found, list) or not all(isinstance(row, Mapping) for row in found):
        return None
    return found


def part_of(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The object of that name; empty when there is none."""
    found = data.get(name)
    return found if isinstance(found, Mapping) else {}


def strings(data: Mapping[str, Any] | None, *names: str) -> dict[str, str] | None:
    """Those of the named values that are there, as text; None when the first is missing."""
    found = {name: str(data[name]) for name in names if data and data.get(name)}
    return found if names[0] in found else None


def _number(code: object) -> int:
    text = str(code)
    return int(text) if text.lstrip("-").isdigit() and len(text) < 16 else 0
