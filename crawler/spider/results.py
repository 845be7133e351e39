"""What the walk knows of an address once its page has arrived."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace

from core.snapshot import Hop, RecordRef, Resource, Verdict
from core.snapshot.codec import read_resource
from core.snapshot.posted import is_posted
from crawler.extract.place import is_public
from crawler.fetch import Answer
from crawler.frontier import Entry


def opened(
    answer: Answer, status: int, content_type: str, length: int, attempts: int, inside: bool, record: RecordRef
) -> Resource:
    """An address that opens by itself, at the last of `attempts`; what it holds is that of `record`."""
    return Resource(
        url=answer.url,
        verdict=Verdict.OK,
        internal=inside,
        method=answer.method,
        status=status,
        final_url=answer.url,
        content_type=content_type,
        length=length,
        attempts=attempts,
        checked_at=answer.at,
        hops=(answer.hop(),),
        record=record,
    )


def arrived(answer: Answer, entry: Entry, hops: tuple[Hop, ...], inside: bool, record: RecordRef) -> Iterator[Resource]:
    """The resources that one good answer settles: the address asked for, and the one it was redirected to."""
    told = answer.status, answer.header("content-type"), len(answer.body)
    final = opened(answer, *told, entry.attempts + 1, inside, record)
    if is_posted(entry.url):
        # What the same address answers to GET is another matter.
        yield replace(final, url=entry.url)
        return
    yield final
    if entry.url != answer.url:
        yield replace(final, url=entry.url, hops=(*hops, answer.hop()))


def same_as_known(db: sqlite3.Connection, url: str, target: str, hops: tuple[Hop, ...]) -> Resource | None:
    """What became of `url`, which `hops` led to `target`, when `target` has its verdict already."""
    row = db.execute("SELECT * FROM resource WHERE url = ?", (target,)).fetchone()
    if row is None:
        return None
    known = read_resource(row)
    return replace(known, url=url, hops=(*hops, *known.hops))


def led_inside(found: Resource, misplaced: Callable[[str], str]) -> Resource:
    """What became of a public address that redirects its visitors to where none of them gets; nothing is asked there.

    `misplaced` says why visitors cannot open an address (Chinese), or is empty.
    """
    if found.verdict is not Verdict.GUARDED or not is_public(found.url) or found.final_url in ("", found.url):
        return found
    reason = misplaced(found.final_url)
    return replace(found, verdict=Verdict.BAD_REDIRECT, detail=f"redirected: {reason}") if reason else found


def both(earlier: Resource, later: Resource) -> Resource:
    """A later look that says what an earlier one of the same address met; the later verdict holds."""
    told = f"earlier {earlier.verdict.value} at {earlier.checked_at}: {earlier.detail}"
    return replace(
        later,
        attempts=earlier.attempts + later.attempts,
        hops=(*earlier.hops, *later.hops),
        detail=f"{later.detail}; {told}".removeprefix("; ")[:600],
    )
