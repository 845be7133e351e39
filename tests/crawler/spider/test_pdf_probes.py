"""Which PDF attachments are read, within which bounds, and what is kept of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from core.county import Site
from core.snapshot import Look, Watch
from crawler.fetch import Fetcher
from crawler.record import Recorder
from crawler.spider import file_reading
from crawler.spider.pdf_probes import MAX_FILES, measure_pdfs
from crawler.spider.visit import Visit
from demo.files import pdf
from tests.crawler.fetch.dns_server import dns_server
from tests.crawler.fetch.servers import fetcher, ok
from tests.crawler.fetch.site import Site as Served
from tests.crawler.fetch.site import site

NAME = "www.yunling-demo.gov.cn"


class Robots:
    async def allows(self, url: str) -> bool:
        return "secret" not in url


@pytest.fixture
async def served() -> AsyncIterator[tuple[Served, Fetcher, str]]:
    files = {f"/{name}.pdf": ok(pdf("Notice")) for name in ("a", "b", "secret", *range(20))}
    async with (
        site({**files, "/cut.pdf": ok(pdf("Notice")[:60]), "/page.pdf": ok(b"<p>gone")}) as live,
        dns_server(lambda _name, kind: ("127.0.0.1",) if kind == "A" else ()) as dns,
        fetcher(dns_servers=(dns,)) as client,
    ):
        yield live, client, f"http://{NAME}:{live.url.rpartition(':')[2]}"


def visit_of(folder: Path, client: Fetcher, home: str, targets: list[str], **changes: Any) -> Visit:
    recorder = Recorder(folder / "s.partial", "Xunjian")
    with recorder.step():
        for target in targets:
            recorder.db.execute(
                "INSERT INTO link (target, role, element, internal) VALUES (?, 'attachment', 'a', ?)",
                (target, target.startswith(home)),
            )
    values: dict[str, Any] = {
        "recorder": recorder,
        "fetcher": client,
        "job": SimpleNamespace(site=Site("k", "云岭县", f"{home}/"), watches=()),
        "options": SimpleNamespace(max_depth=5),
        "robots": Robots(),
        "inside": lambda url: url.startswith(home),
        "quick": None,
        "over": None,
        "earlier_pages": None,
    }
    return cast(Visit, SimpleNamespace(**{**values, **changes}))


async def test_files_are_read_and_kept_as_evidence(tmp_path: Path, served: tuple[Served, Fetcher, str]) -> None:
    live, client, home = served
    names = ("a.pdf", "cut.pdf", "page.pdf", "secret.pdf", "gone.pdf", "a.docx")
    visit = visit_of(tmp_path, client, home, [*(f"{home}/{name}" for name in names), "http://x-demo.example/a.pdf"])
    found = {probe.subject.rpartition("/")[2]: probe.data for probe in await measure_pdfs(visit)}
    visit.recorder.close()
    assert set(found) == {"a.pdf", "cut.pdf"}
    assert (found["a.pdf"]["tagged"], found["a.pdf"]["title"], found["a.pdf"]["lang"]) == (True, "Notice", "zh-CN")
    assert found["cut.pdf"]["failure"]
    assert all(data["record"][2] for data in found.values())
    assert sorted(live.asked) == ["GET /a.pdf", "GET /cut.pdf", "GET /gone.pdf", "GET /page.pdf"]


async def test_only_so_many_those_of_open_findings_first(tmp_path: Path, served: tuple[Served, Fetcher, str]) -> None:
    live, client, home = served
    watch = Watch("any", f"{home}/", "site", (), (f"{home}/b.pdf", "http://x-demo.example/a.pdf"), looks=(Look.PDF,))
    job = SimpleNamespace(site=Site("k", "云岭县", f"{home}/"), watches=(watch,))
    visit = visit_of(tmp_path, client, home, [f"{home}/{number}.pdf" for number in range(20)], job=job)
    found = await measure_pdfs(visit)
    visit.recorder.close()
    assert len(found) == len(live.asked) == MAX_FILES
    assert found[0].subject == f"{home}/b.pdf"


async def test_a_file_that_takes_too_long_costs_itself_only(
    tmp_path: Path, served: tuple[Served, Fetcher, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, client, home = served
    monkeypatch.setattr(file_reading, "SECONDS", 0.0)
    visit = visit_of(tmp_path, client, home, [f"{home}/a.pdf"])
    (found,) = await measure_pdfs(visit)
    visit.recorder.close()
    assert found.data["failure"] == "it could not be read within bounds"


@pytest.mark.parametrize("changes", [{"quick": object()}, {"over": "deadline"}], ids=lambda value: str(*value))
async def test_when_nothing_is_asked(
    tmp_path: Path, served: tuple[Served, Fetcher, str], changes: dict[str, Any]
) -> None:
    live, client, home = served
    visit = visit_of(tmp_path, client, home, [f"{home}/a.pdf"], **changes)
    assert await measure_pdfs(visit) == []
    visit.recorder.close()
    assert live.asked == []
