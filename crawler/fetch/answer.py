"""What one request brought: an answer as received, or why none came."""

from __future__ import annotations

from dataclasses import dataclass

from core.snapshot.resource import Hop, Verdict
from crawler.fetch.phases import NOT_TIMED, Phases


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Proof that an address still gives what an earlier snapshot holds.

    `member` is the earlier response record as it stands in its WARC file (one gzip member); `record_id`, `target`,
    `date` and `digest` are its headers; `received` is what came this time: a 304, or the same payload once more.
    """

    member: bytes
    record_id: str
    target: str
    date: str
    digest: str
    received: Answer


@dataclass(frozen=True, slots=True)
class Answer:
    """One request and its outcome. `failure` None: a whole HTTP answer arrived (of any status).

    `headers` and `reason` are decoded as UTF-8 with surrogateescape, so that their bytes can be had back; `body` is as
    received, Content-Encoding not undone, chunks joined; after a failure it is what had arrived by then. `cut` means
    that reading stopped at our own limit. `sent` are the request's headers as sent; empty when none were. With
    `unchanged` status, headers and body are those of the earlier record, the rest is of this request. `at` is ISO 8601
    Beijing time; `address` the peer's; status 0: none came. `posted` is the body that was sent,
    `phases` how long the steps took.
    """

    url: str
    method: str
    at: str
    status: int = 0
    reason: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    address: str = ""
    http_version: str = ""
    elapsed_ms: int = 0
    failure: Verdict | None = None
    detail: str = ""
    cut: bool = False
    sent: tuple[tuple[str, str], ...] = ()
    unchanged: Unchanged | None = None
    posted: bytes = b""
    phases: Phases = NOT_TIMED

    def header(self, name: str) -> str:
        """The first value of a header, name in any letter case; empty when absent. Safe to store: no surrogates."""
        wanted = name.lower()
        raw = next((value for key, value in self.headers if key.lower() == wanted), "")
        return raw.encode("utf-8", "surrogateescape").decode("utf-8", "replace")

    def header_list(self, name: str) -> str:
        """All values of a header joined by commas, as RFC 9110 reads repeated list headers."""
        wanted = name.lower()
        values = [value for key, value in self.headers if key.lower() == wanted]
        return ", ".join(values).encode("utf-8", "surrogateescape").decode("utf-8", "replace")

    @property
    def media_type(self) -> str:
        """Content-Type without parameters, lower case; empty when absent."""
        return self.header("content-type").partition(";")[0].strip().lower()

    def hop(self) -> Hop:
        """This request as one step of an evidence chain."""
        error = f"{self.failure.value}: {self.detail}" if self.failure else ""
        status = self.unchanged.received.status if self.unchanged else self.status
        return Hop(self.url, self.method, status, self.address, self.at, self.elapsed_ms, error[:300])
