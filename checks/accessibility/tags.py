"""Language tags (BCP 47): whether a primary language is registered, and which scripts it is written in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from babel.core import get_global

#: RFC 5646 section 2.1, the part called langtag.
_WELL_FORMED = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
)
#: Longest tag looked at; RFC 5646 section 4.4.1 asks for room for 35 characters.
_LONGEST = 100
#: How scripts of CLDR appear in text: letters that belong to no other script counted here.
_LETTERS = {
    "Han": re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+"),
    "Kana": re.compile(r"[\u3041-\u3096\u30a1-\u30fa]+"),
    "Hangul": re.compile(r"[\uac00-\ud7af]+"),
    "Latn": re.compile(r"[A-Za-z\u00c0-\u024f]+"),
    "Cyrl": re.compile(r"[\u0400-\u04ff]+"),
    "Arab": re.compile(r"[\u0620-\u06ff\ufb50-\ufdff\ufe70-\ufefc]+"),
    "Tibt": re.compile(r"[\u0f40-\u0fbc]+"),
    "Mong": re.compile(r"[\u1820-\u18aa]+"),
    "Yiii": re.compile(r"[\ua000-\ua48c]+"),
    "Thai": re.compile(r"[\u0e01-\u0e30]+"),
    "Grek": re.compile(r"[\u0370-\u03ff]+"),
    "Hebr": re.compile(r"[\u05d0-\u05ea]+"),
    "Deva": re.compile(r"[\u0904-\u0939]+"),
}
#: What is neither Latin, Chinese nor a sign that belongs to no script.
_OTHERS = re.compile(r"[^\u0000-\u024f\u2000-\u2bff\u3000-\u303f\u3400-\u9fff\uff00-\uff5e]")
#: Registered languages that CLDR knows under another name.
_MACROLANGUAGE = {"cmn": "zh", "lzh": "zh", "cdo": "zh", "cjy": "zh"}
_WRITTEN_WITH = {
    "Hans": {"Han"},
    "Hant": {"Han"},
    "Hani": {"Han"},
    "Jpan": {"Han", "Kana"},
    "Kore": {"Han", "Hangul"},
}
#: Languages of China's nationalities, whose pages are commonly written with Chinese beside their own script, and
#: languages that are written in more than one: of none of them is anything said by script.
_BESIDE_CHINESE = frozenset({"bo", "ii", "kk", "ky", "mn", "ug", "uz", "za"})
_SEVERAL_SCRIPTS = frozenset({"az", "bs", "ha", "ku", "ms", "pa", "sd", "sh", "sr", "tg", "tk", "tt", "vi"})


@cache
def _registered() -> frozenset[str]:
    """Primary language subtags of the IANA registry, as the package langcodes ships it."""
    from langcodes.registry_parser import parse_registry  # noqa: PLC0415 (a crawl never needs its tables)

    subtags = {str(item["Subtag"]) for item in parse_registry() if item["Type"] == "language"}  # type: ignore[no-untyped-call]
    # The registry writes the private-use codes as one range.
    private = {f"q{first}{second}" for first in "abcdefghijklmnopqrst" for second in "abcdefghijklmnopqrstuvwxyz"}
    return frozenset(subtags | private)


def primary(tag: str) -> str:
    """A tag's first subtag in lower case."""
    return tag.strip()[:_LONGEST].partition("-")[0].lower()


def is_known(tag: str) -> bool:
    """Whether the primary language is in the registry (ACT: known primary language tag); the rest is not looked at."""
    return primary(tag) in _registered()


def is_well_formed(tag: str) -> bool:
    """Whether the whole tag follows the grammar of RFC 5646."""
    return len(tag) <= _LONGEST and _WELL_FORMED.fullmatch(tag.lower()) is not None


def scripts(tag: str) -> frozenset[str]:
    """Scripts in which text of this language is written; empty when that cannot be said."""
    language, *rest = tag.strip()[:_LONGEST].lower().split("-")
    if language in _BESIDE_CHINESE | _SEVERAL_SCRIPTS:
        return frozenset()
    written = next((part.title() for part in rest[:2] if len(part) == 4 and part.isalpha()), "")
    if not written:
        likely = get_global("likely_subtags").get(_MACROLANGUAGE.get(language, language), "")
        written = next((part for part in likely.split("_") if len(part) == 4), "")
    return frozenset(_WRITTEN_WITH.get(written, {written} & _LETTERS.keys()))


def tally(texts: Iterable[str], most: int) -> Counter[str]:
    """Letters of each script in the texts, of which at most `most` characters are read."""
    text = "".join(texts)[:most]
    # Most pages are written in these two alone.
    patterns = _LETTERS if _OTHERS.search(text) else {script: _LETTERS[script] for script in ("Han", "Latn")}
    counts = {script: sum(map(len, letters.findall(text))) for script, letters in patterns.items()}
    return Counter({script: count for script, count in counts.items() if count})


def mostly_han(text: str) -> bool:
    """Whether at least half of a text is Chinese characters: a quick look before others."""
    return sum(map(len, _LETTERS["Han"].findall(text))) * 2 >= len(text)
