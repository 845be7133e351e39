"""`page`, `inspect`, `report` and `crawl` against a site on loopback."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

from commands.exits import Exit
from commands.language import translations
from tests.commands.conftest import Run
from tests.crawler.site import Body, LiveSite, page, serve

DOCUMENTS = {"通报.docx", "问题清单.xlsx", "report.html", "findings.json", "earl.jsonld", "observations.json"}
DEAD, GONE = "/dead.html", "/gone.html"


@contextmanager
def served(answers: dict[str, Body]) -> Iterator[LiveSite]:
    """Serve in a thread: the verbs run loops of their own."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever)
    thread.start()
    place = serve(answers)
    try:
        yield asyncio.run_coroutine_threadsafe(place.__aenter__(), loop).result(10)
    finally:
        asyncio.run_coroutine_threadsafe(place.__aexit__(None, None, None), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


@pytest.fixture
def answers() -> dict[str, Body]:
    return {"/": page("首页", "/a.html", DEAD, GONE), "/a.html": page("文章", "/")}


@pytest.fixture
def live(answers: dict[str, Body]) -> Iterator[LiveSite]:
    with served(answers) as site:
        yield site


def dead_links(folder: Path) -> dict[str, tuple[str, str]]:
    """Path → list and status of each link.dead finding."""
    found = json.loads((folder / "findings.json").read_text("utf-8"))["findings"]
    return {
        re.sub(r"^http://[^/]+", "", item["subject"]): (item["list"], item.get("status", ""))
        for item in found
        if item["check"] == "link.dead"
    }


def test_a_page_is_judged_without_a_crawl(xunjian: Run, live: LiveSite, working_folder: Path) -> None:
    result = xunjian("page", live.home, "--format", "json")
    assert result.exit_code == Exit.PROBLEMS
    (page,) = json.loads(result.stdout)["pages"]
    assert (page["url"], page["failure"], page["rendered"]) == (live.home, "", None)
    assert {path for path in live.asked if not path.endswith("/robots.txt")} == {"GET /"}
    assert not list(working_folder.iterdir())


def test_a_page_that_does_not_open_cannot_be_judged(xunjian: Run, live: LiveSite) -> None:
    result = xunjian("page", f"{live.home}gone.html")
    assert result.exit_code == Exit.INCONCLUSIVE
    assert "页面未能取得" in result.output
    assert "not fetched" not in result.output


def test_why_a_page_did_not_open_is_said_in_words(xunjian: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "zh_CN")
    translations.cache_clear()
    try:
        with served({}) as silent:
            pass
        refused = xunjian("page", silent.home)
    finally:
        translations.cache_clear()
    assert "服务器拒绝连接或中断了连接" in refused.output
    assert "无法判断" in refused.output
    assert "cantTell" not in refused.output


def test_an_inspection_from_end_to_end(
    xunjian: Run,
    live: LiveSite,
    answers: dict[str, Body],
    working_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # With all that the browser does, once.
    monkeypatch.setenv("XUNJIAN_SCAN_PAGES", "1")
    monkeypatch.setenv("XUNJIAN_WALK_PAGES", "1")
    report = working_folder / "xunjian-report"
    first = xunjian("inspect", live.home)
    assert first.exit_code == Exit.PROBLEMS
    assert {path.name for path in report.iterdir()} == DOCUMENTS | {"accessibility"}
    assert all(name in first.output for name in (*DOCUMENTS, "accessibility"))
    (barriers,) = (report / "accessibility").iterdir()
    assert f'href="accessibility/{barriers.name}"' in (report / "report.html").read_text("utf-8")
    assert dead_links(report) == {DEAD: ("problem", "新发现"), GONE: ("problem", "新发现")}

    answers[GONE] = page("又有了", "/")
    assert xunjian("inspect", live.home).exit_code == Exit.PROBLEMS
    assert dead_links(report) == {DEAD: ("problem", "仍存在"), GONE: ("fixed", "")}

    names = (*DOCUMENTS, f"accessibility/{barriers.name}")
    kept = {name: (report / name).read_bytes() for name in names}
    asked = len(live.asked)
    rewritten = xunjian("report", "--out", "again")
    assert rewritten.exit_code == Exit.FINE
    assert {name: (working_folder / "again" / name).read_bytes() for name in names} == kept
    assert len(live.asked) == asked


def test_a_crawl_can_be_judged_later(xunjian: Run, live: LiveSite, working_folder: Path) -> None:
    crawled = xunjian("crawl", live.home, "--data-dir", "elsewhere")
    assert crawled.exit_code == Exit.FINE
    folder = Path(crawled.stdout.strip())
    assert folder.is_relative_to("elsewhere")
    judged = xunjian("judge", folder)
    assert judged.exit_code == Exit.PROBLEMS
    assert "dead.html" in judged.output


def test_a_site_that_does_not_open_is_inconclusive(xunjian: Run) -> None:
    with served({}) as gone:
        result = xunjian("inspect", gone.home)
        crawled = xunjian("crawl", gone.home, "--data-dir", "elsewhere")
    assert result.exit_code == Exit.INCONCLUSIVE
    # The reason stands on the terminal, not only in the documents.
    assert "首页" in result.output
    assert crawled.exit_code == Exit.INCONCLUSIVE
    assert "首页" in crawled.output
