"""Parts of Scrapy's engine that do no more than a walk needs: its questions come in their order already."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from scrapy.core.scheduler import BaseScheduler
from scrapy.logformatter import LogFormatter

if TYPE_CHECKING:
    from scrapy import Request, Spider
    from scrapy.http import Response


class InOrder(BaseScheduler):
    """Hands out requests as they came. The frontier, which is on the disk, decides on their order."""

    def __init__(self) -> None:
        self._waiting: deque[Request] = deque()

    def has_pending_requests(self) -> bool:
        """Whether any waits."""
        return bool(self._waiting)

    def enqueue_request(self, request: Request) -> bool:
        """Take one more; none is ever refused."""
        self._waiting.append(request)
        return True

    def next_request(self) -> Request | None:
        """The one that waits longest."""
        return self._waiting.popleft() if self._waiting else None


class Quiet(LogFormatter):
    """Makes no line of every answer."""

    def crawled(self, request: Request, response: Response, spider: Spider) -> None:  # type: ignore[override]
        """No line."""
