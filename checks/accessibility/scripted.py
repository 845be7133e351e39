"""Where the page's own scripts say something that a rule asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from checks.accessibility.outline import outline_of
from core.snapshot import Page

#: Characters of a script that are read, and of it that are shown.
_LONGEST, _SHOWN = 200_000, 160


@dataclass(frozen=True, slots=True)
class Place:
    """A script element, its text, what was found in it, and the text around that as evidence."""

    node: LexborNode
    script: str
    found: re.Match[str]

    @property
    def shows(self) -> str:
        """The text from a little before what was found."""
        return self.script[max(0, self.found.start() - 20) :][:_SHOWN]


def scripts_of(page: Page) -> int:
    """How many scripts of its own a page has, as far as rules about them are concerned: one, or none."""
    return 1 if outline_of(page.dom).script.strip() else 0


def places(page: Page, word: str, pattern: re.Pattern[str]) -> Sequence[Place]:
    """The first place in each script that matches; `word` stands in every match, and spares most pages the search."""
    if word not in outline_of(page.dom).script:
        return ()
    scripts = [(node, node.text()[:_LONGEST]) for node in page.dom.css("script:not([src])")]
    return [
        Place(node, text, found)
        for node, text in scripts
        if word in text and (found := pattern.search(text)) is not None
    ]
