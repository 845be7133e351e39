"""Colours written in styles and attributes, and how far two of them stand apart (WCAG 2.2, contrast ratio)."""

from __future__ import annotations

import re

Colour = tuple[int, int, int]

_HEX = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})")
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*(?:[,/]\s*(1|1\.0*|100%)\s*)?\)")
#: CSS Color 4: the sixteen oldest names, and others that editors write.
_NAMES = {
    "black": "000000", "silver": "c0c0c0", "gray": "808080", "grey": "808080", "white": "ffffff", "maroon": "800000",
    "red": "ff0000", "purple": "800080", "fuchsia": "ff00ff", "green": "008000", "lime": "00ff00", "olive": "808000",
    "yellow": "ffff00", "navy": "000080", "blue": "0000ff", "teal": "008080", "aqua": "00ffff", "orange": "ffa500",
    "lightgray": "d3d3d3", "lightgrey": "d3d3d3", "darkgray": "a9a9a9", "darkgrey": "a9a9a9", "gainsboro": "dcdcdc",
    "whitesmoke": "f5f5f5", "pink": "ffc0cb", "gold": "ffd700", "skyblue": "87ceeb",
}  # fmt: skip


def colour_of(text: str) -> Colour | None:
    """An opaque colour; None for everything else (variables, gradients, what shines through)."""
    word = text.strip().lower()
    word = _NAMES.get(word, word)
    found = _HEX.fullmatch(word)
    if found is not None:
        digits = found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
    parts = _RGB.fullmatch(word)
    if parts is None or any(int(parts[number]) > 255 for number in (1, 2, 3)):
        return None
    return int(parts[1]), int(parts[2]), int(parts[3])


def contrast(one: Colour, other: Colour) -> float:
    """The ratio of two colours, from 1 (equal) to 21 (black and white)."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    # WCAG writes 0.03928 where sRGB has 0.04045; of eight bits both say the same.
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
