"""The words by which names of accounts are read: the shipped table, or the office's own."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checks.media.clues.folding import folded
from core.errors import WatchlistError
from core.watchlists import ACCOUNT_NAMES

SHIPPED = Path(__file__).with_name("words.toml")
_MAX_FILE = 200_000


@dataclass(frozen=True, slots=True)
class NameWords:
    """`functions` maps every way to say what a unit does to the one it stands for; the others are as in words.toml."""

    functions: Mapping[str, str]
    brands: Mapping[str, str]
    government: tuple[str, ...]
    kinds: tuple[str, ...]
    neutral: tuple[str, ...]
    leads: tuple[str, ...]
    decorations: tuple[str, ...]
    outside: tuple[str, ...]
    private: tuple[str, ...]


def load_words(folder: Path | None = None) -> NameWords:
    """Read the table, the office's own where its folder has one. Raises WatchlistError naming the file."""
    own = folder / ACCOUNT_NAMES if folder else None
    path = own if own is not None and own.is_file() else SHIPPED
    try:
        if path.stat().st_size > _MAX_FILE:
            raise WatchlistError(f"词表 {path} 超过 {_MAX_FILE} 字节。")
        return _words(tomllib.loads(path.read_text("utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise WatchlistError(f"词表 {path} 无法读取：{error}") from error


def _words(data: Mapping[str, Any]) -> NameWords:
    functions = {folded(word): folded(words[0]) for words in data["functions"] for word in words}
    brands = {folded(word): folded(meant) for word, meant in data["brands"].items()}
    general = data["general"]
    names = ("government", "kinds", "neutral", "leads", "decorations", "outside", "private")
    return NameWords(functions, brands, *(_longest_first(general[name]) for name in names))


def _longest_first(words: list[str]) -> tuple[str, ...]:
    return tuple(sorted(dict.fromkeys(map(folded, words)), key=lambda word: (-len(word), word)))
