"""Blocks of one make that repeat on a page, one to a message: where each begins and ends. Holds no check of its own.

A wrong cut would give one message the answer, or the lack of one, of another. So a page is only cut where all times of
asking of one list bear the same label at the same place of like elements; whatever does not fit is left uncut.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.labelled import Labels, Value, pieces

#: Kinds of labels that tell the place of an answer.
REPLY = frozenset({"answer", "answered", "status"})
#: Most messages of one page, most parts of one list, and most levels of elements that are climbed.
_MAX_ANCHORS = 300
_MAX_PARTS = 2000
_MAX_DEPTH = 512


@dataclass(frozen=True, slots=True)
class Block:
    """One message's elements in order, and the values behind labels in them.

    `head` is the text before the first label; `sealed`: one element holds all of it, with the place of its answer.
    """

    nodes: list[LexborNode]
    values: list[Value]
    head: str
    sealed: bool

    @property
    def writes(self) -> bool:
        """Whether the block holds fields to write in: what stands beside them may ask for an answer, not show one."""
        return any(node.css_first("textarea, input[type=text]") is not None for node in _elements(self.nodes))

    @property
    def links(self) -> Iterator[LexborNode]:
        """Links in the block, in order."""
        return (link for node in _elements(self.nodes) for link in node.css("a"))


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A time of asking: its label, the part of a list that holds it and no other, the tags from there to the label.

    `dated`: a day stands behind the label; a heading of a table has none.
    """

    label: str
    part: LexborNode
    path: tuple[str, ...]
    dated: bool


def blocks_of(dom: LexborHTMLParser, labels: Labels) -> Iterator[list[Block]]:
    """Lists of at least two messages each, in the order of the page."""
    lists: dict[int, list[_Anchor]] = defaultdict(list)
    for anchor in _anchors(dom, labels):
        if anchor.part.parent is not None:
            lists[anchor.part.parent.mem_id].append(anchor)
    several = {key: found for key, found in lists.items() if len(found) > 1}
    for found in several.values():
        makes = {(anchor.label, anchor.path) for anchor in found if anchor.dated}
        anchors = [anchor for anchor in found if anchor.dated or (anchor.label, anchor.path) in makes]
        if len(makes) != 1 or len(anchors) < 2:
            continue
        above = anchors[0].part.parent
        parted = len({anchor.part.mem_id for anchor in anchors}) == len(anchors)
        if parted and above is not None and not any(node.mem_id in several for node in _above(above)):
            # A time of asking in another place may stand between two blocks: then one of them is more than a message.
            yield [block for block in _cut(above, anchors, labels) if _asks_once(block)]


def _anchors(dom: LexborHTMLParser, labels: Labels) -> list[_Anchor]:
    lines = list(pieces(dom.body))
    starts = [0, *accumulate(len(piece) + 1 for _, piece in lines)]
    asked = [value for value in labels.values("\n".join(piece for _, piece in lines)) if value.kind == "asked"]
    if not 2 <= len(asked) <= _MAX_ANCHORS:
        return []
    nodes = [lines[bisect_right(starts, value.start) - 1][0] for value in asked]
    held = Counter(node.mem_id for start in nodes for node in (start, *_above(start)))
    return [_anchor(value, node, held) for value, node in zip(asked, nodes, strict=True)]


def _anchor(value: Value, node: LexborNode, held: Counter[int]) -> _Anchor:
    path = [node.tag or ""]
    for above in _above(node):
        if held[above.mem_id] > 1:
            break
        node = above
        path.append(node.tag or "")
    return _Anchor(value.label, node, tuple(path), value.day is not None)


def _above(node: LexborNode) -> Iterator[LexborNode]:
    for _ in range(_MAX_DEPTH):
        if node.parent is None:
            return
        node = node.parent
        yield node


def _cut(above: LexborNode, anchors: list[_Anchor], labels: Labels) -> list[Block]:
    """The blocks of one list; none when where they begin is not plain."""
    alone = [_block([anchor.part], labels, sealed=True) for anchor in anchors]
    if any(REPLY & _kinds(block) for block in alone):
        return alone
    parts = [node for node in above.iter(include_text=True) if node.tag not in ("br", "hr") and _words(node)]
    held = {anchor.part.mem_id for anchor in anchors}
    at = [index for index, node in enumerate(parts) if node.mem_id in held]
    if len(parts) > _MAX_PARTS or len(at) != len(anchors):
        return []
    kinds = [_kinds(_block([node], labels, sealed=False)) for node in parts]
    if any(REPLY & kind for kind in kinds[: at[0]]):
        return []
    begins = [index - _before(parts, kinds, at) for index in at]
    ends = [*begins[1:], _last(parts, at, begins)]
    return [_block(parts[begin:end], labels, sealed=False) for begin, end in zip(begins, ends, strict=True)]


def _before(parts: list[LexborNode], kinds: list[set[str]], at: list[int]) -> int:
    """How many parts before each time of asking belong to it: those that every message has, and nothing else."""
    makes = [_make(node) for node in parts]
    room = min([at[0], *(later - earlier - 1 for earlier, later in pairwise(at))])
    count = 0
    while count < room:
        before = [index - count - 1 for index in at]
        own = makes.count(makes[before[0]]) == len(at) or all(kinds[index] for index in before)
        if not own or len({makes[index] for index in before}) > 1 or any(REPLY & kinds[index] for index in before):
            break
        count += 1
    return count


def _last(parts: list[LexborNode], at: list[int], begins: list[int]) -> int:
    """Where the last block ends: it has no part of a make, and is no longer, than those before it."""
    known = {_make(node) for node in parts[begins[0] : begins[-1]]}
    longest = max(later - earlier for earlier, later in pairwise(begins))
    end = at[-1] + 1
    while end < min(len(parts), begins[-1] + longest) and _make(parts[end]) in known:
        end += 1
    return end


def _make(node: LexborNode) -> tuple[str, str]:
    name = (node.attributes.get("class") or "") if node.tag != "-text" else ""
    return node.tag or "", name


def _block(nodes: list[LexborNode], labels: Labels, *, sealed: bool) -> Block:
    lines = [piece for node in nodes for at, piece in pieces(node) if not _is_button(at, piece, labels)]
    text = "\n".join(lines)
    values = labels.values(text)
    return Block(nodes, values, text[: values[0].start].strip() if values else "", sealed)


def _is_button(node: LexborNode, piece: str, labels: Labels) -> bool:
    """Whether a link's words are a label alone: 回复 to press on, no place of an answer."""
    return bool(labels.kind_of(piece)) and node.parent is not None and node.parent.tag == "a"


def _asks_once(block: Block) -> bool:
    return sum(value.kind == "asked" for value in block.values) == 1


def _kinds(block: Block) -> set[str]:
    return {value.kind for value in block.values}


def _words(node: LexborNode) -> bool:
    return next(pieces(node), None) is not None


def _elements(nodes: list[LexborNode]) -> list[LexborNode]:
    return [node for node in nodes if node.tag != "-text"]
