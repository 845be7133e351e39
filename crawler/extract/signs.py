"""Which of many words stand in a text, told by reading it once: searched for one by one, each would cost a reading."""

from __future__ import annotations

from collections.abc import Iterable

from ahocorasick_rs import BytesAhoCorasick, Implementation

#: Bytes read at once. Every place of every word is told, and hostile text may hold nothing else.
_PIECE = 64 * 1024


class Signs:
    """Words that are looked for together, exactly as they are written."""

    def __init__(self, words: Iterable[bytes]) -> None:
        self._words = tuple(dict.fromkeys(words))
        self._automaton = BytesAhoCorasick(self._words, implementation=Implementation.DFA)
        self._longest = max(map(len, self._words))

    def within(self, text: bytes) -> frozenset[bytes]:
        """The words that stand in a text."""
        found: set[int] = set()
        for start in range(0, len(text), _PIECE):
            piece = text[start : start + _PIECE + self._longest - 1]
            found.update(place[0] for place in self._automaton.find_matches_as_indexes(piece, overlapping=True))
        return frozenset(self._words[number] for number in found)
