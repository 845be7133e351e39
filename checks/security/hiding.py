"""By which means an element of a page is kept from its visitors, as far as the page itself says. Holds no check.

Read are style attributes, presentational attributes, style blocks of the page (plain class, id and tag selectors
outside @media and @supports), and inline scripts that write or set such styles. Style sheets in files are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum

#: Attributes as selectolax gives them.
Attributes = Mapping[str, str | None]
Style = Mapping[str, str]


class Means(StrEnum):
    """How something is hidden, in words for officials."""

    DISPLAY = "不显示（display:none）"
    VISIBILITY = "不可见（visibility:hidden）"
    ATTRIBUTE = "标记为隐藏（hidden）"
    NOSCRIPT = "放在 noscript 中"
    SCRIPT = "由脚本隐藏"
    SLID = "移到可见区域一侧"
    FOLDED = "折叠为零高度"
    COMMENT = "放在注释中"
    OPACITY = "完全透明"
    OFFSCREEN = "移出屏幕之外"
    INDENT = "文字缩进到屏幕之外"
    CLIPPED = "裁剪到看不见"
    SIZE = "尺寸为零或一个像素"
    FONT = "字号为零或一个像素"
    COLOUR = "文字与背景同色"
    MARQUEE = "放在看不见的滚动字幕中"
    WRITTEN = "由脚本写入"


#: Means that menus, tabs and dialogs use too. The others keep links from visitors for good.
USUAL = frozenset(
    {Means.DISPLAY, Means.VISIBILITY, Means.ATTRIBUTE, Means.NOSCRIPT, Means.SCRIPT, Means.COMMENT, Means.OPACITY}
    | {Means.SLID, Means.FOLDED}
)

#: Pixels beyond which nothing is on any screen.
_FAR = 500
_VERY_FAR = 3_000
#: Per cent by which something stands wholly beside the screen.
_WHOLE = 100
_LENGTH = re.compile(r"(-?\d{0,6}\.?\d{1,6})\s?(px|pt|em|rem|%|ex|cm|in|mm|vw|vh)?(?![\w.])")
_PIXELS = {"em": 16, "rem": 16, "ex": 8, "pt": 1.3, "cm": 38, "in": 96, "mm": 4}
#: Lengths that are a share of something else: menus wait beside the screen by them.
_SHARES = frozenset({"%", "vw", "vh"})
_MOVED = re.compile(
    r"translate[xy3d]{0,2}\(\s?-(?:[5-9]\d\d|\d{4,6})(?:px|em)|scale[xy3d]{0,2}\(\s?0(?:\.0{1,3})?\s?[,)]"
)
_SLID = re.compile(r"translate[xy3d]{0,2}\(\s?-\d{3}%")
_CLIPPED = re.compile(
    r"rect\(\s?[01](?:px)?[\s,]{1,3}[01](?:px)?[\s,]{1,3}[01](?:px)?[\s,]{1,3}[01](?:px)?\s?\)|inset\(\s?(?:50|100)%|circle\(\s?0"
)
_CLEAR = re.compile(r"alpha\(\s?opacity\s?=\s?[01]\s?\)")
_NAMED = {"white": "#ffffff", "black": "#000000", "red": "#ff0000", "transparent": "transparent"}
_RGB = re.compile(r"rgb\(\s?(\d{1,3})\s?,\s?(\d{1,3})\s?,\s?(\d{1,3})\s?\)")
_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})(?![0-9a-f])")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.S)
_BRACE = re.compile(r"([{}])")
_SIMPLE = re.compile(r"(?:[a-z][a-z0-9]{0,15})?(?:[.#][\w-]{1,80})?")
#: Most characters of style sheets read in one page.
MAX_SHEET = 300_000


def read_style(text: str) -> dict[str, str]:
    """Declarations of a style attribute or block: lower-case names and values; the last of a name counts."""
    found: dict[str, str] = {}
    for declaration in text.lower()[:5000].split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            found[name.strip()] = value.replace("!important", "").strip()
    return found


def read_sheet(sheet: str) -> dict[str, dict[str, str]]:
    """Styles by selector, of plain tag, .class and #id selectors; what stands in @media counts only for all screens."""
    rules: dict[str, dict[str, str]] = {}
    for prelude, body in _rules(_COMMENT.sub("", sheet[:MAX_SHEET])):
        style = read_style(body)
        for selector in prelude.split(",") if style else ():
            name = selector.strip()
            if name and _SIMPLE.fullmatch(name):
                rules[name] = {**rules.get(name, {}), **style}
    return rules


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    depth, prelude = 0, ""
    parts = _BRACE.split(sheet)
    for text, mark in zip(parts[::2], [*parts[1::2], ""], strict=True):
        if mark == "{":
            depth, prelude = depth + 1, text.rpartition(";")[2].strip() if depth == 0 else prelude
        elif mark == "}":
            if depth == 1 and not prelude.startswith("@"):
                yield prelude, text
            depth = max(0, depth - 1)


