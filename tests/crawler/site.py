"""A real site on loopback for crawl tests: a mapping of paths to answers, and the log of what was asked."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

Body = str | bytes | web.Response


def page(title: str, *links: str, extra: str = "") -> str:
    """A small html page that links to `links`."""
    anchors = "".join(f'<li><a href="{link}">条目{number}</a></li>' for number, link in enumerate(links))
    text = "本页为测试页面，内容用于检验采集程序。" * 6
    return (
        f'<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><ul>{anchors}</ul><p>{text}</p>{extra}</body></html>"
    )


@dataclass
class LiveSite:
    """Where the site stands, and which requests came ("METHOD path?query")."""

    home: str
    asked: list[str] = field(default_factory=list)


@asynccontextmanager
async def serve(answers: Mapping[str, Body], host: str = "127.0.0.1") -> AsyncIterator[LiveSite]:
    """Serve `answers` on a free port; anything else is 404."""
    live = LiveSite("")

    async def handle(request: web.Request) -> web.StreamResponse:
        live.asked.append(f"{request.method} {request.path_qs}")
        found = answers.get(request.path_qs)
        if found is None:
            return web.Response(status=404, text="not here")
        if isinstance(found, web.Response):
            return web.Response(status=found.status, headers=found.headers.copy(), body=found.body)
        if isinstance(found, bytes):
            return web.Response(body=found, content_type="application/octet-stream")
        return web.Response(text=found, content_type="text/html")

    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", handle)
    runner = web.AppRunner(app)
    await runner.setup()
    server = web.TCPSite(runner, host, 0)
    await server.start()
    port = runner.addresses[0][1]
    live.home = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    try:
        yield live
    finally:
        await runner.cleanup()
