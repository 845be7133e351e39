from __future__ import annotations

import asyncio

import pytest

from core.snapshot import Resource, Role, Verdict
from crawler.fetch import Answer, check_target
from crawler.fetch.prober import ask_from_page
from crawler.fetch.referer import referer_of
from tests.crawler.fetch.servers import fetcher, ok, raw_server
from tests.crawler.fetch.site import Reply, site

HTML = b"<!doctype html><html>sorry</html>"


async def check(
    reply: Reply, role: Role = Role.PAGE, *, internal: bool = True, attempts: int = 1, path: str = "/x"
) -> tuple[Resource, Answer | None, list[str], list[float]]:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    async with site({path: reply}) as served, fetcher() as client:
        resource, answer = await check_target(
            client,
            f"{served.url}{path}",
            role,
            internal=internal,
            attempts=attempts,
            retry_wait=5.0,
            sleep=sleep,
        )
    return resource, answer, served.asked, slept


async def test_good_head_settles_it() -> None:
    resource, answer, asked, _ = await check(ok(b"hello", "Content-Type: text/html"), Role.MEDIA)
    assert asked == ["HEAD /x"]
    assert (resource.verdict, resource.method, resource.length, resource.status) == (Verdict.OK, "HEAD", 5, 200)
    assert resource.content_type == "text/html"
    assert answer is not None
    assert resource.hops == (answer.hop(),)


@pytest.mark.parametrize("status", ["404 Not Found", "403 Forbidden", "405 Not Allowed", "500 Oops", "501 No"])
async def test_lying_head_is_asked_again_by_get(status: str) -> None:
    resource, _, asked, _ = await check(
        lambda method, _head: ok(b"hello", status=status if method == "HEAD" else "200 OK"), Role.SCRIPT
    )
    assert asked == ["HEAD /x", "GET /x"]
    assert (resource.verdict, resource.method) == (Verdict.OK, "GET")


async def test_head_with_a_wrong_length_and_head_without_any_answer_are_asked_again() -> None:
    def empty(method: str, _head: bytes) -> bytes:
        return ok(b"") if method == "HEAD" else ok(b"\x89PNG\r\n\x1a\n" + b"x" * 90)

    resource, _, asked, _ = await check(empty, Role.ATTACHMENT, internal=False)
    assert (resource.verdict, resource.length, asked) == (Verdict.OK, 98, ["HEAD /x", "GET /x"])
    resource, _, asked, _ = await check(lambda method, _: b"" if method == "HEAD" else ok(b"x"), Role.SCRIPT)
    assert (resource.verdict, asked[-1]) == (Verdict.OK, "GET /x")


async def test_a_head_that_hangs_is_asked_again() -> None:
    async def script(head: bytes, writer: asyncio.StreamWriter) -> None:
        if head.startswith(b"HEAD"):
            await asyncio.Event().wait()
        writer.write(ok(b"x"))

    async with raw_server(script) as port, fetcher(timeout=0.3) as client:
        url = f"http://127.0.0.1:{port}/x"
        # On a busy machine what does not hang may take as long, so it may be tried again.
        found, _ = await check_target(client, url, Role.SCRIPT, internal=True, attempts=50, retry_wait=0)
    assert (found.verdict, [hop.method for hop in found.hops]) == (Verdict.OK, ["GET"])


async def test_head_without_length_or_with_wrong_type_is_asked_again() -> None:
    png = b"\x89PNG\r\n\x1a\n"
    resource, _, _, _ = await check(
        lambda method, _head: ok(b"", "Content-Type: text/html") if method == "HEAD" else ok(png), Role.IMAGE
    )
    assert resource.verdict is Verdict.OK


async def test_attachment_is_looked_into_and_ranges_may_be_refused() -> None:
    def reply(_method: str, head: bytes) -> bytes:
        return ok(b"no", status="416 Range") if b"Range:" in head else ok(HTML, "Content-Type: text/html")

    resource, _, asked, _ = await check(reply, Role.ATTACHMENT, path="/a.xls")
    assert asked == ["GET /a.xls", "GET /a.xls"]
    assert resource.verdict is Verdict.WRONG_TYPE


