"""What a rule says of one page: how many elements it looked at, and which of them are at fault.

A rule words no totals and builds no observations. That the same fault stands on a thousand pages of one template, and
what becomes of it when it is mended, is not its business: see checks/grouping.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from core.elements import SeenElement


@dataclass(frozen=True, slots=True)
class Fault:
    """One element, and what is wrong with it.

    `node` is the element in the page's DOM, or as a browser showed it. `note` says in short Chinese what exactly is
    wrong with this one, where the rule's title does not say it all. `key` tells apart faults of one rule that one
    element can have at once (an attribute's name); it is part of the finding's name: never text, count or position.
    `shows` stands in for the element's source as evidence, where that says nothing. `seen`: scripts or styles may make
    good what the source lacks here, so that a browser which saw the element without fault has the last word. `shot` is
    the picture of the element that a browser took, as a path inside the snapshot.
    """

    node: LexborNode | SeenElement
    note: str = ""
    key: str = ""
    shows: str = ""
    seen: bool = False
    shot: str = ""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What one rule saw on one page.

    `looked_at` counts the elements that the rule is about; with none the rule does not apply to the page. `faults` are
    beyond doubt; `doubts` are for a person to look at (the source alone cannot decide); `advice` is what passes and
    yet had better be changed. `elsewhere` is what another rule tells of, as a nameless link is told at the picture in
    it: no finding of this rule, and no sign that one was mended. A page that could not be parsed whole turns faults
    into doubts by itself.
    """

    looked_at: int
    faults: Sequence[Fault] = ()
    doubts: Sequence[Fault] = ()
    advice: Sequence[Fault] = ()
    elsewhere: Sequence[Fault] = ()
