"""Lists laid out in columns under headings: which cell holds the publish date, and which hold other days."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from crawler.extract.blocks import Block
from crawler.extract.date_labels import EVENTS
from crawler.extract.tree import Element, fold, texts, words

#: Most cells of a row, longest heading in characters, and how many neighbours before a row its headings may stand.
_CELLS, _HEADING, _BEFORE = 20, 12, 3
#: How many times the characters of headings what holds them may have.
_ROOM = 4
_PUBLISH = re.compile(r"发\s*布|公\s*开|上\s*传|公\s*布|上\s*网|发\s*表|刊\s*登|登\s*载")
_DAY = re.compile(r"日\s*期|时\s*间|日$|期\s*[至限]|效\s*期|^有\s*效\s*至")
_PLAIN = re.compile(r"(?:日\s*期|时\s*间)")
#: Headings of days that are no publish date.
_OTHER = re.compile(
    r"成\s*文|生\s*成|印\s*发|生\s*效|废\s*止|施\s*行|实\s*施|截\s*[止至]|到\s*期|结\s*束|开\s*始|签\s*[发署]|更\s*新|修\s*改"
    rf"|有\s*效|起\s*止|失\s*效|制\s*定|批\s*准|通\s*过|{EVENTS}"
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Places of the cells with the publish date (`None`: no heading names it) and with other days."""

    publish: int | None
    others: frozenset[int]


class Headed:
    """The columns of one page's lists, each list looked at once."""

    def __init__(self) -> None:
        self._known: dict[tuple[Element, int], Columns | None] = {}

    def columns(self, row: Element) -> Columns | None:
        """The columns under which a row stands; None without headings that name a day."""
        count = len(cells_of(row))
        if row.parent is None or not 2 <= count <= _CELLS:
            return None
        key = (row.parent, count)
        if key not in self._known:
            self._known[key] = next(filter(None, (_read(heads) for heads in _headings(row, count))), None)
        return self._known[key]


def cells_of(row: Element) -> list[Element]:
    """The cells of a table's row, or the boxes that a row of another kind consists of."""
    children = [child for child in row.children if isinstance(child, Element) and not child.silent]
    if row.tag == "tr":
        return [child for child in children if child.tag in ("td", "th")]
    # A row may be wrapped once, in its link too.
    return cells_of(children[0]) if len(children) == 1 and children[0].size else children


def publish_text(block: Block, columns: Columns) -> str:
    """The text of the cell with the publish date; empty when no heading names it."""
    cells = cells_of(block.element)
    if columns.publish is None or columns.publish >= len(cells):
        return ""
    return words(cells[columns.publish])


def without_other_days(block: Block, columns: Columns) -> Block:
    """The block without the texts of cells whose headings name other days."""
    cells = cells_of(block.element)
    others = {below for place in columns.others if place < len(cells) for below in cells[place].elements()}
    within = set(block.link.elements())
    beside = (fold(text) for home, text in texts(block.element) if home not in within and home not in others)
    inside = (fold(text) for home, text in texts(block.link) if home not in others)
    return replace(block, beside=tuple(filter(None, beside)), inside=tuple(filter(None, inside)))


def _headings(row: Element, count: int) -> list[list[str]]:
    """Texts of what may be the headings of a row with so many cells, nearest first."""
    found = []
    around = [row, *([row.parent] if row.parent else [])]
    if row.tag == "tr":
        table = next((above for above in row.ancestors() if above.tag == "table"), None)
        first = next((below for below in table.elements() if below.tag == "tr"), None) if table else None
        candidates = [first] if first is not None and first is not row else []
        around = [table] if table is not None else []
    else:
        first = (
            next((child for child in row.parent.children if isinstance(child, Element)), None) if row.parent else None
        )
        candidates = [first] if first is not None and first is not row else []
    for element in around:
        if element.parent is not None:
            before = element.parent.children[max(0, element.index - _BEFORE) : element.index]
            candidates.extend(node for node in reversed(before) if isinstance(node, Element) and node.size)
    for candidate in candidates:
        if candidate.size > count * _HEADING * _ROOM:
            continue
        heads = [words(cell, "") for cell in _cells_deep(candidate)]
        if len(heads) == count and all(len(head) <= _HEADING for head in heads):
            found.append(heads)
    return found


def _cells_deep(element: Element) -> list[Element]:
    """The cells of an element that is a row or holds only one."""
    rows = [below for below in element.elements() if below.tag == "tr"][:2]
    return cells_of(rows[0]) if len(rows) == 1 else cells_of(element)


def _read(heads: list[str]) -> Columns | None:
    others = frozenset(place for place, head in enumerate(heads) if _OTHER.search(head) and _DAY.search(head))
    named = (place for place, head in enumerate(heads) if _PUBLISH.search(head) and _DAY.search(head))
    publish = next((place for place in named if place not in others), None)
    if publish is None:
        publish = next((place for place, head in enumerate(heads) if _PLAIN.fullmatch(head)), None)
    return Columns(publish, others) if publish is not None or others else None