async def test_piece_of_a_large_attachment_tells_its_whole_length() -> None:
    def reply(_method: str, _head: bytes) -> bytes:
        return ok(b"%PDF" * 1024, "Content-Range: bytes 0-4095/900000", status="206 Partial Content")

    resource, answer, _, _ = await check(reply, Role.ATTACHMENT, path="/a.pdf")
    assert (resource.verdict, resource.length, resource.status) == (Verdict.OK, 900000, 206)
    assert answer is not None
    assert len(answer.body) == 4096


async def test_whole_large_body_is_not_read() -> None:
    resource, answer, _, _ = await check(ok(b"P" * 100_000), Role.ATTACHMENT, path="/a.zip")
    assert answer is not None
    assert (len(answer.body), answer.cut) == (4096, True)
    assert (resource.verdict, resource.length) == (Verdict.OK, 100_000)


async def test_temporary_trouble_is_tried_again_after_a_wait() -> None:
    resource, _, asked, slept = await check(ok(b"", status="503 Later"), attempts=3)
    assert (resource.verdict, resource.attempts) == (Verdict.SERVER_ERROR, 3)
    assert slept == [5.0, 5.0]
    assert asked == ["GET /x"] * 3


async def test_who_says_how_long_it_is_away_is_not_asked_before() -> None:
    away = ok(b"", "Retry-After: 7200", status="503 Later")
    resource, _, asked, slept = await check(away, attempts=3)
    assert (resource.verdict, resource.attempts, asked, slept) == (Verdict.SERVER_ERROR, 1, ["GET /x"], [])
    assert resource.detail == "HTTP 503, Retry-After 7200 s"
    assert (await check(ok(b"", "Retry-After: 1", status="503 Later"), attempts=2))[0].attempts == 2


async def test_certain_trouble_is_not_tried_again() -> None:
    resource, _, _, slept = await check(ok(b"", status="404 Not Found"), attempts=3)
    assert (resource.verdict, resource.attempts, slept) == (Verdict.DEAD, 1, [])


async def test_what_was_never_sent_has_no_answer() -> None:
    async with fetcher(allow_private=()) as client:
        for url, verdict in (("http://127.0.0.1/", Verdict.GUARDED), ("http://[/", Verdict.MALFORMED)):
            resource, answer = await check_target(client, url, Role.PAGE, internal=False, attempts=1, retry_wait=0.0)
            assert resource.verdict is verdict
            assert (answer is None) is (verdict is Verdict.MALFORMED)


async def test_files_kept_from_strangers_are_asked_for_from_the_page_that_shows_them() -> None:
    def kept(_method: str, head: bytes) -> bytes:
        own = b"Referer: http://127.0.0.1:" in head
        return ok(b"\x89PNG\r\n\x1a\n" + b"x" * 90) if own else ok(b"x", status="404 Not Found")

    async with site({"/a.png": kept, "/gone.png": ok(b"x", status="404 Not Found")}) as served, fetcher() as client:
        page = f"{served.url}/page.html#top"
        for path, role, better in (
            ("/a.png", Role.IMAGE, True),
            ("/gone.png", Role.IMAGE, False),
            ("/a.png", Role.PAGE, False),
        ):
            found, _ = await check_target(client, served.url + path, role, internal=True, attempts=1, retry_wait=0)
            assert found.verdict is Verdict.DEAD
            again = await ask_from_page(client, found, role, lambda: page)
            assert (again is not None and again[0].verdict is Verdict.OK) is better
            assert again is None or len(again[0].hops) == len(found.hops) + 1
        asked = len(served.asked)
        assert await ask_from_page(client, found, Role.IMAGE, lambda: "") is None
        assert len(served.asked) == asked


def test_what_browsers_say_of_the_page_they_come_from() -> None:
    here = "https://www.yunling-demo.gov.cn/a/1.html?x=2#top"
    assert referer_of(here, "https://www.yunling-demo.gov.cn/b.png") == here.partition("#")[0]
    assert referer_of(here, "https://img.yunling-demo.gov.cn/b.png") == "https://www.yunling-demo.gov.cn/"
    assert referer_of(here, "http://www.yunling-demo.gov.cn/b.png") == ""
    assert referer_of("", here) == ""
