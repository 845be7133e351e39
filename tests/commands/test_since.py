"""`--since`: a quick look from the command line, and what the next whole inspection builds on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands.exits import Exit
from crawler.shelf import last_whole
from tests.commands.conftest import Run
from tests.commands.test_live import served
from tests.crawler.site import Body, LiveSite, page

DEAD = "/dead.html"


@pytest.fixture
def answers() -> dict[str, Body]:
    return {"/": page("首页", "/a.html", "/b.html"), "/a.html": page("甲", DEAD, "/"), "/b.html": page("乙", "/")}


@pytest.fixture
def live(answers: dict[str, Body]) -> Iterator[LiveSite]:
    with served(answers) as site:
        yield site


def snapshots(folder: Path) -> list[Path]:
    return sorted(path.parent for path in folder.glob("xunjian-data/snapshots/*/*/manifest.json"))


def findings(folder: Path) -> dict[str, str]:
    """Subject's path → state of each dead link."""
    found = json.loads((folder / "xunjian-report" / "findings.json").read_text("utf-8"))["findings"]
    return {item["subject"].rpartition("/")[2]: item["state"] for item in found if item["check"] == "link.dead"}


@pytest.mark.parametrize(
    ("value", "told"), [("yesterday", "is not a day"), ("2026-13-01", "is not a day"), ("2999-01-01", "to come")]
)
def test_what_is_no_day_is_refused(xunjian: Run, value: str, told: str) -> None:
    result = xunjian("inspect", "http://127.0.0.1:9/", "--since", value)
    assert result.exit_code == Exit.ERROR
    assert told in result.stderr


def test_last_needs_a_whole_snapshot(xunjian: Run, live: LiveSite) -> None:
    result = xunjian("crawl", live.home, "--since", "last")
    assert result.exit_code == Exit.INCONCLUSIVE
    assert "请先完整巡检一次" in result.stderr


def test_silence_of_a_quick_look_closes_nothing(
    xunjian: Run, live: LiveSite, answers: dict[str, Body], working_folder: Path
) -> None:
    xunjian("inspect", live.home)
    before = findings(working_folder)
    assert set(before) == {"dead.html"}
    answers["/"] = page("首页", "/a.html", "/b.html", "/new.html")
    answers["/new.html"] = page("新", "/")
    live.asked.clear()
    result = xunjian("inspect", live.home, "--since", "last")
    assert result.exit_code in (Exit.PROBLEMS, Exit.FINE), result.output
    assert "GET /new.html" in live.asked
    assert not {"GET /a.html", "GET /b.html", f"GET {DEAD}"} & set(live.asked)
    assert findings(working_folder) == before
    report = json.loads((working_folder / "xunjian-report" / "findings.json").read_text("utf-8"))
    assert [gap["reason"] for gap in report["sites"][0]["gaps"]] == ["quick_look"]
    whole, quick = snapshots(working_folder)
    assert last_whole([whole, quick]) == whole
