"""Accounts taken from words, lists and pages, each once, the most likely first."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.media.clues.clue import Sighting, clues_of, key_of
from checks.media.clues.lists import from_rows, from_text
from checks.media.clues.mentions import mentions
from checks.media.clues.sites import from_site
from checks.media.clues.verdict import Judge, Rank
from checks.media.clues.words import load_words
from core.county import Account
from core.outcome import Source
from core.snapshot import PageKind, open_snapshot
from tests.support.snapshots import HOME, SnapshotBuilder


def named(text: str) -> list[tuple[str, str]]:
    return [(seen.platform, seen.name) for seen in mentions(text, "p")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("请关注微信公众号“云岭发布”办理", [("微信公众号", "云岭发布")]),
        ("抖音号：云岭融媒。", [("抖音", "云岭融媒")]),
        ("欢迎关注“平安云岭”官方微博！", [("微博", "平安云岭")]),
        ("云岭发布（视频号）", [("微信视频号", "云岭发布")]),
        ("新浪微博 @云岭消防 提醒", [("微博", "云岭消防")]),
        ("官方微信：云岭发布", [("微信公众号", "云岭发布")]),
        ("微信公众号（云岭发布）", [("微信公众号", "云岭发布")]),
        ("请扫码关注云岭发布微信公众号。", [("微信公众号", "云岭发布")]),
        ("微信号：yunling", []),
        ("通过微信公众号报名，也可电话报名。", []),
        ("微博热议", []),
    ],
)
def test_names_near_platforms(text: str, found: list[tuple[str, str]]) -> None:
    assert named(text) == found


def test_hostile_text_takes_no_time() -> None:
    assert named("微博" * 50_000 + "“" * 50_000) == []
    assert len(named("微博：甲乙" * 2000)) <= 500


def test_a_table_with_headings() -> None:
    rows = [
        (1, ("搜索结果", "", "")),
        (2, ("序号", "昵称", "平台名称", "链接")),
        (3, ("1", "云岭司法", "公众号", "")),
        (4, ("2", "", "", "https://weibo.com/u/1234567890")),
        (5, ("3", "云岭文旅", "", "https://weibo.com/u/99999999")),
        (6, ("4", "", "", "https://example.com/")),
    ]
    found = list(from_rows(rows, "表"))
    assert [(seen.platform, seen.name, seen.address) for seen in found] == [
        ("微信公众号", "云岭司法", ""),
        ("微博", "", "https://weibo.com/u/1234567890"),
        ("微博", "云岭文旅", "https://weibo.com/u/99999999"),
    ]
    assert found[0].place == "表 第 3 行"


@pytest.mark.parametrize(
    ("headings", "row", "found"),
    [
        (("序号", "公众号", "微信号", "主体"), ("1", "云岭住建", "ylzj", "某局"), ("微信公众号", "云岭住建", "ylzj")),
        (("公众号名称", "原始ID"), ("云岭住建", "gh_12"), ("微信公众号", "云岭住建", "gh_12")),
        (("标题", "账号名", "主页链接"), ("a", "云岭财政", "https://weibo.com/u/1234567"), ("微博", "云岭财政", "")),
        (("抖音昵称", "粉丝数"), ("云岭文旅", "20"), ("抖音", "云岭文旅", "")),
        (("新媒体类型", "账号名称"), ("视频号", "云岭融媒"), ("微信视频号", "云岭融媒", "")),
        (("博主", "UID", "所属平台"), ("云岭公安", "7", "新浪微博"), ("微博", "云岭公安", "7")),
    ],
)  # fmt: skip
def test_headings_as_exports_have_them(
    headings: tuple[str, ...], row: tuple[str, ...], found: tuple[str, str, str]
) -> None:
    (seen,) = from_rows([(1, headings), (2, row)], "表")
    assert (seen.platform, seen.name, seen.number) == found


def test_a_pasted_line_with_a_name_and_more() -> None:
    text = "云岭县公安局 https://weibo.com/u/1234567\n云岭财政  微信号：ylcz\n云岭审计|公众号|2026\n"
    assert [(seen.platform, seen.name, seen.address) for seen in from_text(text, "贴")] == [
        ("微博", "云岭县公安局", "https://weibo.com/u/1234567"),
        ("", "云岭财政", ""),
        ("", "云岭审计", ""),
    ]


@given(st.lists(st.lists(st.text(max_size=30), max_size=5), max_size=6), st.text(max_size=200))
def test_whatever_is_brought_is_read(table: list[list[str]], text: str) -> None:
    list(from_rows(list(enumerate(table, start=1)), "表"))
    list(from_text(text, "贴"))


def test_pasted_text_and_a_table_without_headings() -> None:
    text = "云岭司法\n1. 云岭住建\n微信公众号：云岭财政\n这一行是一句很长的话，里面没有写明任何一个账号的名称，所以不取。\nhttps://weibo.com/u/1234567890\n"
    assert [(seen.platform, seen.name) for seen in from_text(text, "贴")] == [
        ("", "云岭司法"),
        ("", "云岭住建"),
        ("微信公众号", "云岭财政"),
        ("微博", ""),
    ]
    assert [seen.name for seen in from_rows([(1, ("云岭司法", "云岭住建"))], "表")] == ["云岭司法", "云岭住建"]


def test_pages_links_and_words(tmp_path: Path) -> None:
    body = "<html><body><p>扫码关注微信公众号“云岭司法”</p></body></html>"
    builder = SnapshotBuilder(tmp_path / "s").page(HOME, body, kind=PageKind.HOME)
    builder.link(
        "https://weibo.com/u/1234567890", internal=False, samples=(Source(HOME, "官方微博", "a", 1, "footer"),)
    )
    builder.link("https://example.com/", internal=False, samples=(Source(HOME, "别处", "a", 2, ""),))
    codes = [{"url": "http://weixin.qq.com/r/AbCdEf012345", "image": f"{HOME}ewm.png", "excerpt": ""}]
    builder.probe("account_clue", HOME, {"clues": [*codes, {**codes[0], "url": "https://example.com/app"}]}).seal()
    with open_snapshot(tmp_path / "s") as snapshot:
        first, code, *rest = from_site(snapshot)
    assert (code.platform, code.address, code.place) == ("微信公众号", codes[0]["url"], f"{HOME} 二维码 {HOME}ewm.png")
    found = [first, *rest]
    assert [(seen.platform, seen.name, seen.place) for seen in found] == [
        ("微博", "官方微博", HOME),
        ("微信公众号", "云岭司法", HOME),
    ]
    accounts = [Account("微信公众号", "云岭发布", "gh_1", unit="云岭县司法局")]
    judge = Judge("云岭县", ["云岭县司法局"], accounts, load_words())
    clues = clues_of([*found, *found], judge)
    assert [(clue.verdict.rank, clue.sighting.platform) for clue in clues] == [
        (Rank.HIGH, "微信公众号"),
        (Rank.MIDDLE, "微博"),
    ]
    assert "链接文字没有写明名称" in clues[1].verdict.reason


def test_codes_and_short_links_are_for_a_person_to_open() -> None:
    judge = Judge("云岭县", ["云岭县司法局"], [], load_words())
    sealed = Sighting("微信公众号", "", "p", "", "http://weixin.qq.com/r/AbCdEf012345")
    stranger = Sighting("微博", "人民日报", "p", "", "https://weibo.com/u/2803301701")
    ranks = [clue.verdict.rank for clue in clues_of([stranger, sealed], judge)]
    assert ranks == [Rank.LOW, Rank.OTHER]


def test_keys_are_the_account_s_wherever_it_was_seen() -> None:
    one = Sighting("微博", "云岭发布", "p", "", "https://weibo.com/u/1234567890")
    other = Sighting("微博", "别名", "q", "", "", "1234567890")
    assert key_of(one) == key_of(other) != key_of(Sighting("微博", "云岭发布", "p"))
    assert key_of(Sighting("微博", "雲嶺 發佈", "p")) == key_of(Sighting("微博", "云岭发布", "q"))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("云岭文旅 扫码关注云岭文旅微信公众号", "云岭文旅"),
        ("微信公众号“云岭司法”二维码", "云岭司法"),
        ("云岭发布二维码", "云岭发布二维码"),
        ("", ""),
    ],
)
def test_what_a_code_is_called_stands_in_its_caption(tmp_path: Path, words: str, name: str) -> None:
    code = {"url": "http://weixin.qq.com/r/AbCdEf012345", "image": f"{HOME}ewm.png", "excerpt": words}
    SnapshotBuilder(tmp_path / "s").page(HOME, "<p>首页</p>", kind=PageKind.HOME).probe(
        "account_clue", HOME, {"clues": [code]}
    ).seal()
    with open_snapshot(tmp_path / "s") as snapshot:
        (seen,) = from_site(snapshot)
    assert seen.name == name
