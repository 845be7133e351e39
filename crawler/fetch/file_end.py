"""Files that were cut late: a PDF or a package whose last bytes are not there although the server sends all it has."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass

from core.snapshot.resource import Hop, Verdict
from crawler.fetch.answer import Answer
from crawler.fetch.client import Fetcher

#: Bytes of the end that are asked for: first few, then as many as a zip file's comment may push its end mark forward.
_FEW, _MANY = 4096, 65_557
_PLAIN = {"Accept-Encoding": "identity"}
_CONTENT_RANGE = re.compile(r"bytes\s+(\d{1,15})-(\d{1,15})/(\d{1,15})$")
#: What is no more than the beginning of a name proves nothing: objects must follow in a PDF, and a local file header
#: with a known method and a name in a zip file.
_PDF = re.compile(rb"%PDF-[\d.]{3}.*?\s\d{1,10}\s+\d{1,5}\s+obj\b", re.S)
_ZIP = re.compile(rb"PK\x03\x04[\x0a-\x3f]\x00..[\x00\x08]\x00.{16}[\x01-\xff]\x00..[\x20-\x7e\x80-\xff]", re.S)
#: Fewest bytes of a file that is looked at, less than any whole one has, and most of one that is fetched whole where
#: no part of it can be had.
_LEAST, _WHOLE = 128, 64 * 1024
#: Readers find the end of a PDF by any of these (ISO 32000-1, 7.5.5), of a zip file by this one alone (APPNOTE 4.3.16).
_PDF_ENDS = (b"%%EOF", b"startxref", b"trailer")
_ZIP_ENDS = (b"PK\x05\x06",)


@dataclass(frozen=True, slots=True)
class MissingEnd:
    """What was looked at in vain, in English, and the requests for it."""

    detail: str
    hops: tuple[Hop, ...]


async def find_missing_end(fetcher: Fetcher, first: Answer) -> MissingEnd | None:
    """Look at the end of a file by its first bytes; None when it is there, or when nothing can be said.

    Of a server that cannot send ranges only a small file is looked at. That one breaks off is believed when it does so
    twice; any other trouble on the way proves nothing, nor does an end of zeros.
    """
    marks = _marks(first.body)
    if first.method != "GET" or first.header("content-encoding"):
        return None
    hops: tuple[Hop, ...] = ()
    if first.status == 200 and first.cut and _is_small(first):
        tried = [answer async for answer in _whole(fetcher, first.url)]
        hops, first = tuple(answer.hop() for answer in tried), tried[-1]
        if first.failure is Verdict.TRUNCATED:
            told = f"{len(first.body)} of {first.header('content-length')} bytes"
            return MissingEnd(f"the file breaks off, twice: {told}", hops)
    if not marks:
        return None
    total = _total(first)
    if total < _LEAST:
        return None
    looked = 0
    for size in (_FEW, _MANY):
        end: bytes | None = first.body
        if total > len(first.body):
            answer = await _ask_end(fetcher, first, total, min(size, total))
            hops = (*hops, answer.hop())
            end = _end_of(answer, total, min(size, total))
        if end is None or any(mark in end for mark in marks) or not end.strip(b"\0\r\n\t "):
            return None
        looked = len(end)
        if looked == total:
            break
    return MissingEnd(f"file without its end: no {marks[0].decode()} in the last {looked} of {total} bytes", hops)


async def _whole(fetcher: Fetcher, url: str) -> AsyncIterator[Answer]:
    """A small file at once; a second time when it broke off."""
    for _ in range(2):
        answer = await fetcher.fetch(url, headers=_PLAIN, max_body=_WHOLE)
        yield answer
        if answer.failure is not Verdict.TRUNCATED:
            return


def _is_small(answer: Answer) -> bool:
    length = answer.header("content-length")
    return length.isascii() and length.isdigit() and len(length) < 9 and int(length) <= _WHOLE


def _marks(head: bytes) -> tuple[bytes, ...]:
    if _PDF.match(head):
        return _PDF_ENDS
    return _ZIP_ENDS if _ZIP.match(head) else ()


def _total(answer: Answer) -> int:
    """Bytes of the whole file; 0 when the answer does not tell, or when no range of it was sent although asked for."""
    if answer.status == 206:
        match = _CONTENT_RANGE.match(answer.header("content-range"))
        return int(match[3]) if match and match[1] == "0" else 0
    whole = answer.status == 200 and answer.failure is None and not answer.cut
    return len(answer.body) if whole else 0


async def _ask_end(fetcher: Fetcher, first: Answer, total: int, size: int) -> Answer:
    wanted = {"Range": f"bytes={total - size}-{total - 1}", **_PLAIN}
    return await fetcher.fetch(first.url, headers=wanted, max_body=size)


def _end_of(answer: Answer, total: int, size: int) -> bytes | None:
    match = _CONTENT_RANGE.match(answer.header("content-range"))
    if answer.failure is not None or answer.status != 206 or answer.header("content-encoding") or match is None:
        return None
    exact = (int(match[1]), int(match[2]), int(match[3])) == (total - size, total - 1, total)
    return answer.body if exact and len(answer.body) == size else None
