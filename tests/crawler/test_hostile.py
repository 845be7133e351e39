"""Hostile pages among good ones: each costs at most its own bound and only itself, and is told by its own verdict."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from core.county import Site
from core.snapshot import BROKEN, TEMPORARY, GapReason, Page, Snapshot, Verdict, open_snapshot
from crawler.crawl import CrawlJob
from crawler.options import CrawlOptions
from crawler.process import start_worker
from settings import Settings
from tests.crawler.hostile_site import HTML, Reply, bombs, endless, html, serve_among_good_pages
from tests.crawler.site import page, serve

MEGABYTE = 1024 * 1024
MAX_BODY = 2 * MEGABYTE
GOOD = 12
HEAD = f"HTTP/1.1 200 OK\r\n{HTML}\r\n".encode()
WHOLE = page("完整的页面", "/good/0.html").encode()


def redirect(target: str, *more: str) -> bytes:
    lines = ("HTTP/1.1 302 Found", f"Location: {target}", "Content-Length: 0", *more)
    return "\r\n".join(lines).encode() + b"\r\n\r\n"


def steps(prefix: str, *more: str) -> dict[str, Reply]:
    return {f"{prefix}?{n}" if n else prefix: redirect(f"{prefix}?{n + 1}", *more) for n in range(40)}


def chunked(*chunks: bytes) -> bytes:
    return HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"".join(chunks)


SLOW: dict[str, Reply] = {
    "/slow/body.html": endless(HEAD + b"\r\n", b"x", 0.2),
    "/slow/head.html": endless(HEAD + b"X-Slow: ", b"x", 0.2),
    "/slow/silent.html": endless(b"", b"", 0.2),
}
TRANSPORT: dict[str, Reply] = {
    "/flood/headers.html": endless(HEAD, b"X-Flood: " + b"y" * 1000 + b"\r\n"),
    "/flood/fields.html": HEAD + b"X: y\r\n" * 50_000 + b"Content-Length: 2\r\n\r\nok",
    "/flood/line.html": HEAD + b"X: " + b"y" * 300_000 + b"\r\nContent-Length: 2\r\n\r\nok",
    "/flood/cookies.html": HEAD + b"".join(b"Set-Cookie: c%d=%s\r\n" % (n, b"v" * 3900) for n in range(200)) + b"\r\n",
    "/endless/body.html": endless(HEAD + b"\r\n", b"x" * 65536),
    "/endless/chunks.html": endless(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1000\r\n" + b"x" * 4096 + b"\r\n"),
    "/endless/line.html": html(b"<p>" + b"x" * (100 * MEGABYTE)),
    "/chunks/first.html": chunked(b"zz\r\nhello\r\n"),
    "/chunks/later.html": chunked(b"5\r\nhello\r\n", b"-1\r\nworld\r\n"),
    "/chunks/huge.html": chunked(b"FFFFFFFFFFFFFFFFFF\r\nhello\r\n"),
    "/length/more.html": HEAD + b"Content-Length: 1000000\r\n\r\n<html><p>half",
    "/length/whole.html": HEAD + b"Content-Length: 1000000\r\n\r\n" + WHOLE,
    "/length/less.html": HEAD + b"Content-Length: %d\r\n\r\n" % len(WHOLE) + WHOLE + b"HTTP/1.1 404 No\r\n\r\n" * 5,
    "/length/negative.html": HEAD + b"Content-Length: -5\r\n\r\nhello",
    "/length/twice.html": HEAD + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
    "/http09.html": b"<html><p>no head at all</p></html>",
    "/ssh.html": b"SSH-2.0-OpenSSH\r\n\r\n",
    "/closed.html": b"",
}
PAGES: dict[str, Reply] = {
    "/page/nested.html": html(b"<i>" * (MAX_BODY // 3)),
    "/page/attributes.html": html(b"<p " + b" ".join(b"a%d=1" % n for n in range(100_000)) + b">"),
    "/page/hidden.html": html(b"<!-->" + b"<div>" * (MAX_BODY // 6)),
    "/page/fonts.html": html(b"".join(b"<font a=%d><p>" % n for n in range(30_000))),
    "/page/options.html": html(b"<select>" + b"<option>x" * (MAX_BODY // 10)),
    "/page/angles.html": html(b"<a" * (MAX_BODY // 2 - 1)),
    "/page/anchors.html": html(b"<a href=x>" * (MAX_BODY // 10)),
    "/page/comments.html": html(b"<!--" * (MAX_BODY // 4)),
    "/page/binary.html": html(bytes(range(256)) * 4000),
    "/page/charset-lie.html": html("<title>云岭县公告</title><p>内容</p>".encode("gbk"), HTML),
    "/page/charset-none.html": html(
        "<title>云岭县公告</title><p>内容</p>".encode(), "Content-Type: text/html; charset=no-such-\xff"
    ),
    "/page/charset-utf7.html": html(b"+ADw-script+AD4-alert(1)", "Content-Type: text/html; charset=utf-7"),
}
REDIRECTS: dict[str, Reply] = {
    **steps("/redirect/endless"),
    **steps("/redirect/cookies", "Set-Cookie: seen=1"),
    "/redirect/itself": redirect("/redirect/itself"),
    "/redirect/nowhere": b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n",
    "/redirect/script": redirect("javascript:alert(1)"),
    "/redirect/file": redirect("file:///etc/passwd"),
    "/redirect/long": redirect("/x?" + "y" * 30_000),
}


#: Every way to write 127.0.0.2 that a browser or a resolver understands, and other addresses of this machine.
LOOPBACKS = (
    "127.0.0.2", "2130706434", "0x7f000002", "0x7f.2", "0177.0.0.02", "127.2", "127.0.2", "127.0.0.2.",
    "%31%32%37.0.0.2", "１２７。０。０。２", "[::ffff:127.0.0.2]", "[::ffff:7f00:2]", "[::127.0.0.2]", "[::1]",
    "[0:0:0:0:0:ffff:7f00:0002]", "[64:ff9b::7f00:2]", "0.0.0.0", "0",
)  # fmt: skip
#: Pages that had to be cut before they were parsed.
CUT = ("nested", "attributes", "hidden", "fonts", "options", "anchors")
ACCUSED = {
    "/chunks/first.html": Verdict.PROTOCOL,
    "/chunks/later.html": Verdict.PROTOCOL,
    "/chunks/huge.html": Verdict.PROTOCOL,
    "/length/more.html": Verdict.TRUNCATED,
    "/length/twice.html": Verdict.PROTOCOL,
    "/ssh.html": Verdict.PROTOCOL,
    "/closed.html": Verdict.REFUSED,
    "/slow/head.html": Verdict.TIMEOUT,
    "/slow/silent.html": Verdict.TIMEOUT,
    "/redirect/endless": Verdict.TOO_MANY_REDIRECTS,
    "/redirect/itself": Verdict.REDIRECT_LOOP,
    "/redirect/nowhere": Verdict.BAD_REDIRECT,
    "/redirect/script": Verdict.BAD_REDIRECT,
    "/redirect/file": Verdict.BAD_REDIRECT,
    "/redirect/long": Verdict.DEAD,
}
#: What could not be told, each in its own word.
UNTOLD = {
    **{path: Verdict.TOO_LARGE for path in TRANSPORT if path.startswith("/flood/")},
    "/bomb/triple-gzip.html": Verdict.TOO_LARGE,
    "/http09.html": Verdict.NOT_CHECKED,
    "/redirect/cookies": Verdict.BLOCKED,
}
#: What begins well and is never read to its end: the address opens, its content is told to be unread.
UNREAD = (*bombs(), *(path for path in TRANSPORT if path.startswith(("/endless/", "/flood/"))))
ALL: dict[str, Reply] = {**bombs(), **SLOW, **TRANSPORT, **PAGES, **REDIRECTS}


@dataclass(frozen=True)
class Crawled:
    """A snapshot, the site's root without slash, and what the crawl process took, in bytes."""

    snapshot: Snapshot
    root: str
    memory: int
    disk: int

    def verdict(self, path: str) -> Verdict | None:
        found = self.snapshot.resource(self.root + path)
        return found.verdict if found else None

    def page(self, path: str) -> Page | None:
        return self.snapshot.page(self.root + path)


