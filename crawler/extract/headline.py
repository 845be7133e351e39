"""Where an article's own title stands among the lines of its page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.extract.lines import Line

#: Shortest line taken for a title because the page's name begins with it, in characters; and a later part of that name.
_TITLE = 6
_LONG_PART = 14
_HEADINGS = frozenset({"h1", "h2", "h3"})
_NAMED = re.compile(r"(?:^|[\s_\-])(?:\w*title\d*|bt|biaoti|\w*_?bt|tit|headline)(?:$|[\s_\-])", re.I)
_SPACE = re.compile(r"[\s\u3000]+")
_SEPARATOR = re.compile(r"\s*(?:[_|｜]|\s[-—–]+\s|--+)\s*")


def headline_index(lines: Sequence[Line], names: Sequence[str]) -> int | None:
    """Index of the line that is the page's title: what the page calls itself, else its heading. None: it has none."""
    wanted = [_SPACE.sub("", part) for name in names for part in _parts(name) if part.strip()]
    for length in (_TITLE, 4):
        found = [i for i, line in enumerate(lines) if not line.is_link and _is_named(line.text, wanted, length)]
        found = [i for i in found if _SPACE.sub("", lines[i].text) in wanted] or found
        if found:
            # A breadcrumb often ends with the title: the heading follows it.
            return next((i for i in found if _is_heading(lines[i])), found[-1] if len(found) <= 2 else found[0])
    headings = [i for i, line in enumerate(lines) if not line.is_link and line.block.tag in ("h1", "h2")]
    named = headings or [i for i, line in enumerate(lines) if not line.is_link and _is_heading(line)]
    return next((i for i in named if len(lines[i].text) >= _TITLE), None)


def _parts(name: str) -> list[str]:
    """A page's name, what stands first in it, and what is long enough there to be a title (not a site's name)."""
    parts = _SEPARATOR.split(name)
    return [name, parts[0], *(part for part in parts[1:] if len(part) >= _LONG_PART)]


def _is_named(text: str, wanted: Sequence[str], length: int) -> bool:
    bare = _SPACE.sub("", text)
    if len(bare) < length:
        return False
    # Long titles are broken into lines, and cut in the title tag.
    return any(bare == name or (len(bare) >= 8 and name.startswith(bare)) or _cut_alike(bare, name) for name in wanted)


def _cut_alike(bare: str, name: str) -> bool:
    return len(name) >= 10 and len(bare) <= 100 and bare.startswith(name.rstrip(".…"))


def _is_heading(line: Line) -> bool:
    return line.block.tag in _HEADINGS or bool(_NAMED.search(line.block.names))
