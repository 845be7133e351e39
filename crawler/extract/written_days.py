"""Days that a page's scripts write into it as they stand: document.write('2026-11-23'), $('#pub').text('2026-11-23').

Nothing is run. Only texts that the source holds in full are put where a browser would show them; what a call or an
unknown variable would give is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html import unescape
from itertools import islice

from crawler.extract.date_words import spelled
from crawler.extract.dates import FULL
from crawler.extract.lists.literals import unquote_literal
from crawler.extract.lists.scripts import script_text
from crawler.extract.tree import SILENT, Element, Tree, fold

#: Most texts written by one page, longest of them, and longest script read for one.
MAX_WRITTEN, MAX_TEXT, MAX_SOURCE = 50, 200, 100_000
_STRING = r"\"(?:[^\"\\\n]|\\.){0,400}\"|'(?:[^'\\\n]|\\.){0,400}'"
_NAME = r"[A-Za-z_$][\w$]{0,40}"
#: A text with what cuts off its clock time.
_CUT = r"\.(?:substring|substr|slice)\(\s*0\s*,\s*(\d{1,2})\s*\)|\.split\(\s*[\"'][ T][\"']\s*\)\[0\]|\.trim\(\)"
_TERM = re.compile(rf"\s*(?:({_STRING})|({_NAME}))((?:{_CUT})*)\s*")
_CUTS = re.compile(_CUT)
_WRITE = re.compile(r"document\.write(?:ln)?\s*\(")
_FILL = re.compile(
    rf"(?:document\.getElementById\(\s*({_STRING})\s*\)\.(?:innerHTML|innerText|textContent)\s*=(?!=)"
    rf"|(?:\$|jQuery)\(\s*({_STRING})\s*\)\.(?:text|html|append|prepend)\()"
)
_CONSTANT = re.compile(rf"(?<![\w.$])({_NAME})\s{{0,9}}=(?!=)\s{{0,9}}(?:({_STRING})\s{{0,9}}(?=[;,\n\r]|$))?")
_SIGNS = ("document.write", ".innerHTML", ".innerText", ".textContent", ".text(", ".html(", ".append(", ".prepend(")
#: What stands inside a function is written where that is called.
_ELSEWHERE = re.compile(r"\bfunction\b|=>")
_MARKUP = re.compile(r"<[^<>]{0,300}>")
_LINK = re.compile(r"<a\b|<meta\b|<script\b", re.I)


def place_written_days(tree: Tree) -> None:
    """Put each text that holds a day, and is written as it stands, where it would be shown."""
    scripts = [(element, script_text(element)) for element in tree.tagged("script") if element.children]
    told = [(element, code) for element, code in scripts if len(code) <= MAX_SOURCE and _may_write(code)]
    if not told:
        return
    names = _constants("\n".join(code for _, code in scripts if len(code) <= MAX_SOURCE))
    for element, code in told[:MAX_WRITTEN]:
        text = "" if _ELSEWHERE.search(code) else _written(code, names)
        if text and element.parent is not None and element.parent.tag not in SILENT | {"head"}:
            _insert(element.parent, element.index + 1, text)
    fills = dict(_fills("\n".join(code for _, code in told), names))
    for place, elements in _places(tree, fills).items():
        # Of several, or of one that shows something already, nobody knows what it will show.
        if len(elements) == 1 and not elements[0].size and elements[0].tag not in SILENT:
            _insert(elements[0], len(elements[0].children), fills[place])


def _may_write(code: str) -> bool:
    """Whether a script writes anything, before it is read closely; most write nothing."""
    return any(sign in code for sign in _SIGNS)


def _constants(scripts: str) -> Mapping[str, str]:
    """Variables that are given one text and nothing else."""
    found: dict[str, set[str | None]] = {}
    for match in islice(_CONSTANT.finditer(scripts), 2000):
        found.setdefault(match[1], set()).add(unquote_literal(match[2]) if match[2] else None)
    return {name: text for name, values in found.items() if len(values) == 1 and (text := next(iter(values)))}


def _written(code: str, names: Mapping[str, str]) -> str:
    """All that one script writes where it stands; empty when anything of it is not known, or holds no day."""
    pieces: list[str] = []
    for match in islice(_WRITE.finditer(code), MAX_WRITTEN):
        text = _text_at(code, match.end(), names)
        if text is None:
            return ""
        pieces.append(text)
    return _plain("".join(pieces))


def _fills(scripts: str, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Places named by id or by one class, with the one text that they are filled with."""
    found: dict[str, set[str | None]] = {}
    for match in islice(_FILL.finditer(scripts), MAX_WRITTEN):
        place = unquote_literal(match[1] or match[2])
        place = f"#{place}" if match[1] else place
        found.setdefault(place, set()).add(_text_at(scripts, match.end(), names))
    for place, texts in found.items():
        text = next(iter(texts)) if len(texts) == 1 else None
        plain = _plain(text) if text else ""
        if plain:
            yield place, plain


def _text_at(code: str, at: int, names: Mapping[str, str]) -> str | None:
    """The sum of texts that begins at `at`; None when any part of it is not known."""
    pieces: list[str] = []
    for _ in range(20):
        match = _TERM.match(code, at)
        if match is None:
            return None
        text = unquote_literal(match[1]) if match[1] else names.get(match[2])
        if text is None:
            return None
        pieces.append(_shortened(text, match[3]))
        at = match.end()
        if code[at : at + 1] != "+":
            return "".join(pieces) if code[at : at + 1] in (")", ";", "}", "") or code[at - 1] == "\n" else None
        at += 1
    return None


def _shortened(text: str, cuts: str) -> str:
    for cut in _CUTS.finditer(cuts):
        text = text[: int(cut[1])] if cut[1] else re.split("[ T]", text, maxsplit=1)[0] if "split" in cut[0] else text
    return text


def _plain(text: str) -> str:
    """What visitors read of a written text; empty when it holds no day, or more than one, or a link."""
    if len(text) > MAX_TEXT * 2 or _LINK.search(text):
        return ""
    plain = fold(unescape(_MARKUP.sub(" ", text)))
    days = Counter(match.groups() for match in FULL.finditer(spelled(plain)))
    return plain if len(days) == 1 and len(plain) <= MAX_TEXT else ""


def _places(tree: Tree, wanted: Mapping[str, str]) -> Mapping[str, list[Element]]:
    """The elements that each of the wanted selectors, of an id or of a class, names; at most two of each."""
    found: dict[str, list[Element]] = {}
    for element in tree.elements if wanted else ():
        if element.names == " ":
            continue
        names = (f"#{element.attrs.get('id', '')}", *(f".{name}" for name in element.attrs.get("class", "").split()))
        for name in names:
            if name in wanted and len(found.setdefault(name, [])) < 2:
                found[name].append(element)
    return found


def _insert(parent: Element, at: int, text: str) -> None:
    parent.children.insert(at, text)
    for place in range(at + 1, len(parent.children)):
        child = parent.children[place]
        if isinstance(child, Element):
            child.index = place
    parent.size += len(text)
    for above in parent.ancestors():
        above.size += len(text)
