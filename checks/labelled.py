"""Values that a page shows behind labels (留言时间：…, 办理材料 …), whatever the markup. Holds no check of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.freshness.main_text import is_frame

#: Most characters of one page's text that are read, and most of one value.
MAX_TEXT = 60_000
MAX_VALUE = 20_000
#: Stands for a picture, a table of files or another thing that is no text but may be a value.
THING = "\ufffc"
_THINGS = frozenset({"img", "iframe", "embed", "object", "video"})
_UNREAD = frozenset({"script", "style", "noscript", "template", "select", "textarea", "button"})
_MAX_DEPTH = 512
_DAY = re.compile(r"(?<!\d)(20\d\d)\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)")
#: What may stand in front of a label: the start, an end of a phrase, or a number (一、 （二） 3.).
_BEFORE = r"(?:^|(?<=[\n\s|｜，,；;。】\]）)>：:]))(?:[（(]?[一二三四五六七八九十\d]{1,3}[、.．)）]\s?|[【\[]\s?)?"
_AFTER = r"\s{0,3}(?:[】\]]\s{0,3}[:：]?|[:：]|(?=\n)|$|(?=\s20\d\d[-/.年]))"


@dataclass(frozen=True, slots=True)
class Value:
    """What stands behind one label: `kind` is the label's group, `text` runs to the next label of any group."""

    kind: str
    label: str
    text: str
    start: int

    @property
    def day(self) -> date | None:
        """The day with which the text begins; None when there is none."""
        return first_day(self.text[:40])

    @property
    def first_line(self) -> str:
        """The first line of the text that is not blank."""
        return next((line for line in (one.strip() for one in self.text.split("\n")) if line), "")


class Labels:
    """Groups of labels by kind; blanks between the characters of a label do not matter (回 复 时 间)."""

    def __init__(self, groups: Mapping[str, tuple[str, ...]]) -> None:
        self._kinds = {label: kind for kind, labels in groups.items() for label in labels}
        # The longest first: 办理时间 must not be read as 办理.
        names = sorted(self._kinds, key=lambda name: (-len(name), name))
        spaced = "|".join(r"[ \u3000]{0,3}".join(map(re.escape, name)) for name in names)
        self._pattern = re.compile(f"{_BEFORE}(?P<label>{spaced}){_AFTER}")

    def values(self, text: str) -> list[Value]:
        """Everything behind a label in a text of `text_of`, in order."""
        found = list(self._pattern.finditer(text))
        ends = [match.start() for match in found[1:]] + [len(text)]
        return [self._value(match, text, end) for match, end in zip(found, ends, strict=False)]

    def kind_of(self, text: str) -> str:
        """The group of which a text is a label and nothing more (a heading of a table's column); else empty."""
        return self._kinds.get(re.sub(r"[\s:：【】\[\]]", "", text), "")

    def _value(self, match: re.Match[str], text: str, end: int) -> Value:
        label = re.sub(r"\s", "", match["label"])
        return Value(
            self._kinds[label], label, text[match.end() : end][:MAX_VALUE].strip(" \u3000\n:："), match.start()
        )


def first_day(text: str) -> date | None:
    """The first day written in a text, with its year; None when there is none that exists."""
    match = _DAY.search(text)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def text_of(dom: LexborHTMLParser) -> str:
    """The words of a page's main part, one text node a line; pictures and the like as `THING`."""
    return "\n".join(piece for _, piece in pieces(dom.body))


def pieces(root: LexborNode | None) -> Iterator[tuple[LexborNode, str]]:
    """The lines of `text_of` below an element, each with its node; at most `MAX_TEXT` characters."""
    size = 0
    for node in _walk(root):
        piece = THING if node.tag in _THINGS else " ".join(node.text(deep=False).split())
        size += len(piece) + 1
        if size > MAX_TEXT:
            return
        if piece:
            yield node, piece


def _walk(root: LexborNode | None) -> Iterator[LexborNode]:
    """Text nodes and things of the main part, in document order."""
    stack = [(root, 0)] if root is not None else []
    while stack:
        node, depth = stack.pop()
        if node.tag == "-text" or node.tag in _THINGS:
            yield node
        elif node.tag not in _UNREAD and not (depth and is_frame(node)) and depth < _MAX_DEPTH:
            stack.extend((child, depth + 1) for child in reversed(list(node.iter(include_text=True))))
