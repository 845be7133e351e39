"""For which of the common windows a media query holds: Media Queries 4, as far as the source decides it.

A set of windows is a bit mask. What depends on the reader (colour scheme, motion, contrast) or on what no window here
says is perhaps so.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple


class Window(NamedTuple):
    """A window that pages are met in: CSS pixels, and whether a pointer hovers there."""

    width: int
    height: int
    hovers: bool


#: A telephone, a tablet upright and turned, a desktop, a large desktop.
WINDOWS = (
    *(Window(375, 812, False), Window(768, 1024, False), Window(1024, 768, False)),
    *(Window(1280, 800, True), Window(1920, 1080, True)),
)
EVERYWHERE = (1 << len(WINDOWS)) - 1


class Held(NamedTuple):
    """Windows for which something surely holds, and those for which it perhaps does (the sure ones among them)."""

    surely: int
    perhaps: int

    def both(self, other: Held) -> Held:
        """Where this and the other hold."""
        return Held(self.surely & other.surely, self.perhaps & other.perhaps)

    def either(self, other: Held) -> Held:
        """Where one of them holds."""
        return Held(self.surely | other.surely, self.perhaps | other.perhaps)

    def opposite(self) -> Held:
        """Where it does not hold."""
        return Held(EVERYWHERE & ~self.perhaps, EVERYWHERE & ~self.surely)


ALWAYS, PERHAPS, NEVER = Held(EVERYWHERE, EVERYWHERE), Held(0, EVERYWHERE), Held(0, 0)
_QUERY = re.compile(r"(?:(not|only)\s+)?([a-z][\w-]*)?(.*)", re.DOTALL)
_AND = re.compile(r"\band\b")
_LENGTH = r"(-?\d*\.?\d+)(px|em|rem|pt|cm|mm|in)?"
_PREFIXED = re.compile(rf"(min|max)-(?:device-)?(width|height)\s*:\s*{_LENGTH}")
_EXACT = re.compile(rf"(?:device-)?(width|height)\s*(:|=|<=?|>=?)\s*{_LENGTH}")
_TURNED = re.compile(rf"{_LENGTH}\s*(<=?|>=?|=)\s*(width|height)(?:\s*(<=?|>=?)\s*{_LENGTH})?")
#: CSS pixels; the initial font size of browsers for the relative ones.
_PIXELS = {"px": 1.0, "em": 16.0, "rem": 16.0, "pt": 4 / 3, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "="}
#: Longest query read, characters.
_LONGEST = 1000


@lru_cache(maxsize=512)
def windows_of(queries: str) -> Held:
    """Where a list of media queries holds; an empty one always does."""
    text = queries[:_LONGEST].strip().lower()
    if not text:
        return ALWAYS
    found = NEVER
    for query in text.split(","):
        found = found.either(_query(query.strip()))
    return found


def _query(query: str) -> Held:
    matched = _QUERY.fullmatch(query)
    if matched is None:
        return PERHAPS
    sign, medium, rest = matched[1], matched[2] or "all", matched[3]
    if medium not in ("all", "screen"):
        # `not (width > 1px)` has no medium.
        return PERHAPS if medium in ("not", "or", "and") else (ALWAYS if sign == "not" else NEVER)
    found = ALWAYS
    for part in filter(None, map(str.strip, _AND.split(rest))):
        found = found.both(_feature(part))
    return found.opposite() if sign == "not" else found


def _feature(part: str) -> Held:
    inner = part[1:-1].strip() if part.startswith("(") and part.endswith(")") else ""
    if not inner or "(" in inner:
        return PERHAPS
    if prefixed := _PREFIXED.fullmatch(inner):
        return _compared(prefixed[2], ">=" if prefixed[1] == "min" else "<=", prefixed[3], prefixed[4])
    if exact := _EXACT.fullmatch(inner):
        return _compared(exact[1], exact[2].replace(":", "="), exact[3], exact[4])
    if turned := _TURNED.fullmatch(inner):
        found = _compared(turned[4], _MIRRORED[turned[3]], turned[1], turned[2])
        return found.both(_compared(turned[4], turned[5], turned[6], turned[7])) if turned[5] else found
    name, _, wanted = inner.partition(":")
    return _of_kind(name.strip(), wanted.strip())


def _of_kind(name: str, wanted: str) -> Held:
    if name == "orientation" and wanted in ("portrait", "landscape"):
        return _where([(one.height >= one.width) is (wanted == "portrait") for one in WINDOWS])
    if name in ("hover", "any-hover"):
        return _where([one.hovers is (wanted != "none") for one in WINDOWS])
    if name in ("pointer", "any-pointer") and wanted in ("fine", "coarse"):
        return _where([one.hovers is (wanted == "fine") for one in WINDOWS])
    return PERHAPS


def _compared(axis: str, sign: str, number: str, unit: str | None) -> Held:
    limit = float(number) * _PIXELS[unit or "px"]
    sizes = [one.width if axis == "width" else one.height for one in WINDOWS]
    tests = {"<": limit.__gt__, "<=": limit.__ge__, ">": limit.__lt__, ">=": limit.__le__, "=": limit.__eq__}
    return _where([bool(tests[sign](float(size))) for size in sizes])


def _where(holds: list[bool]) -> Held:
    mask = sum(1 << number for number, one in enumerate(holds) if one)
    return Held(mask, mask)
