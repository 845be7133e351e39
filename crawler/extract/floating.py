"""Boxes that float or run over a page: notices with a link and a date that belong to no list of its."""

from __future__ import annotations

import re

from crawler.extract.tree import Element

#: How far above a link such a box is looked for.
_LEVELS = 8
_FIXED = re.compile(r"position\s*:\s*fixed", re.I)
#: Names of such boxes; float-left and the like only place a part of the page.
_NAMES = re.compile(
    r"(?:^|[\s_\-])(?:float(?:ing|ad|box|win|div|er)?|piaofu|piao|duilian|tanchuang|tanchu|pop(?:up)?(?:win|window|box|div|layer)?"
    r"|modal|dialog)(?:\d*)(?=$|\s|[_\-](?!l\b|r\b|left|right|none|start|end))"
)
_PLACED = re.compile(r"(?:^|\s)float[_\-]?(?:l|r|left|right|none|start|end)\b")


def is_floating(link: Element) -> bool:
    """Whether a link stands in a box that floats over the page, or in a line that runs."""
    above, levels = link.parent, 0
    while above is not None and levels < _LEVELS:
        if above.tag == "marquee" or _FIXED.search(above.attrs.get("style", "")):
            return True
        if above.names != " " and _NAMES.search(above.names) and not _PLACED.search(above.names):
            return True
        above, levels = above.parent, levels + 1
    return False
