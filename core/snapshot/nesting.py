"""A bound on a page's size and nesting, before it is parsed.

A WHATWG parser looks through its stack of open elements at every block element, so a million nested `<div>`
keep it busy for a quarter of an hour. The estimate here errs upwards: what it passes is cheap to parse.
"""

from __future__ import annotations

import re

#: Longest text parsed, in characters; a start tag full of attributes costs about 50 bytes of memory a character.
MAX_TEXT = 5_000_000
#: Most start tags parsed, and most of them open at once.
MAX_TAGS = 200_000
MAX_OPEN = 4_000
#: How far up a closing tag is looked for.
_REACH = 64

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|textarea|title|xmp)\b.*?(?:</\1|\Z)|<(/?)([a-z][^\s/>]*)", re.I | re.S
)
#: Never open, or closed by their own next sibling.
_FLAT = frozenset(
    (
        *(
            "area",
            "base",
            "br",
            "col",
            "embed",
            "hr",
            "img",
            "input",
            "link",
            "meta",
            "param",
            "source",
            "track",
            "wbr",
        ),
        *("p", "li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "option", "optgroup"),
        *("html", "head", "body", "path", "circle", "rect", "line", "polygon", "polyline", "ellipse", "stop", "use"),
    )
)
_FORMATTING = frozenset(
    ("a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u")
)
_WALLS = frozenset(("table", "caption", "template", "object", "marquee", "applet"))


def bounded(text: str) -> tuple[str, bool]:
    """Return the text, cut where it grows too long or too deep to parse safely, and whether it was cut."""
    cut = len(text) > MAX_TEXT
    text = text[:MAX_TEXT]
    if text.count("<") < MAX_OPEN:
        return text, cut
    opened: list[str] = []
    tags = 0
    for token in _TOKEN.finditer(text):
        name = (token[3] or "").lower()
        if not name or name in _FLAT:
            continue
        tags += 1
        if token[2]:
            _close(opened, name)
        else:
            opened.append(name)
        if len(opened) > MAX_OPEN or tags > MAX_TAGS:
            return text[: token.start()], True
    return text, cut


def _close(opened: list[str], name: str) -> None:
    """Take the nearest open element of that name off the stack, as the parser would, or nothing."""
    for index in range(len(opened) - 1, max(-1, len(opened) - 1 - _REACH), -1):
        if opened[index] == name:
            if name in _FORMATTING:
                del opened[index]
            else:
                del opened[index:]
            return
        if opened[index] in _WALLS:
            return