@asynccontextmanager
async def crawled(hostile: Mapping[str, Reply], folder: Path, timeout: float = 2.5) -> AsyncIterator[Crawled]:
    async with serve_among_good_pages(dict(hostile), GOOD) as live:
        site = Site("yunling", "云岭县人民政府", live.home)
        settings = Settings(retry_wait=0, timeout=timeout, attempts=1, max_body=MAX_BODY)
        job = CrawlJob(site, (), folder, (), CrawlOptions.from_settings(settings, site))
        memory = await asyncio.to_thread(peak_memory, job)
        disk = sum(path.stat().st_size for path in folder.iterdir())
        with open_snapshot(folder) as snapshot:
            yield Crawled(snapshot, live.home.rstrip("/"), memory, disk)


def peak_memory(job: CrawlJob) -> int:
    job.partial.mkdir(parents=True)
    (job.partial / "job.json").write_text(job.to_json(), "utf-8")
    peak = 0
    with start_worker(job.partial) as worker:
        for _ in worker.stdout or ():
            # Not what wait4 tells: that begins with the size of the process that started it.
            peak = max(peak, _high_water(worker.pid))
    assert worker.returncode == 0
    assert peak
    return peak


def _high_water(pid: int) -> int:
    """Most memory the process has held so far, bytes; 0 when it has ended."""
    with suppress(OSError):
        found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
        return int(found[1]) * 1024 if found else 0
    return 0