def means_of(tag: str, attributes: Attributes, style: Style, behind: str = "") -> Means | None:
    """By which means an element hides itself and what is in it; None: by none.

    `style` is what holds for it; `behind` the colour behind it as declared (#rrggbb, empty: not known). Letters and
    colours are looked at for this element only: what stands in it may have its own.
    """
    if "hidden" in attributes:
        return Means.ATTRIBUTE
    if tag == "noscript":
        return Means.NOSCRIPT
    if tag == "marquee" and _is_unseen_marquee(attributes, style):
        return Means.MARQUEE
    return _by_display(style) or _by_place(style) or _by_size(tag, attributes, style) or _by_colour(style, behind)


def _by_display(style: Style) -> Means | None:
    if style.get("display") == "none":
        return Means.DISPLAY
    if style.get("visibility") in ("hidden", "collapse"):
        return Means.VISIBILITY
    opacity = style.get("opacity", "")
    if (opacity and _pixels(opacity, 1) <= 0.01) or _CLEAR.search(style.get("filter", "")):
        return Means.OPACITY
    return None


def _by_place(style: Style) -> Means | None:
    pushed = [style.get(f"margin-{side}", "") for side in ("left", "top", "right")]
    moved: list[str] = []
    if style.get("position") in ("absolute", "fixed", "relative"):
        moved += [style.get(side, "") for side in ("left", "right", "top", "bottom")]
        if any(_CLIPPED.search(style.get(name, "")) for name in ("clip", "clip-path")):
            return Means.CLIPPED
    transform = style.get("transform", "")
    if any(_pixels(length) <= -_FAR for length in moved) or _MOVED.search(transform):
        return Means.OFFSCREEN
    if any(_pixels(length) <= -_VERY_FAR for length in pushed):
        return Means.OFFSCREEN
    # Rows of moving pictures begin beside the screen.
    if _SLID.search(transform) or any(
        _share(length) <= -_WHOLE or _pixels(length) <= -_FAR for length in (*moved, *pushed)
    ):
        return Means.SLID
    return Means.INDENT if _pixels(style.get("text-indent", "")) <= -_FAR else None


def _by_size(tag: str, attributes: Attributes, style: Style) -> Means | None:
    if tag in ("iframe", "frame", "embed", "object"):
        return Means.SIZE if _is_tiny_frame(attributes, style) else None
    if _cuts(style):
        # A line's height without unit is a multiple of the letters'.
        lines = style.get("line-height", "")
        heights = [style.get(name, "") for name in ("height", "width")] + [
            lines if lines in ("0", "0px", "1px") else ""
        ]
        if any(_pixels(length, 99) <= 1 for length in heights):
            return Means.SIZE
        if any(_pixels(style.get(name, ""), 99) <= 0 for name in ("max-height", "max-width")):
            return Means.FOLDED
    return Means.FONT if _pixels(style.get("font-size", ""), 99) <= 1 else None


def _by_colour(style: Style, behind: str) -> Means | None:
    colour = colour_of(style.get("color", ""))
    if colour == "transparent" or (colour and colour == (background_of(style) or behind)):
        return Means.COLOUR
    return None


def _cuts(style: Style) -> bool:
    return any(style.get(name, "").startswith("hidden") for name in ("overflow", "overflow-x", "overflow-y"))


def _is_tiny_frame(attributes: Attributes, style: Style) -> bool:
    sizes = [style.get(name) or attributes.get(name) or "" for name in ("width", "height")]
    return any(_pixels(size.strip(), 99) <= 1 for size in sizes)


def _is_unseen_marquee(attributes: Attributes, style: Style) -> bool:
    speed = (attributes.get("scrollamount") or "").strip()
    return _is_tiny_frame(attributes, style) or (speed.isdigit() and len(speed) >= 4)


def background_of(style: Style, attributes: Attributes | None = None) -> str:
    """The background colour that an element declares, as #rrggbb; empty when it declares none, or a picture."""
    shorthand = style.get("background", "")
    if "url(" in shorthand or "gradient" in shorthand or style.get("background-image", "none") != "none":
        return ""
    declared = style.get("background-color") or shorthand or (attributes or {}).get("bgcolor") or ""
    found = colour_of(declared)
    return "" if found == "transparent" else found


def colour_of(text: str) -> str:
    """A colour as #rrggbb, or transparent; empty for what is not read."""
    plain = text.strip().lower()
    if plain in _NAMED:
        return _NAMED[plain]
    numbers = _RGB.search(plain)
    if numbers:
        return "#" + "".join(f"{min(int(number), 255):02x}" for number in numbers.groups())
    short = _HEX.search(plain)
    if short is None:
        first = plain.split(" ", 1)[0]
        return _NAMED.get(first, "")
    digits = short[0][1:]
    return "#" + ("".join(digit * 2 for digit in digits) if len(digits) == 3 else digits)


def _pixels(text: str, absent: float = 0.0) -> float:
    """A length in pixels, roughly; `absent` when it is none, or a share of something."""
    found = _LENGTH.match(text)
    if found is None or found[2] in _SHARES:
        return absent
    return float(found[1]) * _PIXELS.get(found[2] or "", 1)


def _share(text: str) -> float:
    """A length in per cent; 0 for any other."""
    found = _LENGTH.match(text)
    return float(found[1]) if found and found[2] in _SHARES else 0.0
