"""What adapters ask by: Scrapy's downloader over the guarded fetcher, each answer recorded without secrets."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote, quote_plus

from core.snapshot.record_ref import RecordRef
from core.snapshot.resource import Verdict
from crawler.fetch import Answer, Chain, Fetcher, follow, is_redirect, redirect_target
from crawler.record import Recorder

#: Most redirects that a public source may make.
MAX_REDIRECTS = 5
#: What stands where a secret stood.
_BLOT = "***"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request. `secrets` are values in it that no record may hold; with `private` the answer holds such itself and
    is recorded only as having come."""

    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    secrets: tuple[str, ...] = field(default=(), repr=False)
    private: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """What came: `body` decoded; `failure` None when a whole HTTP answer arrived, of any status."""

    url: str
    status: int
    body: bytes = field(repr=False)
    content_type: str = ""
    failure: Verdict | None = None
    detail: str = ""
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    def header(self, name: str) -> str:
        """The first value of a header, name in any letter case; empty when absent."""
        return next((value for key, value in self.headers if key.lower() == name), "")

    def header_list(self, name: str) -> str:
        """All values of a header, joined by commas."""
        return ", ".join(value for key, value in self.headers if key.lower() == name)

    def json(self) -> dict[str, Any] | None:
        """The JSON object in the body; None for everything else, however deep or long."""
        try:
            data = json.loads(self.body.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            return None
        return data if isinstance(data, dict) else None


#: Makes one hop: the decoded answer and its body.
Download = Callable[[Asked], Awaitable[tuple[Answer, bytes]]]


class Client:
    """Asks for one account. `records` collects where the answers are kept, `tally` counts requests and answers."""

    def __init__(self, download: Download, recorder: Recorder, fetcher: Fetcher) -> None:
        self._download, self._recorder = download, recorder
        self.fetcher = fetcher
        self.records: list[RecordRef] = []
        self.asked = self.answered = 0

    async def get(self, url: str, headers: Mapping[str, str] | None = None) -> Reply:
        """Ask a public source, redirects followed; nothing of ours goes along to another host."""
        for _ in range(MAX_REDIRECTS + 1):
            reply, onward = await self._hop(Asked(url, headers=headers or {}))
            if onward is None:
                return reply
            if not onward.startswith(("http://", "https://")):
                return replace(reply, failure=Verdict.BAD_REDIRECT, detail="redirected to no web address")
            url, headers = onward, None
        return replace(reply, failure=Verdict.TOO_MANY_REDIRECTS, detail=f"more than {MAX_REDIRECTS} redirects")

    async def ask(self, asked: Asked) -> Reply:
        """Ask an interface. A redirect is never followed: what authorises us is meant for this address alone."""
        reply, onward = await self._hop(asked)
        if onward is None:
            return reply
        return replace(reply, failure=Verdict.BAD_REDIRECT, detail="an interface redirected")

    async def look(self, url: str, headers: Mapping[str, str], most: int) -> Chain:
        """Look at the first bytes of a public file or page, redirects followed; the last answer is recorded."""
        chain = await follow(self.fetcher, url, headers=headers, max_body=most)
        self.asked += len(chain.hops)
        self.answered += sum(hop.status > 0 for hop in chain.hops)
        with self._recorder.step():
            self.records.append(self._recorder.exhibit(chain.last))
        return chain

    async def _hop(self, asked: Asked) -> tuple[Reply, str | None]:
        answer, body = await self._download(asked)
        self.asked += 1
        self.answered += answer.status > 0
        with self._recorder.step():
            self.records.append(self._record(answer, body, asked))
        detail = blotted(answer.detail, asked.secrets)
        reply = Reply(answer.url, answer.status, body, answer.media_type, answer.failure, detail, answer.headers)
        return reply, (redirect_target(answer) or "") if is_redirect(answer) else None

    def _record(self, answer: Answer, body: bytes, asked: Asked) -> RecordRef:
        clean = without_secrets(answer, asked.secrets)
        if asked.private or any(secret.encode() in body for secret in asked.secrets):
            told = {"method": answer.method, "status": answer.status, "bytes": len(body), "withheld": "authorisation"}
            return self._recorder.remark(clean.url, answer.at, told)
        return self._recorder.exhibit(clean)


def without_secrets(answer: Answer, secrets: Sequence[str]) -> Answer:
    """An answer whose address, heads and posted body hold none of the secrets."""
    if not secrets:
        return answer
    return replace(
        answer,
        url=blotted(answer.url, secrets),
        detail=blotted(answer.detail, secrets),
        headers=tuple((name, blotted(value, secrets)) for name, value in answer.headers),
        sent=tuple((name, blotted(value, secrets)) for name, value in answer.sent),
        posted=blotted(answer.posted.decode("utf-8", "replace"), secrets).encode() if answer.posted else b"",
    )


def blotted(text: str, secrets: Sequence[str]) -> str:
    """A text with each secret blotted out, also where it is percent-encoded. The longest goes first."""
    written = {form for secret in secrets if secret for form in (secret, quote(secret, safe=""), quote_plus(secret))}
    for form in sorted(written, key=len, reverse=True):
        text = text.replace(form, _BLOT)
    return text
