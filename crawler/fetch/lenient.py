"""Connections that hand the HTTP client a readable head, and never more of a body than its length says."""

from __future__ import annotations

import asyncio
from enum import Enum
from functools import partial
from typing import Any

import aiohttp
from aiohttp.client_proto import ResponseHandler

from crawler.fetch.dialer import TRIP
from crawler.fetch.heads import mend_head, speaks_http, split_head

#: Largest head of a response, bytes. Chromium stops at the same size; Firefox at half as much again.
MAX_HEAD = 256 * 1024


class HeadTooLarge(aiohttp.ClientError):
    """A head over our limit: whether a browser would show the page we cannot tell."""


class HeadMissing(aiohttp.ClientError):
    """A page without any head (HTTP/0.9), which some browsers still show."""


class _Stage(Enum):
    HEAD = "head"
    BODY = "body"  # `_left` bytes are still to come, or all until the end
    OVER = "over"  # nothing more belongs to this answer


class LenientHandler(ResponseHandler):
    """One connection. What follows a whole answer is thrown away with the connection, so it spoils no other answer."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(loop)
        self._stage, self._left, self._headless = _Stage.OVER, -1, False
        self._received = b""
        # A connection is made for one request, and its handler when TCP stands and TLS has not begun.
        self._trip = TRIP.get(None)
        if self._trip:
            self._trip.marks.note("joined")
            self._trip.securing = True

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The connection can be used: TLS, where there is any, is done."""
        if self._trip:
            self._trip.securing = False
        if self._trip and transport.get_extra_info("ssl_object") is not None:
            self._trip.marks.note("secured")
        super().connection_made(transport)

    def set_response_params(self, *, skip_payload: bool = False, **others: Any) -> None:
        """A request is about to be sent."""
        self._stage, self._left, self._headless, self._received = _Stage.HEAD, -1, skip_payload, b""
        super().set_response_params(skip_payload=skip_payload, **others)

    def data_received(self, data: bytes) -> None:
        """Pass on what the client can read."""
        if not data:
            super().data_received(data)
        elif self._stage is _Stage.HEAD:
            self._read_head(data)
        elif self._stage is _Stage.BODY:
            self._pass_body(data)
        else:
            self.force_close()
            if self.transport is not None:
                self.transport.close()

    def _read_head(self, data: bytes) -> None:
        self._received += data
        if len(self._received) > MAX_HEAD and split_head(self._received[:MAX_HEAD]) is None:
            self._refuse(HeadTooLarge(f"response head over {MAX_HEAD} bytes"))
            return
        if self._received.lstrip().startswith(b"<"):
            self._refuse(HeadMissing("html without any HTTP head"))
            return
        if not speaks_http(self._received):
            self._give_up()
            return
        parts = split_head(self._received)
        if parts is None:
            return
        head = mend_head(parts[0])
        if head is None:
            self._give_up()
            return
        self._received = b""
        if not head.interim:
            self._stage, self._left = _Stage.BODY, 0 if self._headless else head.length
        super().data_received(head.raw)
        if parts[1]:
            self.data_received(parts[1])
        elif self._left == 0:
            self._stage = _Stage.OVER

    def _pass_body(self, data: bytes) -> None:
        if self._left < 0:
            self._hand_on(data)
            return
        mine, rest = data[: self._left], data[self._left :]
        self._left -= len(mine)
        if rest:
            # Before the last piece is handed on: after it the connection may already serve another request.
            self.force_close()
        if self._left == 0:
            self._stage = _Stage.OVER
        if mine:
            self._hand_on(mine)

    def _hand_on(self, data: bytes) -> None:
        payload = self._payload
        super().data_received(data)
        error = self.exception()
        if error is not None and payload is not None:
            # The library tells only whoever waits for a head; who reads the body would wait for nothing.
            told = aiohttp.ClientPayloadError(str(error))
            told.__cause__ = error
            payload.set_exception(told)

    def _give_up(self) -> None:
        """Not HTTP as any browser knows it: let the client say in its own words what is wrong."""
        data, self._received, self._stage = self._received, b"", _Stage.BODY
        super().data_received(data)

    def _refuse(self, error: aiohttp.ClientError) -> None:
        self._received, self._stage = b"", _Stage.OVER
        if self.transport is not None:
            self.transport.close()
        self.set_exception(error)


class LenientConnector(aiohttp.TCPConnector):
    """A connector whose connections are `LenientHandler`s."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        # The library offers no other place to put a protocol of one's own in.
        self._factory = partial(LenientHandler, loop=asyncio.get_running_loop())  # type: ignore[assignment]