async def test_each_hostile_page_costs_only_itself(tmp_path: Path) -> None:
    async with crawled(ALL, tmp_path / "s") as seen:
        assert all(seen.page(path) for path in ("/", *(f"/good/{number}.html" for number in range(GOOD))))
        assert seen.snapshot.manifest.sanity.sound
        found = {path: seen.verdict(path) for path in ALL if "?" not in path}
        told = {**ACCUSED, **UNTOLD}
        assert found == {path: told.get(path, Verdict.OK) for path in found}
        assert seen.memory < 600 * MEGABYTE
        assert seen.disk < len(ALL) * MAX_BODY / 8


async def test_what_was_not_read_is_told(tmp_path: Path) -> None:
    kept = {path: ALL[path] for path in UNREAD}
    async with crawled(kept, tmp_path / "s") as seen:
        gaps = {gap.reason: (gap.count, gap.detail) for gap in seen.snapshot.gaps()}
        assert gaps == {GapReason.TOO_LARGE: (len(kept), "页面超过接收上限，未读取其内容")}
        assert not seen.snapshot.complete
        assert not [path for path in kept if seen.page(path)]
        assert not {seen.verdict(path) for path in kept} & (BROKEN | TEMPORARY)


async def test_pages_behind_a_wrong_length_or_charset_are_read(tmp_path: Path) -> None:
    kept = {path: reply for path, reply in ALL.items() if path.startswith(("/length/", "/page/"))}
    # Nothing here is slow but the parser: a busy machine must not turn that into a page that does not come.
    async with crawled(kept, tmp_path / "s", timeout=30) as seen:
        pages = {path: found for path in kept if (found := seen.page(path))}
        assert {pages[f"/length/{name}.html"].facts.title for name in ("whole", "less")} == {"完整的页面"}
        assert {pages[f"/page/charset-{name}.html"].facts.title for name in ("lie", "none")} == {"云岭县公告"}
        assert "/page/binary.html" not in pages
        cut = {path for path, found in pages.items() if found.facts.truncated}
        assert cut == {f"/page/{name}.html" for name in CUT}


async def test_no_literal_form_of_an_inner_address_gets_through(tmp_path: Path) -> None:
    async with serve({"/": page("内部页面")}, "127.0.0.2") as inner, serve({"/": page("内部页面")}, "::1") as other:
        ports = [live.home.rstrip("/").rpartition(":")[2] for live in (inner, other)]
        forms = [f"http://{host}:{port}/" for host in LOOPBACKS for port in ports]
        hostile = {f"/inner/{number}": redirect(form) for number, form in enumerate(forms)}
        async with crawled(hostile, tmp_path / "s") as seen:
            found = {form: seen.verdict(path) for path, form in zip(hostile, forms, strict=True)}
            assert set(found.values()) == {Verdict.GUARDED}, found
            assert seen.snapshot.complete
        assert inner.asked == other.asked == []
