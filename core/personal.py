"""Numbers that name a person or reach one: identity and bank cards, mobile telephones. Found, and masked for showing.

Forms: GB 11643-1999 (identity numbers, check character by ISO 7064 MOD 11-2), ISO/IEC 7812 (cards; 62 is UnionPay's),
eleven digits from 13 to 19 (mobile telephones of the mainland).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

IDENTITY, CARD, MOBILE = "身份证号码", "银行卡号", "手机号码"
#: Most characters of one text that are read.
MAX_TEXT = 200_000
#: Full-width digits and letters, each for the one it stands for: places in the text stay where they are.
_WIDTH = {0xFF10 + digit: str(digit) for digit in range(10)} | {0xFF38: "X", 0xFF58: "x"}
_FORMS = (
    (IDENTITY, re.compile(r"[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]")),
    (CARD, re.compile(r"62\d{14,17}|62\d{2}(?: \d{4}){3}(?: \d{1,3})?")),
    (MOBILE, re.compile(r"(?:\+?86[- ]?)?1[3-9]\d{9}|1[3-9]\d([- ])\d{4}\1\d{4}")),
)
_BOUNDED = tuple((kind, re.compile(rf"(?<![0-9A-Za-z])(?:{form.pattern})(?![0-9A-Za-z])")) for kind, form in _FORMS)
#: Characters left at either end of what is masked.
_ENDS = {IDENTITY: (3, 2), CARD: (4, 4), MOBILE: (3, 4)}
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"


@dataclass(frozen=True, slots=True)
class PersonalNumber:
    """One number in a text, from `start` to `end`. `shown` is its masked form; `sure`: its check character is right."""

    kind: str
    start: int
    end: int
    shown: str
    sure: bool


def personal_numbers(text: str) -> Iterator[PersonalNumber]:
    """The numbers in a text, by kind; none stands within another."""
    folded, taken = text[:MAX_TEXT].translate(_WIDTH), list[tuple[int, int]]()
    for kind, form in _BOUNDED:
        for found in form.finditer(folded):
            if any(start < found.end() and found.start() < end for start, end in taken):
                continue
            taken.append(found.span())
            yield PersonalNumber(kind, found.start(), found.end(), _hidden(kind, found[0]), _SURE[kind](found[0]))


def masked(text: str) -> str:
    """The text as it may be shown. What only looks like such a number is masked too: nothing is lost by it."""
    for number in sorted(personal_numbers(text), key=lambda one: -one.start):
        text = text[: number.start] + number.shown + text[number.end :]
    return text[:MAX_TEXT]


def _hidden(kind: str, number: str) -> str:
    first, last = _ENDS[kind]
    return number[:first] + "*" * (len(number) - first - last) + number[-last:]


def _is_identity(number: str) -> bool:
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return number[-1].upper() == _CHECK[total % 11]


def _is_card(number: str) -> bool:
    """Luhn's check digit (ISO/IEC 7812-1, annex B)."""
    digits = [int(digit) for digit in reversed(number) if digit.isdigit()]
    return sum(digit if place % 2 == 0 else sum(divmod(2 * digit, 10)) for place, digit in enumerate(digits)) % 10 == 0


_SURE: Mapping[str, Callable[[str], bool]] = {IDENTITY: _is_identity, CARD: _is_card, MOBILE: lambda _number: True}
