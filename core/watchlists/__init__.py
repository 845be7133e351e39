"""The lists by which security checks recognise gambling, pornography and known hosts: own, small, editable TOML files.

A file of the same name in the operator's folder replaces the shipped one; a further one with `title` adds a kind. The
lists in force are sealed into each snapshot, so judging again anywhere says the same.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from core.errors import WatchlistError

SHIPPED = Path(__file__).parent
#: Lies in the same folder, but is no list of this kind: words in names of media accounts.
ACCOUNT_NAMES = "account_names.toml"
#: Largest file, bytes, and most words of one list: every page is searched for each of them.
MAX_FILE = 200_000
MAX_WORDS = 2_000
#: Fewer characters say nothing.
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class WordList:
    """One kind of words. `strong` ones only such pages use; `weak` ones stand in news and notices too."""

    kind: str
    title: str
    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Watchlists:
    """All lists. `against` are words of texts that fight such things; `variants` are pairs: written, meant.

    `official` and `common` are hosts, each with all below it.
    """

    lists: tuple[WordList, ...] = ()
    against: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    official: tuple[str, ...] = ()
    common: tuple[str, ...] = ()

    def to_data(self) -> dict[str, Any]:
        """The lists as JSON-able data."""
        return asdict(self)


def read_watchlists(data: Mapping[str, Any]) -> Watchlists:
    """Inverse of `Watchlists.to_data`. Raises KeyError or TypeError for anything else."""
    lists = [WordList(row["kind"], row["title"], tuple(row["strong"]), tuple(row["weak"])) for row in data["lists"]]
    names = ("against", "variants", "official", "common")
    return Watchlists(tuple(lists), *(tuple(data[name]) for name in names))


def load_watchlists(own: Path | None = None) -> Watchlists:
    """The shipped lists, overlaid by the files of `own`. Raises WatchlistError naming the file and the key."""
    files = {path.name: path for path in sorted(SHIPPED.glob("*.toml"))}
    if own is not None:
        if not own.is_dir():
            raise WatchlistError(f"词表目录 {own} 不存在。请检查设置 word_dir。")
        files |= {path.name: path for path in sorted(own.glob("*.toml")) if path.name != ACCOUNT_NAMES}
    tables = {name.removesuffix(".toml"): _table(path) for name, path in sorted(files.items())}
    general, hosts = tables.pop("general"), tables.pop("hosts")
    return Watchlists(
        tuple(_list(kind, table, files[f"{kind}.toml"]) for kind, table in tables.items()),
        _texts(general, "against", files["general.toml"]),
        _texts(general, "variants", files["general.toml"]),
        _texts(hosts, "official", files["hosts.toml"]),
        _texts(hosts, "common", files["hosts.toml"]),
    )


def _table(path: Path) -> Mapping[str, Any]:
    try:
        if path.stat().st_size > MAX_FILE:
            raise WatchlistError(f"词表 {path} 超过 {MAX_FILE} 字节。")
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise WatchlistError(f"词表 {path} 无法读取：{error}") from error


def _list(kind: str, table: Mapping[str, Any], path: Path) -> WordList:
    title = table.get("title")
    if not isinstance(title, str) or not title.strip():
        raise WatchlistError(f"词表 {path} 缺少 title（类别名称，如“赌博”）。")
    return WordList(kind, title.strip(), _texts(table, "strong", path), _texts(table, "weak", path))


def _texts(table: Mapping[str, Any], key: str, path: Path) -> tuple[str, ...]:
    values = table.get(key, [])
    if not isinstance(values, list) or len(values) > MAX_WORDS:
        raise WatchlistError(f"词表 {path} 的 {key} 应为不超过 {MAX_WORDS} 个词的列表。")
    for value in values:
        if not isinstance(value, str) or len(value.strip()) < _SHORTEST:
            raise WatchlistError(f"词表 {path} 的 {key} 中“{str(value)[:50]}”太短：每个词至少 {_SHORTEST} 个字。")
    return tuple(dict.fromkeys(value.strip() for value in values))
