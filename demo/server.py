"""The demo's web server: virtual hosts by Host header, on loopback addresses of both families, on one port."""

from __future__ import annotations

import asyncio
import hashlib
import mimetypes
import socket
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from aiohttp import web

from demo.build import file_of
from demo.seeds import Answer

_TYPES = {
    ".htm": "text/html",
    ".shtml": "text/html",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".js": "text/javascript",
}
_NOT_FOUND = (
    '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>404</title></head>'
    "<body>404 Not Found</body></html>"
)
_PLAIN = (
    '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>演示用外部网站</title></head>'
    "<body><h1>演示用外部网站</h1><p>这是巡检演示在本机开设的页面，代替真实的外部网站。</p></body></html>"
)
#: The connection is cut instead of an answer.
_CUT = "cut"


@dataclass(frozen=True, slots=True)
class VirtualHost:
    """One host. With `root` it serves files below it, else a plain page for every address.

    `address` is its own IPv4 loopback address; `ipv6` says how it does over IPv6, as in SitePlan.
    """

    address: str
    root: Path | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)
    charset: str = "utf-8"
    ipv6: str = "yes"


class DemoServer:
    """Serves virtual hosts. `start` and `stop` run inside the demo's event loop."""

    def __init__(self, hosts: Mapping[str, VirtualHost], sockets: list[socket.socket]) -> None:
        self._hosts, self._sockets = hosts, sockets
        self._runner: web.AppRunner | None = None
        self._homes: Counter[str] = Counter()

    async def start(self) -> None:
        """Begin to answer on every socket."""
        application = web.Application()
        application.router.add_route("*", "/{path:.*}", self._answer)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        for one in self._sockets:
            await web.SockSite(self._runner, one).start()

    async def stop(self) -> None:
        """Stop answering; closes the sockets."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        name = (request.host or "").rsplit(":", 1)[0].lower()
        if name == "[::1]" or name.startswith("127."):
            # What the controls ask for.
            return web.Response(text="ok\n")
        host = self._hosts.get(name)
        if host is None:
            return web.Response(status=421, text="unknown host\n")
        if request.transport is not None and _is_ipv6(request.transport):
            instead = self._over_ipv6(host, request.path)
            if instead is _CUT:
                request.transport.abort()
            elif instead:
                return web.Response(text=instead, content_type="text/html")
        given = host.answers.get(request.path)
        if given is not None and given.searching and not _is_searching(request):
            given = None
        if given is not None and (given.status != 200 or given.text or (request.method == "HEAD" and given.head)):
            return _given(given, request.method)
        found = await asyncio.to_thread(_file, host, request.path, request.headers.get("If-None-Match", ""))
        if given is not None and given.modified:
            found.headers["Last-Modified"] = format_datetime(datetime.now(UTC) - timedelta(days=given.modified), True)
        return found

    def _over_ipv6(self, host: VirtualHost, path: str) -> str:
        """What somebody gets who comes over IPv6: _CUT, a page of its own, or the usual (empty)."""
        if host.ipv6 == "broken":
            return _CUT
        if path != "/":
            return _CUT if host.ipv6 == "stale" else ""
        self._homes[host.address] += 1
        if host.ipv6 == "flaky" and self._homes[host.address] % 3 == 0:
            return _CUT
        return _PLAIN if host.ipv6 == "stale" else ""


def bind(addresses: list[str], port: int) -> tuple[list[socket.socket], int]:
    """Bind one port on every IPv4 address and, where the machine has it, on [::1]; port 0 takes a free one.

    Returns listening sockets and the port. Raises OSError when an IPv4 address cannot be bound.
    """
    sockets = [_listen(socket.AF_INET, addresses[0], port)]
    chosen = int(sockets[0].getsockname()[1])
    try:
        sockets += [_listen(socket.AF_INET, address, chosen) for address in addresses[1:]]
    except OSError:
        for one in sockets:
            one.close()
        raise
    if socket.has_ipv6:
        try:
            sockets.append(_listen(socket.AF_INET6, "::1", chosen))
        except OSError:
            # No IPv6 on this machine, or the port is taken there: the demo says so in DemoCounty.ipv6.
            return sockets, chosen
    return sockets, chosen


def _listen(family: int, address: str, port: int) -> socket.socket:
    one = socket.socket(family, socket.SOCK_STREAM)
    try:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        one.bind((address, port))
        one.listen(128)
    except OSError:
        one.close()
        raise
    return one


def _is_ipv6(transport: asyncio.Transport) -> bool:
    return ":" in str(transport.get_extra_info("sockname")[0])


def _is_searching(request: web.Request) -> bool:
    """Whether a search engine asks, or somebody who comes from one."""
    return "spider" in request.headers.get("User-Agent", "") or "baidu" in request.headers.get("Referer", "")


def _given(given: Answer, method: str) -> web.Response:
    status = given.head if method == "HEAD" and given.head else given.status
    headers = {"Location": given.location} if given.location else {}
    if given.text:
        return web.Response(status=status, text=given.text, content_type="text/html", headers=headers)
    return web.Response(status=status, text=f"{status}\n", headers=headers)


def _file(host: VirtualHost, path: str, known: str) -> web.Response:
    if host.root is None:
        return web.Response(text=_PLAIN, content_type="text/html")
    root = host.root.resolve()
    target = file_of(root, path).resolve()
    if not target.is_relative_to(root) or not target.is_file():
        return web.Response(status=404, text=_NOT_FOUND, content_type="text/html")
    body = target.read_bytes()
    headers = {
        "ETag": f'"{hashlib.sha256(body).hexdigest()[:16]}"',
        "Content-Type": _content_type(target, host.charset),
        # aiohttp leaves it out of the answer to HEAD when the file is empty; real servers say 0.
        "Content-Length": str(len(body)),
    }
    if known == headers["ETag"]:
        return web.Response(status=304, headers={"ETag": known})
    return web.Response(body=body, headers=headers)


def _content_type(target: Path, charset: str) -> str:
    kind = _TYPES.get(target.suffix) or mimetypes.guess_type(target.name)[0] or "application/octet-stream"
    # Old servers name no charset: the page's own declaration, right or wrong, is all a reader has.
    return f"{kind}; charset={charset}" if kind.startswith("text/") and charset == "utf-8" else kind
