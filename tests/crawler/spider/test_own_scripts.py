"""Which scripts of the site are read whole, and what is kept of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from core.county import Site
from crawler.fetch import Fetcher
from crawler.record import Recorder
from crawler.spider.own_scripts import MAX_SCRIPTS, measure_own_scripts
from crawler.spider.visit import Visit
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
    scripts = {f"/{name}.js": ok(b"var a = 1;") for name in ("a", "b", "secret", *range(40))}
    async with (
        site({**scripts}) as live,
        dns_server(lambda _name, kind: ("127.0.0.1",) if kind == "A" else ()) as dns,
        fetcher(dns_servers=(dns,)) as client,
    ):
        yield live, client, f"http://{NAME}:{live.url.rpartition(':')[2]}"


def visit_of(folder: Path, client: Fetcher, home: str, links: list[tuple[str, int, int, int]], **changes: Any) -> Visit:
    """Links are (target, internal, on the home page, pages)."""
    recorder = Recorder(folder / "s.partial", "Xunjian")
    with recorder.step():
        for target, internal, on_home, pages in links:
            recorder.db.execute(
                "INSERT INTO link (target, role, element, internal, on_home, pages)"
                " VALUES (?, 'script', 'script', ?, ?, ?)",
                (target, internal, on_home, pages),
            )
    values: dict[str, Any] = {
        "recorder": recorder,
        "fetcher": client,
        "job": SimpleNamespace(site=Site("k", "云岭县", f"{home}/")),
        "options": SimpleNamespace(max_depth=5),
        "robots": Robots(),
        "quick": None,
        "over": None,
    }
    return cast(Visit, SimpleNamespace(**{**values, **changes}))


async def test_own_scripts_are_kept_as_evidence_the_home_page_s_first(
    tmp_path: Path, served: tuple[Served, Fetcher, str]
) -> None:
    live, client, home = served
    links = [
        (f"{home}/a.js", 1, 1, 2),
        (f"{home}/b.js", 1, 1, 9),
        (f"{home}/gone.js", 1, 1, 1),
        (f"{home}/secret.js", 1, 1, 1),
        (f"{home}/1.js", 1, 0, 50),
        ("http://js.x-demo.example/a.js", 0, 1, 9),
    ]
    visit = visit_of(tmp_path, client, home, links)
    found = await measure_own_scripts(visit)
    assert [probe.subject for probe in found] == [f"{home}/b.js", f"{home}/a.js", f"{home}/1.js"]
    assert live.asked == ["GET /b.js", "GET /a.js", "GET /gone.js", "GET /1.js"]
    assert all(probe.data["record"][2] for probe in found)
    assert visit.recorder.db.execute("SELECT count(*) FROM validator").fetchone()[0] == 0
    visit.recorder.close()


async def test_only_so_many(tmp_path: Path, served: tuple[Served, Fetcher, str]) -> None:
    live, client, home = served
    visit = visit_of(tmp_path, client, home, [(f"{home}/{n}.js", 1, 1, 1) for n in range(40)])
    assert len(await measure_own_scripts(visit)) == len(live.asked) == MAX_SCRIPTS
    visit.recorder.close()


@pytest.mark.parametrize("changes", [{"quick": object()}, {"over": "deadline"}], ids=lambda value: str(*value))
async def test_when_nothing_is_asked(
    tmp_path: Path, served: tuple[Served, Fetcher, str], changes: dict[str, Any]
) -> None:
    live, client, home = served
    visit = visit_of(tmp_path, client, home, [(f"{home}/a.js", 1, 1, 1)], **changes)
    assert await measure_own_scripts(visit) == []
    visit.recorder.close()
    assert live.asked == []
