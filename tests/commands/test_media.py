"""`media`: adapters, authorisations that nobody sees, lists and evidence that are shown before they are stored."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.exits import Exit
from core.clock import beijing_now
from inspection import open_house
from ledger.media.entries import load_entries
from settings import Settings
from tests.commands.conftest import Run

REGISTER = (
    "平台,账号名称,账号ID,主办单位,数据来源\n"
    "微博,云岭发布,7000000001,县政府办公室,official.weibo\n"
    "抖音,云岭发布,dy1,县政府办公室,sheet\n"
    "快手,云岭教育,ks1,县教育局,evidence\n"
)
KEY = "抖音:dy1"


@pytest.fixture(autouse=True)
def registered(xunjian: Run, working_folder: Path) -> None:
    Path("accounts.csv").write_text(REGISTER, "utf-8")
    result = xunjian("register", "import", "accounts.csv")
    assert result.exit_code == Exit.FINE, result.output


def entries(key: str) -> list[dict[str, object]]:
    with open_house(Settings()) as house:
        return load_entries(house.engine, [key]).get(key, [])


def test_adapters_are_listed_with_what_they_need(xunjian: Run) -> None:
    shown = xunjian("media", "adapters").output
    for name in (
        "feed",
        "official.wechat",
        "official.weibo",
        "official.douyin",
        "official.kuaishou",
        "sheet",
        "evidence",
    ):
        assert name in shown


def test_an_authorisation_is_stored_and_never_shown(xunjian: Run, working_folder: Path) -> None:
    result = xunjian(
        "media", "authorise", "7000000001", "--stdin", input="access_token=abcdef-secret\nrefresh_token=r-123456\n"
    )
    assert result.exit_code == Exit.FINE
    assert "abcdef-secret" not in result.output
    files = [path for path in working_folder.rglob("*") if path.is_file()]
    assert not any(b"abcdef-secret" in path.read_bytes() for path in files)
    assert "Removed" in xunjian("media", "authorise", "7000000001", "--forget").output


def test_what_is_missing_or_needless_is_said(xunjian: Run) -> None:
    assert "access_token" in xunjian("media", "authorise", "7000000001", "--stdin", input="uid=1\n").output
    assert xunjian("media", "authorise", KEY).exit_code == Exit.ERROR
    assert KEY in xunjian("media", "authorise", "nobody").output


def test_a_list_is_shown_then_stored(xunjian: Run) -> None:
    now = beijing_now()
    Path("posts.csv").write_text(
        f"作品名称,作品链接,发布时间,平台,昵称\n甲,https://d.example/1,{now:%Y-%m-%d} 00:10,抖音,云岭发布\n", "utf-8"
    )
    asked = xunjian("media", "import", "posts.csv", "--map", "作品链接=url", input="n\n")
    assert "云岭发布（抖音）: 1 posts" in asked.output
    assert entries(KEY) == []
    covers = f"{now:%Y-%m-01}..{now:%Y-%m-%d}"
    options = ("--map", "作品链接=url", "--save-mapping", "dy", "--covers", covers, "--yes")
    assert xunjian("media", "import", "posts.csv", *options).exit_code == Exit.FINE
    assert [entry["kind"] for entry in entries(KEY)] == ["post", "span"]
    assert entries(KEY)[0]["url"] == "https://d.example/1"
    assert xunjian("media", "import", "posts.csv", "--mapping", "dy", "--yes").exit_code == Exit.FINE
    assert len(entries(KEY)) == 2, "the same row again is the same post"


def test_a_list_with_rows_left_out_is_not_complete(xunjian: Run) -> None:
    Path("posts.csv").write_text(
        "标题,发布时间,账号\n甲,2026-11-01,dy1\n乙,待定,dy1\n丙,2026-11-02,云岭发布\n丁,2026-11-02,没有\n", "utf-8"
    )
    shown = xunjian("media", "import", "posts.csv", "--covers", "2025-11-01..2025-11-02", "--yes").output
    assert "待定" in shown
    assert "多个平台" in shown
    assert "没有账号“没有”" in shown
    assert [entry["kind"] for entry in entries(KEY)] == ["post"]


@pytest.mark.parametrize(
    "options",
    [
        ("--mapping", "none"),
        ("--map", "x"),
        ("--map", "x=nothing"),
        ("--covers", "2026-11-02..2026-11-01"),
        ("--covers", "2999-01-01..2999-01-02"),
        ("--account", "nobody"),
    ],
)
def test_wrong_options_are_said(xunjian: Run, options: tuple[str, ...]) -> None:
    Path("posts.csv").write_text("标题,发布时间,账号\n甲,2026-11-01,dy1\n", "utf-8")
    assert xunjian("media", "import", "posts.csv", *options, "--yes").exit_code == Exit.ERROR


def test_a_file_without_dates_is_refused(xunjian: Run) -> None:
    Path("posts.csv").write_text("标题,账号\n甲,dy1\n", "utf-8")
    assert "published" in xunjian("media", "import", "posts.csv", "--yes").output


def test_evidence_is_shown_then_stored_with_its_picture(xunjian: Run, working_folder: Path) -> None:
    Path("shot.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"x")
    given = (
        "--url",
        "https://k.example/u",
        "--shot",
        "shot.png",
        "--by",
        "核查员甲",
        "--last-update",
        "2025-11-01",
        "--interaction",
        "no",
    )
    asked = xunjian("media", "evidence", "ks1", *given, input="n\n")
    assert "looked at by: 核查员甲" in asked.output
    assert "working interaction: no" in asked.output
    assert "remark" not in asked.output
    assert entries("快手:ks1") == []
    assert xunjian("media", "evidence", "ks1", *given, "--yes").exit_code == Exit.FINE
    (entry,) = entries("快手:ks1")
    assert (entry["interaction"], entry["last_update"], entry["state"]) == (False, "2025-11-01", "正常")
    assert (Path("xunjian-data") / "media" / "evidence" / str(entry["shot"])).is_file()


@pytest.mark.parametrize(
    "options",
    [("--at", "2999-01-01"), ("--last-update", "2999-01-01"), ("--last-update", "某日"), ("--shot", "accounts.csv")],
)
def test_impossible_evidence_is_refused(xunjian: Run, options: tuple[str, ...]) -> None:
    result = xunjian("media", "evidence", "ks1", "--url", "https://k.example/", "--by", "甲", *options, "--yes")
    assert result.exit_code == Exit.ERROR
