"""Files cut late are told from whole ones, and nothing is said where a server or a format leaves doubt."""

import io
import re
import zipfile

import pytest

from core.snapshot import Resource, Role, Verdict
from crawler.fetch import check_target
from demo.files import docx, pdf
from tests.crawler.fetch.servers import fetcher, ok
from tests.crawler.fetch.site import site

RANGE = re.compile(rb"Range: bytes=(\d+)-(\d+)")


def package(size: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr("word/document.xml", b"<w:document/>" * (size // 13))
    return buffer.getvalue()


def document(size: int) -> bytes:
    whole = pdf("x")
    return whole.replace(b"stream\n", b"stream\n" + b"q " * (size // 2), 1)


async def checked(
    body: bytes, path: str = "/a.bin", *, ranges: bool = True, ends: bool = True
) -> tuple[Resource, list[str]]:
    def reply(_method: str, head: bytes) -> bytes:
        wanted = RANGE.search(head)
        if not (wanted and ranges):
            return ok(body)
        first, last = int(wanted[1]), min(int(wanted[2]), len(body) - 1)
        part = body[first : last + 1]
        return ok(part, f"Content-Range: bytes {first}-{last}/{len(body)}", status="206 Partial Content")

    async with site({path: reply}) as served, fetcher() as client:
        found, _ = await check_target(
            client, served.url + path, Role.ATTACHMENT, internal=True, attempts=1, retry_wait=0, ends=ends
        )
    return found, served.asked


@pytest.mark.parametrize("body", [document(200_000), package(200_000), document(3000), package(3000), package(600)])
async def test_whole_files_open_and_cut_ones_are_told(body: bytes) -> None:
    found, _ = await checked(body)
    assert found.verdict is Verdict.OK
    found, asked = await checked(body[: len(body) * 2 // 3])
    assert (found.verdict, found.detail[:21]) == (Verdict.TRUNCATED, "file without its end:")
    assert len(found.hops) == len(asked)
    assert found.length == len(body) * 2 // 3


async def test_a_whole_file_costs_one_request_more_and_a_small_one_none() -> None:
    assert len((await checked(document(200_000)))[1]) == 2
    assert len((await checked(document(2500)))[1]) == 1
    assert len((await checked(document(200_000), ends=False))[1]) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"%PDF-1.4\n" + b"x" * 20_000,
        b"PK\x03\x04" + b"\0" * 20_000,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 20_000,
        document(20_000)[:8000] + b"\0" * 70_000,
        document(20_000) + b"\n<!-- a seal -->" * 3000,
        package(20_000) + b"x" * 6000,
        docx("公告")[:120],
    ],
)
async def test_what_is_not_certain_is_no_accusation(body: bytes) -> None:
    assert (await checked(body))[0].verdict is Verdict.OK


@pytest.mark.parametrize(("breaks", "verdict"), [(3, Verdict.TRUNCATED), (2, Verdict.OK)])
async def test_a_small_file_that_breaks_off_again_and_again_is_told(breaks: int, verdict: Verdict) -> None:
    body, asked = document(40_000), 0

    def reply(_method: str, _head: bytes) -> bytes:
        nonlocal asked
        asked += 1
        return ok(body)[:9000] if asked <= breaks else ok(body)

    async with site({"/a.pdf": reply}) as served, fetcher() as client:
        found, _ = await check_target(
            client, f"{served.url}/a.pdf", Role.ATTACHMENT, internal=True, attempts=1, retry_wait=0, ends=True
        )
    assert (found.verdict, asked) == (verdict, 3)


async def test_a_server_without_ranges_proves_nothing() -> None:
    found, asked = await checked(document(200_000)[:150_000], ranges=False)
    assert (found.verdict, len(asked)) == (Verdict.OK, 1)
