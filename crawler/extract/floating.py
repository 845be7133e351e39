"""Boxes that float or run over a page, or show pictures in turn: their entries belong to no list below."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

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
#: Names of boxes whose entries take turns.
_TURNS = re.compile(
    r"(?:^|[\s_\-])(?:\w*swiper|carousel|slick|slides?|slider|\w+slider|lunbo|jiaodian|focus|banner)(?:\w*)(?=$|[\s_\-])"
)


def is_floating(link: Element) -> bool:
    """Whether a link stands in a box that floats over the page, or in a line that runs."""
    return any(map(_floats, islice(link.ancestors(), _LEVELS)))


def takes_turns(link: Element) -> bool:
    """Whether a link stands in a box of pictures that take turns."""
    return any(_is_turning(above.names) for above in islice(link.ancestors(), _LEVELS) if above.names != " ")


def _floats(box: Element) -> bool:
    if box.tag == "marquee" or ("style" in box.attrs and _FIXED.search(box.attrs["style"])):
        return True
    return box.names != " " and _is_floating(box.names)


# The names of boxes are the same on all pages of a site.
@lru_cache(maxsize=1024)
def _is_floating(names: str) -> bool:
    return _NAMES.search(names) is not None and not _PLACED.search(names)


@lru_cache(maxsize=1024)
def _is_turning(names: str) -> bool:
    return _TURNS.search(names) is not None
