"""One page, four visitors: what each says of itself, and what is kept of the answers."""

from __future__ import annotations

from core.snapshot import RecordRef
from crawler.fetch import Answer
from crawler.probes.cloaking import MAX_BODY, ask_in_disguise, cloaking_data
from tests.crawler.fetch.servers import fetcher, ok
from tests.crawler.fetch.site import site, to

AGENT = "Mozilla/5.0 (compatible; Xunjian/0.1; test; +office@example.gov.cn)"


def cloaked(_method: str, head: bytes) -> bytes:
    text = head.decode()
    if "Baiduspider" in text:
        return ok(b"<title>for engines</title>")
    return to("/moved") if "baidu.com/s?" in text else ok(b"<title>for people</title>")


async def test_each_visitor_gets_its_own_answer_and_hides_nothing() -> None:
    async with site({"/": cloaked, "/moved": ok(b"moved")}) as live, fetcher(user_agent=AGENT) as client:
        chains = await ask_in_disguise(client, f"{live.url}/")
    bodies = {name: chain.last.body for name, chain in chains.items()}
    people = b"<title>for people</title>"
    assert bodies == {"plain": people, "referred": b"moved", "search": b"<title>for engines</title>", "again": people}
    assert all("Xunjian/0.1" in head.decode() and "+office@example.gov.cn" in head.decode() for head in live.heads)
    assert [name for name, chain in chains.items() if len(chain.hops) > 1] == ["referred"]


async def test_only_so_much_is_read() -> None:
    async with site({"/": ok(b"x" * (MAX_BODY + 9))}) as live, fetcher() as client:
        chains = await ask_in_disguise(client, f"{live.url}/")
    assert {len(chain.last.body) for chain in chains.values()} == {MAX_BODY}


async def test_what_is_told_of_each_answer() -> None:
    kept: list[Answer] = []

    def keep(answer: Answer) -> RecordRef:
        kept.append(answer)
        return RecordRef("crawl.warc.gz", len(kept), "<urn:x>")

    async with site({"/": to("ftp://example.com/")}) as live, fetcher() as client:
        data = cloaking_data(await ask_in_disguise(client, f"{live.url}/"), keep)
    assert len(kept) == len(data["answers"]) == 4
    first = data["answers"]["plain"]
    assert (first["status"], first["final"], first["failure"]) == (302, f"{live.url}/", "bad_redirect")
    assert first["record"] == ["crawl.warc.gz", 1, "<urn:x>"]
