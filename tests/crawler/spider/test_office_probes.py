"""Which Office attachments are read, and what is kept of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from crawler.spider.office_probes import MAX_FILES, measure_office
from demo.files import docx
from tests.crawler.fetch.dns_server import dns_server
from tests.crawler.fetch.servers import fetcher, ok
from tests.crawler.fetch.site import site
from tests.crawler.spider.test_pdf_probes import NAME, visit_of


async def test_files_of_one_page_are_read_the_newest_addresses_first(tmp_path: Path) -> None:
    body = docx("附件", date(2026, 10, 20))
    names = [f"/{number:02}.docx" for number in range(MAX_FILES + 3)]
    async with (
        site({**{name: ok(body) for name in names}, "/99.xlsx": ok(b"<p>gone"), "/form.docx": ok(body)}) as live,
        dns_server(lambda _name, kind: ("127.0.0.1",) if kind == "A" else ()) as dns,
        fetcher(dns_servers=(dns,)) as client,
    ):
        home = f"http://{NAME}:{live.url.rpartition(':')[2]}"
        visit = visit_of(tmp_path, client, home, [home + name for name in (*names, "/99.xlsx", "/form.docx", "/a.pdf")])
        with visit.recorder.step():
            visit.recorder.db.execute("UPDATE link SET pages = CASE WHEN target LIKE '%form%' THEN 9 ELSE 1 END")
        found = await measure_office(visit)
        visit.recorder.close()
    assert [probe.subject.rpartition("/")[2] for probe in found] == [f"{number:02}.docx" for number in range(8, 2, -1)]
    assert {probe.data["created"] for probe in found} == {"2026-10-20"}
    assert all(probe.data["record"][2] for probe in found)
