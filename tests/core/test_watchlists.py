"""The word lists: what ships is whole, an operator's file replaces it, and what is wrong in one is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.errors import WatchlistError
from core.watchlists import MAX_FILE, load_watchlists, read_watchlists

SHIPPED = load_watchlists()


def test_what_ships() -> None:
    assert [(each.kind, each.title) for each in SHIPPED.lists] == [("gambling", "赌博"), ("porn", "色情")]
    assert all(len(pair) == 2 and pair[0] != pair[1] for pair in SHIPPED.variants)
    # Two characters of everyday words meet by accident: 入口爆满, 绿色播种.
    assert all(len(word) > 2 for each in SHIPPED.lists for word in each.strong)
    assert not {word for each in SHIPPED.lists for word in each.strong} & set(SHIPPED.against)
    assert all(host == host.lower() and "/" not in host for host in (*SHIPPED.official, *SHIPPED.common))


def test_there_and_back() -> None:
    assert read_watchlists(json.loads(json.dumps(SHIPPED.to_data()))) == SHIPPED


def test_own_files_replace_and_add(tmp_path: Path) -> None:
    (tmp_path / "gambling.toml").write_text('title = "赌博"\nstrong = ["甲乙丙", " 甲乙丙 "]\n', "utf-8")
    (tmp_path / "loans.toml").write_text('title = "套路贷"\nweak = ["秒放款"]\n', "utf-8")
    lists = load_watchlists(tmp_path)
    assert [(each.kind, each.strong[:1], each.weak[:1]) for each in lists.lists] == [
        ("gambling", ("甲乙丙",), ()),
        ("loans", (), ("秒放款",)),
        ("porn", SHIPPED.lists[1].strong[:1], SHIPPED.lists[1].weak[:1]),
    ]
    assert lists.against == SHIPPED.against


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('strong = ["甲乙"]', "缺少 title"),
        ('title = " "', "缺少 title"),
        ('title = "赌博"\nstrong = ["赌"]', "太短"),
        ('title = "赌博"\nweak = [3]', "太短"),
        ('title = "赌博"\nweak = "赌博"', "列表"),
        ("title = ", "无法读取"),
        ("#" * (MAX_FILE + 1), "超过"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "gambling.toml").write_text(text, "utf-8")
    with pytest.raises(WatchlistError, match=said) as caught:
        load_watchlists(tmp_path)
    assert "gambling.toml" in str(caught.value)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(WatchlistError, match="word_dir"):
        load_watchlists(tmp_path / "none")
