"""Names and ids against one invented county's register and units."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.media.clues.folding import folded
from checks.media.clues.references import Reference
from checks.media.clues.verdict import Judge, Rank
from checks.media.clues.words import SHIPPED, load_words
from core.county import Account
from core.errors import WatchlistError
from core.watchlists import load_watchlists

UNITS = (
    "澜川市石桥市人民政府办公室",
    "石桥市市场监督管理局",
    "石桥市公园管理处",
    "石桥市税务局",
    "白马乡人民政府",
    "新华街道办事处",
)
ACCOUNTS = (
    Account("微信公众号", "石桥发布", "gh_1", unit=UNITS[0]),
    Account("微信公众号", "石桥市场监管", unit=UNITS[1]),
    Account("微博", "白马乡", "1001", unit=UNITS[4]),
)
JUDGE = Judge("澜川市石桥市", UNITS, ACCOUNTS, load_words())
HIGH, MIDDLE, LOW, OTHER, REGISTERED = Rank.HIGH, Rank.MIDDLE, Rank.LOW, Rank.OTHER, Rank.REGISTERED


@pytest.mark.parametrize(
    ("platform", "name", "rank"),
    [
        ("微信公众号", "石橋 發佈", REGISTERED),
        ("", "石桥市市监局", REGISTERED),
        ("抖音", "石桥市场监管", HIGH),
        ("抖音", "澜川石桥市场监管", HIGH),
        ("抖音", "石桥市场", LOW),
        ("微博", "石桥市发布", HIGH),
        ("微信公众号", "石桥公园", LOW),
        ("微信公众号", "石桥税务", LOW),
        ("微信公众号", "石桥美食", OTHER),
        ("微信公众号", "石桥法院", OTHER),
        ("微信公众号", "石桥镇发布", OTHER),
        ("微信公众号", "大石桥发布", OTHER),
        ("微信公众号", "石桥应急", MIDDLE),
        ("微信公众号", "白马乡村振兴", MIDDLE),
        ("微信公众号", "大美白马乡", HIGH),
        ("微信公众号", "新华社", LOW),
        ("微信公众号", "新华街道", HIGH),
        ("微信公众号", "中国石桥", HIGH),
        ("微信公众号", "石桥", LOW),
        ("微信公众号", "石桥市", MIDDLE),
        ("微信公众号", "人民日报", OTHER),
        ("微信公众号", "", OTHER),
    ],
)
def test_names(platform: str, name: str, rank: Rank) -> None:
    verdict = JUDGE.judge(platform, name)
    assert (verdict.rank, bool(verdict.reason)) == (rank, True), verdict


def test_an_id_decides_before_the_name() -> None:
    assert JUDGE.judge("微信公众号", "无关的名称", [Reference("微信公众号", "gh_1")]).rank is REGISTERED
    twin = JUDGE.judge("微信公众号", "石桥发布", [Reference("微信公众号", "gh_2")])
    assert (twin.rank, twin.unit) == (HIGH, UNITS[0])
    assert "ID 不同" in twin.reason
    # Ids of different kinds, or a register without one, prove no difference.
    assert JUDGE.judge("微博", "白马乡", [Reference("微博", "baimaxiang")]).rank is REGISTERED
    assert JUDGE.judge("微信公众号", "石桥市场监管", [Reference("微信公众号", "gh_9")]).rank is REGISTERED


def test_a_unit_that_does_it_among_other_things() -> None:
    judge = Judge("云岭县", ["云岭县教育体育局"], (), load_words())
    assert judge.judge("微博", "云岭教育").unit == "云岭县教育体育局"


def test_another_name_of_a_unit_that_has_one_already_says_so() -> None:
    verdict = JUDGE.judge("微信公众号", "石桥食药监")
    assert verdict.rank is HIGH
    assert "该单位在本平台已登记“石桥市场监管（微信公众号）”" in verdict.reason


def test_a_chosen_id_proves_nothing_against_a_long_one() -> None:
    judge = Judge("岚水县", ["岚水县教育局"], [Account("抖音", "岚水教育", "MS4wLjABAAAAxyz")], load_words())
    assert judge.judge("抖音", "岚水教育", [Reference("抖音", "lanshuijy")]).rank is REGISTERED
    assert judge.judge("抖音", "岚水教育", [Reference("抖音", "ms4wljabaaaaother")]).rank is HIGH


def test_a_private_word_behind_a_unit_s_whole_name_only_lowers_the_rank() -> None:
    judge = Judge("岚水县", ["岚水县教育局"], (), load_words())
    found = judge.judge("", "岚水县教育局招聘")
    assert (found.rank, found.unit) == (LOW, "岚水县教育局")
    assert judge.judge("", "岚水教育招聘").rank is OTHER
    assert judge.judge("", "岚水县教育培训").rank is OTHER


def test_a_slip_in_a_long_name() -> None:
    judge = Judge(
        "云岭县", ["云岭县不动产登记服务中心"], [Account("抖音", "云岭县不动产登记服务中心官方")], load_words()
    )
    assert judge.judge("抖音", "云岭县不动产登计服务中心").rank is REGISTERED


@given(st.text(max_size=80), st.sampled_from(["", "微博"]))
def test_no_name_breaks_it(name: str, platform: str) -> None:
    JUDGE.judge(platform, name)


@given(st.text(st.characters(codec=None), max_size=20))
def test_halves_of_characters_break_nothing(name: str) -> None:
    JUDGE.judge("微信公众号", f"{name}\ud800石桥发布")


_SCRIPTS = {"云": "雲", "岭": "嶺", "发": "發", "县": "縣", "财": "財", "镇": "鎮", "医": "醫", "务": "務", "石": "石"}


@given(st.text(st.sampled_from(sorted(_SCRIPTS)), max_size=12))
def test_both_scripts_fold_to_one(name: str) -> None:
    assert folded("".join(_SCRIPTS[sign] for sign in name)) == folded(name) == folded(f" {name}・") == name


@pytest.mark.parametrize("name", ["州市" * 29 + "人", "州" * 60, "彝族" * 30, "石桥区" * 20, "街道镇乡" * 15])
def test_long_rows_of_places_are_read_at_once(name: str) -> None:
    """Were a pattern not linear, this would never end."""
    Judge(name, [name, f"{name}人民政府"], (), load_words()).judge("", name)


@pytest.mark.parametrize("before", ["澜北市", "江南省澜北市", "塔林盟"])
def test_what_lies_above_may_stand_before_the_full_name(before: str) -> None:
    assert JUDGE.judge("微信公众号", f"{before}石桥市公园管理处").rank > LOW
    assert JUDGE.judge("微信公众号", f"{before}石桥审计").rank is OTHER


@pytest.mark.parametrize("county", ["", "岷县", "各族自治县", "朗山彝族自治县", "某某"])
def test_no_county_breaks_it(county: str) -> None:
    assert Judge(county, (), (), load_words()).judge("", "某地美食").rank in (OTHER, LOW)


def test_an_office_s_own_words(tmp_path: Path) -> None:
    own = tmp_path / "account_names.toml"
    own.write_text(SHIPPED.read_text("utf-8").replace('"美食", ', ""), "utf-8")
    assert "美食" not in load_words(tmp_path).private
    load_watchlists(tmp_path)
    own.write_text("functions = 1", "utf-8")
    with pytest.raises(WatchlistError, match="account_names"):
        load_words(tmp_path)
