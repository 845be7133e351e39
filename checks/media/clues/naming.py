"""Whose account a name speaks of: taken apart into the place, what the unit does, and what nothing explains."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from checks.media.clues.folding import bare, folded
from checks.media.clues.places import Found, Places
from checks.media.clues.words import NameWords

#: Words of the government that say no more than the place before them.
_PLAIN = frozenset({"人民政府", "政府"})
#: A province or city, as it stands before a county that is written in full.
_ABOVE = re.compile(r"[一-龥]{1,20}(?:省|自治区|市|州|盟|地区)")


@dataclass(frozen=True, slots=True)
class Reading:
    """A name taken apart.

    `place` is the county's or a township's name, empty when it has none; `full`: its kind is written (云岭县).
    `unit` is the township's own unit. `functions` are what the unit does, each in one wording, those of a brand (平安)
    included. `government`: only the government is called so; `kind`: it ends as units' names do. `core` is what tells
    one account of a place from another. `unread` is what nothing explains, `private` and `outside` words of others.
    """

    place: str = ""
    full: bool = False
    unit: str = ""
    functions: tuple[str, ...] = ()
    government: bool = False
    kind: bool = False
    core: tuple[str, ...] = ()
    unread: str = ""
    private: str = ""
    outside: str = ""


class Reader:
    """Reads the names of one county's accounts."""

    def __init__(self, county: str, units: Iterable[str], words: NameWords) -> None:
        self.units = tuple(dict.fromkeys(units))
        names = "\n".join(map(folded, self.units))
        # What a unit of the county is called is nobody else's word.
        self._private = tuple(word for word in words.private if word not in names)
        self._outside = tuple(word for word in words.outside if word not in names)
        self._words, self.places = words, Places(county, self.units)
        self._leads = frozenset((*words.leads, *words.brands, *self.places.above))
        self._vocabulary = _vocabulary(words)
        self._longest = max(map(len, self._vocabulary))
        self._starts = (*words.functions, *words.government, *words.brands)
        self.by_function = self._units_by_function()

    def read(self, name: str) -> Reading:
        """Take a name apart. Never raises."""
        whole = folded(name)
        private = next((word for word in self._private if word in whole), "")
        outside = next((word for word in self._outside if word in whole), "")
        text = bare(whole, self._words.decorations)
        found = self.places.find(text, self._starts)
        if found is None or not self._leads_to(found):
            return Reading(core=(text,), private=private, outside=outside)
        return self._with_place(found, private, outside)

    def _leads_to(self, found: Found) -> bool:
        """Whether what stands before a place leaves it the same one: 大美云岭, 澜川市云岭县, but not 东云岭."""
        before = found.before
        return not before or before in self._leads or (found.place.full and _ABOVE.fullmatch(before) is not None)

    def _with_place(self, found: Found, private: str, outside: str) -> Reading:
        lead, parts, unread = found.before, *self._parts(found.rest)
        kinds = {kind for kind, _ in parts}
        brands = [word for kind, word in parts if kind == "brand"]
        brands += [lead] if lead in self._words.brands else []
        functions = [self._words.functions[word] for kind, word in parts if kind == "function"]
        government = [word for kind, word in parts if kind == "government"]
        meant = [self._words.brands[brand] for brand in brands]
        return Reading(
            found.place.name,
            found.place.full,
            found.place.unit,
            tuple(dict.fromkeys(word for word in (*functions, *meant) if word and word not in _PLAIN)),
            bool(government) or bool(_PLAIN.intersection(meant)),
            "kind" in kinds,
            tuple(sorted({*brands, *functions, *(word for word in government if word not in _PLAIN), *unread})),
            "".join(unread),
            private,
            outside,
        )

    def _parts(self, text: str) -> tuple[list[tuple[str, str]], list[str]]:
        """The known words of a text, the longest first at each place, and the characters between them."""
        parts, unread, at = [], [], 0
        while at < len(text):
            lengths = range(min(self._longest, len(text) - at), 0, -1)
            word = next(
                (text[at : at + length] for length in lengths if text[at : at + length] in self._vocabulary), ""
            )
            if word:
                parts.append((self._vocabulary[word], word))
            else:
                unread.append(text[at])
            at += len(word) or 1
        return parts, unread

    def _units_by_function(self) -> dict[str, str]:
        """The county's first unit of each function."""
        found: dict[str, str] = {}
        for unit in self.units:
            parts, _ = self._parts(self.places.without(folded(unit)))
            for function in (self._words.functions[word] for kind, word in parts if kind == "function"):
                found.setdefault(function, unit)
        return found


def _vocabulary(words: NameWords) -> dict[str, str]:
    """Every known word and what kind of word it is; of a word of two kinds the former counts."""
    kinds = (
        ("neutral", words.neutral),
        ("kind", words.kinds),
        ("brand", words.brands),
        ("government", words.government),
        ("function", words.functions),
    )
    return {word: kind for kind, listed in kinds for word in listed}
