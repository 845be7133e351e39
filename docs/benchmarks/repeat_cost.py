"""What crawling an unchanged site again costs, against crawling it for the first time.

    PYTHONPATH=. .venv/bin/python docs/benchmarks/repeat_cost.py [PAGES]

Writes its result into docs/benchmarks.md.

Generates a county site, serves it on loopback from this process and crawls it twice, each time in the crawler's own
subprocess: CPU seconds are those of the subprocesses (getrusage, RUSAGE_CHILDREN), bytes are bodies as sent by the
server. Once with ETag, as nginx and most gateways send it, and once with no validators at all. No browser is used: it
looks at its sample anew in every crawl (rendered.py).
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import resource
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from aiohttp import web
from written import machine, write_result

from core.county import Site
from crawler.crawl import CrawlJob, crawl_site
from crawler.options import CrawlOptions
from settings import Settings

PER_LIST = 20
COLUMNS = 30
_SENTENCE = "县人民政府办公室要求各乡镇、各部门结合实际抓好落实，并于每季度末将进展情况书面报送。"
_STYLE = "<style>" + "".join(f".c{n}{{margin:{n}px;padding:0 {n}px;color:#333}}" for n in range(200)) + "</style>"
_KINDS = {"png": "image/png", "pdf": "application/pdf", "css": "text/css"}


def shell(title: str, main: str) -> bytes:
    """A page of the site: head, 60 navigation links, main part, footer."""
    nav = "".join(f'<li><a href="/c{n}/" title="栏目{n}">栏目{n}</a></li>' for n in range(COLUMNS))
    side = "".join(
        f'<li><a href="/c{n}/index_1.html"><img src="/img/{n}.png" alt="专题{n}"></a></li>' for n in range(COLUMNS)
    )
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>{_STYLE}'
        f'<meta name="SiteName" content="云岭县人民政府"><link rel="stylesheet" href="/main.css"></head><body>'
        f'<div class="nav"><ul>{nav}</ul></div><div class="main">{main}</div><div class="side"><ul>{side}</ul></div>'
        '<div class="footer"><p>主办：云岭县人民政府办公室</p></div></body></html>'
    ).encode()


def generate(pages: int) -> dict[str, bytes]:
    """About `pages` html pages and a third as many files, by path."""
    site = {"/": shell("云岭县人民政府", "<p>欢迎</p>"), "/main.css": b"body{margin:0}"}
    site |= {f"/img/{n}.png": b"\x89PNG\r\n\x1a\n" + bytes(400) for n in range(COLUMNS)}
    each = pages // COLUMNS
    for column in range(COLUMNS):
        for start in range(0, each, PER_LIST):
            number = start // PER_LIST
            path = f"/c{column}/" if number == 0 else f"/c{column}/index_{number}.html"
            site[path] = list_page(column, range(start, min(start + PER_LIST, each)), start + PER_LIST < each)
        for article in range(each):
            site[f"/c{column}/a{article}.html"] = article_page(column, article)
            if article % 3 == 0:
                site[f"/c{column}/a{article}.pdf"] = b"%PDF-1.7\n" + bytes(20_000)
    return site


def list_page(column: int, articles: range, more: bool) -> bytes:
    """One page of a column's list, half of its dates without a year."""
    rows = "".join(
        f'<li><a href="/c{column}/a{n}.html">关于栏目{column}第{n}件事项的通知</a>'
        f"<span>{day_of(n, column % 2 == 0)}</span></li>"
        for n in articles
    )
    following = f'<a href="/c{column}/index_{articles.stop // PER_LIST}.html">下一页</a>' if more else ""
    return shell(f"栏目{column}", f"<ul>{rows}</ul>{following}")


def article_page(column: int, number: int) -> bytes:
    """One article with a publish day and now and then an attachment."""
    text = "".join(f"<p>{number}.{n} {_SENTENCE * 3}</p>" for n in range(20))
    file = f'<p><a href="/c{column}/a{number}.pdf">附件</a></p>' if number % 3 == 0 else ""
    return shell(f"第{number}件事项", f"<h1>第{number}件事项</h1><p>发布日期：{day_of(number, True)}</p>{text}{file}")


def day_of(number: int, year: bool) -> str:
    """A day in the past, with or without its year."""
    day = date(2026, 10, 31) - timedelta(days=number)
    return day.isoformat() if year else f"{day:%m-%d}"


@dataclass
class Server:
    """Serves the site and counts the bytes of the bodies it sends."""

    site: dict[str, bytes]
    validators: str
    sent: int = 0
    home: str = ""

    async def handle(self, request: web.Request) -> web.Response:
        """One answer; 304 when the validator still holds."""
        body = self.site.get(request.path)
        if body is None:
            return web.Response(status=404)
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        headers = {"ETag": tag} if self.validators == "ETag" else {}
        if headers and request.headers.get("If-None-Match") == tag:
            return web.Response(status=304, headers=headers)
        if request.method == "GET":
            self.sent += len(body)
        kind = _KINDS.get(request.path.rpartition(".")[2], "text/html; charset=utf-8")
        return web.Response(body=body, headers={**headers, "Content-Type": kind})


@contextmanager
def serving(server: Server) -> Iterator[Server]:
    """Run the server in a thread of this process, whose CPU time is not counted."""
    loop, started = asyncio.new_event_loop(), threading.Event()

    async def start() -> None:
        app = web.Application()
        app.router.add_route("*", "/{tail:.*}", server.handle)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        server.home = f"http://127.0.0.1:{runner.addresses[0][1]}/"
        started.set()

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(start())
        loop.run_forever()

    threading.Thread(target=run, daemon=True).start()
    started.wait()
    yield server
    loop.call_soon_threadsafe(loop.stop)


def measured(job: CrawlJob, server: Server) -> tuple[float, int]:
    """CPU seconds and bytes of one crawl."""
    before, server.sent = cpu(), 0
    crawl_site(job, lambda _: None)
    return cpu() - before, server.sent


def keep_compiled() -> None:
    """Have the program's modules compiled before, as they are wherever it ran once."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    subprocess.run([sys.executable, "-c", "import crawler.worker, crawler.spider.engine"], check=True)


def cpu() -> float:
    """CPU seconds of all subprocesses so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """One line per kind of validators."""
    keep_compiled()
    site = generate(int(sys.argv[1]) if len(sys.argv) > 1 else 1400)
    pages = sum(body.startswith(b"<!DOCTYPE") for body in site.values())
    lines = [
        f"{pages:,} pages, {len(site) - pages:,} other files. {machine()}.",
        "",
        "| validators | CPU s first | CPU s again | ratio | MB first | MB again | ratio |",
        "|---|---|---|---|---|---|---|",
    ]
    for validators in ("ETag", "none"):
        with tempfile.TemporaryDirectory() as folder, serving(Server(site, validators)) as server:
            registered = Site("yunling", "云岭县人民政府", server.home)
            options = CrawlOptions.from_settings(Settings(delay=0, retry_wait=0, browser="none"), registered)
            first = CrawlJob(registered, (), Path(folder, "1"), (), options)
            cost, size = measured(first, server)
            again, less = measured(replace(first, folder=Path(folder, "2"), previous=first.folder), server)
            lines.append(
                f"| {validators} | {cost:.1f} | {again:.1f} | {again / cost:.0%}"
                f" | {size / 1e6:.1f} | {less / 1e6:.1f} | {less / size:.0%} |"
            )
            sys.stdout.write(f"{lines[-1]}\n")
    write_result("repeat", lines)


if __name__ == "__main__":
    main()
