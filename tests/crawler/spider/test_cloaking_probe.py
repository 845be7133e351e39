"""Which pages are asked as search engines ask, and what is left of it in the snapshot."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from core.county import Column, Site
from core.snapshot import RecordRef
from core.snapshot.warc import read_record
from crawler.chromium import find_chromium
from crawler.extract import is_internal
from crawler.fetch import Fetcher
from crawler.options import CrawlOptions
from crawler.record import Recorder
from crawler.spider.cloaking_probe import measure_cloaking
from crawler.spider.visit import Visit
from settings import Settings
from tests.crawler.fetch.dns_server import dns_server
from tests.crawler.fetch.servers import fetcher, ok
from tests.crawler.fetch.site import Site as Served
from tests.crawler.fetch.site import site

NAME = "www.yunling-demo.gov.cn"


class Robots:
    async def allows(self, url: str) -> bool:
        return "/secret/" not in url


@pytest.fixture
async def served() -> AsyncIterator[tuple[Served, Fetcher, str]]:
    async with (
        site({path: ok(b"<title>a</title>", "ETag: x") for path in ("/", "/a/", "/b/", "/secret/")}) as live,
        dns_server(lambda _name, kind: ("127.0.0.1",) if kind == "A" else ()) as dns,
        fetcher(dns_servers=(dns,)) as client,
    ):
        yield live, client, f"http://{NAME}:{live.url.rpartition(':')[2]}"


def visit_of(folder: Path, client: Fetcher, home: str, **changes: Any) -> Visit:
    columns = [f"{home}/{path}" for path in ("a/", "secret/", "b/")] + ["http://elsewhere.example.gov.cn/", "http://["]
    county = Site("k", "云岭县", f"{home}/")
    job = SimpleNamespace(site=county, columns=tuple(Column("k", url, url) for url in columns))
    values: dict[str, Any] = {
        "recorder": Recorder(folder / "s.partial", "Xunjian"),
        "fetcher": client,
        "job": job,
        "options": replace(
            CrawlOptions.from_settings(Settings(), county),
            cloaking_pages=changes.pop("pages", 9),
            max_depth=changes.pop("depth", 5),
            browser=changes.pop("browser", "none"),
            user_agent="Mozilla/5.0 (compatible; Xunjian)",
            allow_private=("127.0.0.0/8",),
            dns_servers=client.options.dns_servers,
            delay=0.0,
        ),
        "robots": Robots(),
        "quick": None,
        "over": None,
        "inside": lambda url: is_internal(url, county),
    }
    return cast(Visit, SimpleNamespace(**{**values, **changes}))


async def test_home_and_columns_are_asked_and_kept_as_evidence(
    tmp_path: Path, served: tuple[Served, Fetcher, str]
) -> None:
    live, client, home = served
    visit = visit_of(tmp_path, client, home)
    found = await measure_cloaking(visit)
    assert [probe.subject for probe in found] == [f"{home}/", f"{home}/a/", f"{home}/b/"]
    assert len(live.asked) == 12
    assert len({tuple(answer["record"]) for probe in found for answer in probe.data["answers"].values()}) == 12
    # What a visitor in disguise was shown must not be the next crawl's memory of the page.
    assert visit.recorder.db.execute("SELECT count(*) FROM validator").fetchone()[0] == 0
    visit.recorder.close()


@pytest.mark.parametrize(
    "changes", [{"pages": 0}, {"depth": 0}, {"quick": object()}, {"over": "deadline"}], ids=lambda value: str(*value)
)
async def test_when_nothing_is_asked(
    tmp_path: Path, served: tuple[Served, Fetcher, str], changes: dict[str, Any]
) -> None:
    live, client, home = served
    visit = visit_of(tmp_path, client, home, **changes)
    assert await measure_cloaking(visit) == []
    assert live.asked == []
    visit.recorder.close()


async def test_hosts_without_a_public_name_are_not_asked(tmp_path: Path, served: tuple[Served, Fetcher, str]) -> None:
    live, client, _home = served
    visit = visit_of(tmp_path, client, live.url)
    assert await measure_cloaking(visit) == []
    visit.recorder.close()


@pytest.mark.skipif(not find_chromium(), reason="needs Chromium")
async def test_the_home_page_is_opened_in_a_browser_besides(
    tmp_path: Path, served: tuple[Served, Fetcher, str]
) -> None:
    live, client, home = served
    live.replies["/"] = ok(
        b"<title>a</title><p id=x></p><script>x.textContent = 'by script'</script>", "Content-Type: text/html"
    )
    visit = visit_of(tmp_path, client, home, browser="")
    first, *others = await measure_cloaking(visit)
    shown = first.data["answers"]["browser"]
    assert (shown["status"], shown["final"]) == (200, f"{home}/")
    record = read_record(visit.recorder.folder, RecordRef(*shown["record"]))
    assert b"by script</p>" in record.body()
    assert others and all("browser" not in probe.data["answers"] for probe in others)
    visit.recorder.close()
