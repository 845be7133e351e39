"""Whether text is in the language that it is declared to be, by its script and, for Latin letters, by English words.

Other languages in Latin letters are not told apart: of French declared as German nothing is said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from checks.accessibility.english import Words, words_of
from checks.accessibility.tags import primary, scripts, tally

#: Characters of text sampled.
_SAMPLE = 20_000
#: Letters of a foreign script, and their share, from which on the declaration is surely or perhaps untrue; where there
#: are no others at all, few are enough.
_SURE, _SURE_SHARE = 200, 0.9
_SURE_ALONE, _ALONE = 30, 0.99
_PERHAPS, _PERHAPS_SHARE = 8, 0.6
#: A page of Chinese with a line or two of English is Chinese all the same: counted in words, of which a Chinese
#: character is about as much as three Latin letters.
_DENSE, _DENSE_SHARE, _LETTERS_A_CHARACTER = 30, 0.85, 3
#: Characters that mainland Chinese alone writes so, and that no longer text of it does without.
_SIMPLIFIED = re.compile("[们这为发对时务业东华关开门无长车书见语说请让认记论设许证应该进边还个]")
_SURE_SIMPLIFIED = 3
#: Japanese without its own letters needs more of the text to be looked at.
_PERHAPS_KANA = 30
#: Japanese is told from Chinese by this share of kana.
_KANA_SHARE = 0.25
#: English: words needed, and share of common words, to be sure and to ask.
_SURE_WORDS, _SURE_COMMON = 40, 0.25
_PLAIN_WORDS, _PLAIN_COMMON = 12, 0.35
_SOME_WORDS, _SOME_COMMON = 6, 0.2
_NO_ENGLISH_WORDS, _NO_ENGLISH = 8, 0.03
_NAMES = {
    "Han": "中文",
    "Kana": "日文",
    "Hangul": "朝鲜文",
    "Latn": "拉丁字母",
    "Cyrl": "西里尔字母",
    "Arab": "阿拉伯字母",
    "Tibt": "藏文",
    "Mong": "蒙古文",
    "Yiii": "彝文",
    "Thai": "泰文",
    "Grek": "希腊文",
    "Hebr": "希伯来文",
    "Deva": "天城文",
}


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Text that is not what it is declared to be: `sure` or for a person to look at, and why (Chinese)."""

    sure: bool
    note: str


def mismatch(tag: str, texts: Sequence[str]) -> Mismatch | None:
    """What speaks against a declared language; None when nothing does, or when it cannot be told."""
    expected = scripts(tag)
    counts = tally(texts, _SAMPLE)
    letters = counts.total()
    if not expected or not letters:
        return None
    script, most = counts.most_common(1)[0]
    share = most / letters
    shown = tag.strip()[:40]
    if script == "Latn":
        words = words_of(" ".join(texts)[:_SAMPLE])
        return _of_latin(shown, words, counts, expected) if share >= _SURE_SHARE else None
    if script in expected:
        return _of_kin(shown, expected, counts, texts)
    if "Kana" in counts and counts["Kana"] >= _KANA_SHARE * letters and counts["Kana"] >= _PERHAPS_KANA:
        return Mismatch(False, f"文字像是日文，声明的语言却是“{shown}”")
    note = f"文字绝大部分为{_NAMES[script]}，声明的语言却是“{shown}”"
    if (most >= _SURE and share >= _SURE_SHARE) or (most >= _SURE_ALONE and share >= _ALONE) or _is_dense(counts):
        return Mismatch(True, note)
    return Mismatch(False, note) if most >= _PERHAPS and share >= _PERHAPS_SHARE else None


def _of_latin(shown: str, words: Words, counts: Counter[str], expected: frozenset[str]) -> Mismatch | None:
    if primary(shown) == "en":
        foreign = words.total >= _NO_ENGLISH_WORDS and words.share < _NO_ENGLISH
        return Mismatch(False, f"文字不像是英文，声明的语言却是“{shown}”") if foreign else None
    note = f"文字像是英文，声明的语言却是“{shown}”"
    if words.total >= _SURE_WORDS and words.share >= _SURE_COMMON:
        return Mismatch(True, note)
    if "Latn" in expected and words.total >= _PLAIN_WORDS and words.share >= _PLAIN_COMMON:
        return Mismatch(True, note)
    # Names and codes in Latin letters are at home on Chinese pages: beside Chinese a few words prove nothing.
    enough = _SURE_WORDS if any(counts[script] for script in expected - {"Latn"}) else _SOME_WORDS
    return Mismatch(False, note) if words.total >= enough and words.share >= _SOME_COMMON else None


def _is_dense(counts: Counter[str]) -> bool:
    """Whether Chinese characters outweigh all else, counted in words."""
    weight = counts["Han"] * _LETTERS_A_CHARACTER
    return counts["Han"] >= _DENSE and weight >= _DENSE_SHARE * (weight + counts.total() - counts["Han"])


def _of_kin(shown: str, expected: frozenset[str], counts: Counter[str], texts: Sequence[str]) -> Mismatch | None:
    """Japanese without kana and Korean without hangul are Chinese."""
    own = expected - {"Han"}
    alone = bool(own) and "Han" in expected and not any(counts[script] for script in own)
    if not alone or counts["Han"] < _SURE_ALONE:
        return None
    simplified = len(_SIMPLIFIED.findall("".join(texts)[:_SAMPLE])) >= _SURE_SIMPLIFIED
    return Mismatch(True, f"文字为中文，声明的语言却是“{shown}”") if simplified or counts["Han"] >= _SURE else None
