"""A client that asks only for what changed since an earlier snapshot (RFC 9110 section 13, RFC 9111 section 4.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from core.snapshot.record_ref import RecordRef
from crawler.fetch.answer import Answer, Unchanged
from crawler.fetch.client import Fetcher
from crawler.fetch.options import FetchOptions


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an address: its validators ("" when it has none) and the size of its stored payload in bytes.

    `partial`: only the first bytes are stored, which is enough for a link's target but not for what is read. `record`
    is where the response stands, `size` how many bytes it takes there (0: not known); `date` and `digest` are its WARC
    headers.
    """

    url: str
    etag: str
    last_modified: str
    partial: bool
    length: int
    record: RecordRef
    size: int = 0
    date: str = ""
    digest: str = ""

    def conditions(self) -> dict[str, str]:
        """The request headers that ask for a change."""
        found = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in found.items() if value}


@dataclass(frozen=True, slots=True)
class Stored:
    """An earlier response as its WARC record holds it: decoded (`answer`) and as bytes to be copied (`member`)."""

    answer: Answer
    member: bytes
    record_id: str
    date: str
    digest: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about an address, and what came: `answer` is as received. The rest is how it was asked."""

    known: Known
    answer: Answer
    headers: Mapping[str, str]
    max_body: int | None
    within: float | None


class Memory(Protocol):
    """What an earlier crawl left."""

    def known(self, url: str) -> Known | None:
        """What may be asked of `url`; None when nothing of it is stored."""

    def whole(self, url: str) -> Known | None:
        """The same of a file that was read whole, whatever else is stored of `url`."""

    def stored(self, known: Known) -> Stored | None:
        """The stored response; None when it cannot be read any more."""

    def member(self, known: Known) -> bytes:
        """The stored response as it stands in its WARC file; empty when it cannot be had without reading it."""

    def asked_whole(self, url: str) -> bool:
        """Whether a server's word that nothing changed is not enough for this address."""


class RevisitingFetcher(Fetcher):
    """Sends conditional GET requests, and answers 304 or an identical payload with the stored response.

    Such an answer carries `unchanged`. HEAD stays unconditional: it brings no body that could be spared.
    """

    def __init__(self, options: FetchOptions, memory: Memory) -> None:
        super().__init__(options)
        self._memory = memory

    async def fetch(
        self,
        url: str,
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        max_body: int | None = None,
        posted: bytes = b"",
        within: float | None = None,
    ) -> Answer:
        """Like `Fetcher.fetch`."""
        known = self._known(url, headers or {}, max_body) if method == "GET" else None
        if known is None:
            return await super().fetch(
                url, method=method, headers=headers, max_body=max_body, posted=posted, within=within
            )
        return await self.resolve(await self.ask(known, headers or {}, max_body, within))

    def _known(self, url: str, headers: Mapping[str, str], max_body: int | None) -> Known | None:
        """What is stored of `url`, as far as it answers this question."""
        if not headers.get("Range", "bytes=0-").startswith("bytes=0-"):
            # What is stored is a beginning: it answers no question about another part.
            return None
        whole = self._memory.whole(url) if max_body is not None and "Range" not in headers else None
        if whole is not None and max_body is not None and whole.length <= max_body:
            return whole
        known = self._memory.known(url)
        # Whoever reads a file must not be handed its beginning.
        return known if known is None or "Range" in headers or _suffices(known, max_body) else None

    async def ask(
        self, known: Known, headers: Mapping[str, str], max_body: int | None = None, within: float | None = None
    ) -> Asked:
        """Ask whether what is known of an address still holds; `resolve` makes an answer of it."""
        conditions = {} if self._memory.asked_whole(known.url) else known.conditions()
        sent = {**headers, **conditions}
        answer = await super().fetch(known.url, headers=sent, max_body=max_body, within=within)
        return Asked(known, answer, headers, max_body, within)

    def proof(self, asked: Asked) -> Unchanged | None:
        """That the server's word settles it without a look at what is stored; None: a look is needed."""
        known, answer = asked.known, asked.answer
        member = self._memory.member(known) if answer.status == 304 and answer.failure is None else b""
        if not member:
            return None
        return Unchanged(member, known.record.record_id, known.url, known.date, known.digest, answer)

    async def resolve(self, asked: Asked) -> Answer:
        """The answer as if everything had been sent."""
        known, answer = asked.known, asked.answer
        stored = self._memory.stored(known) if _may_be_same(answer, known) else None
        if stored is not None and _is_same(answer, stored) and _acceptable(asked.headers, stored):
            return _unchanged(answer, stored)
        if answer.status == 304:
            # The stored response is lost, so the whole one is needed after all.
            return await super().fetch(known.url, headers=asked.headers, max_body=asked.max_body, within=asked.within)
        return answer


def _suffices(known: Known, max_body: int | None) -> bool:
    """Whether so much is stored as was asked for."""
    return not known.partial or (max_body is not None and max_body <= known.length)


def _may_be_same(answer: Answer, known: Known) -> bool:
    if answer.failure is not None:
        return False
    return answer.status == 304 or (answer.status in (200, 206) and len(answer.body) == known.length)


def _is_same(answer: Answer, stored: Stored) -> bool:
    if answer.status == 304:
        return True
    names = ("content-type", "content-encoding", "content-range", "content-disposition")
    return (
        (answer.status, answer.cut, answer.body) == (stored.answer.status, stored.answer.cut, stored.answer.body)
        and all(answer.header(name) == stored.answer.header(name) for name in names)
    )  # fmt: skip


def _acceptable(asked: Mapping[str, str], stored: Stored) -> bool:
    """Whoever asked for the plain body must not be handed a compressed one."""
    return asked.get("Accept-Encoding") != "identity" or not stored.answer.header("content-encoding")


def _unchanged(answer: Answer, stored: Stored) -> Answer:
    earlier = stored.answer
    proof = Unchanged(stored.member, stored.record_id, earlier.url, stored.date, stored.digest, answer)
    return replace(
        answer,
        status=earlier.status,
        reason=earlier.reason,
        headers=earlier.headers if answer.status == 304 else answer.headers,
        body=earlier.body,
        cut=earlier.cut,
        unchanged=proof,
    )
