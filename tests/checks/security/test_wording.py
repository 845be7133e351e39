"""Words are found through disguises, and not where two harmless words meet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.security.wording import NOTHING, Hits, reader_of
from core.watchlists import Watchlists, WordList, load_watchlists

READER = reader_of(load_watchlists())


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("澳门新葡京官网", "新葡京"),
        ("澳 门 新 葡 京", "新葡京"),
        ("澳门新*葡*京", "新葡京"),
        ("新\u200b葡\u200b京", "新葡京"),
        ("真,人,荷,官", "真人荷官"),
        ("時時彩", "时时彩"),
        ("ｂｅｔ３６５官网", "bet365"),
        ("BET365.com", "bet365"),
        ("北京赛车ＰＫ10", "北京赛车pk10"),
        ("Hari ini SLOT GACOR terbaru", "slot gacor"),
        ("澳门在线 Online Casino 官网", "online casino"),
    ],
)
def test_disguises(text: str, word: str) -> None:
    assert word in READER.hits(text).strong


@pytest.mark.parametrize(
    "text",
    [
        "代表团到澳门。六合区同志陪同",
        "考察葡京、赌场建筑",
        "真人秀 荷官塘村",
        "alphabet3650",
        "幸运 飞艇表演",
        "幸运，飞艇表演",
        "百家乐超市开业",
        "time slots online booking",
        "",
    ],
)
def test_what_is_no_such_word(text: str) -> None:
    assert not READER.hits(text).strong


def test_words_within_longer_ones_count_once() -> None:
    assert READER.hits("香港六合彩").strong == ("香港六合",)
    assert READER.hits("网络赌场").weak == ()


def test_blanks_mean_nothing_in_a_phrase() -> None:
    assert READER.hits("新 葡京 官网", phrase=True).strong == ("新葡京",)
    assert READER.hits("Daftar - slot  gacor|2026", phrase=True).strong == ("slot gacor",)
    assert READER.hits("slotgacorhari", phrase=True).strong == ()


def test_candidates_are_those_whose_characters_are_there() -> None:
    assert "新葡京" in READER.candidates("<title>&#26032;&#33889;&#20140;</title>")
    assert "时时彩" in READER.candidates("<p>時<b>时</b>,彩")
    assert "时时彩" in READER.candidates("<meta content=時時彩>")
    assert READER.candidates("<p>彩时") == ()
    assert READER.candidates("云岭县人民政府") == ()


def test_what_fights_is_left_out() -> None:
    fighting = "警方捣毁一个赌博平台。\n该平台设有时时彩、六合彩、真人荷官。\n云岭县融媒体中心"
    words = READER.candidates(fighting)
    assert READER.hits_of(fighting, words).strong
    assert READER.lone_hits(fighting, words) == NOTHING
    footer = "新葡京、时时彩、六合彩\n首存送彩金\n云岭县\n违法和不良信息举报"
    assert len(READER.lone_hits(footer, READER.candidates(footer)).strong) == 4


def test_an_own_list() -> None:
    reader = reader_of(Watchlists((WordList("x", "甲类", ("甲乙丙",), ("甲乙丙", "丁戊")),)))
    assert reader.hits("甲乙丙丁戊") == Hits((), ("甲乙丙", "丁戊"), ("甲类",))
    assert not reader.fights("打击")
    assert not reader_of(Watchlists()).hits("新葡京")


@given(st.text(alphabet=st.sampled_from("新葡京 ,.*。\n赌场打击abet365\u200b\ud800ｂ"), max_size=200))
def test_nothing_raises_and_hits_are_candidates(text: str) -> None:
    words = READER.candidates(text)
    found = READER.hits(text)
    assert set(found.strong) <= set(words) or not words
    assert set(READER.lone_hits(text, words).strong) <= set(found.strong)
