"""What a page shows a visitor, as far as verdicts need it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from crawler.extract.lines import lines_of
from crawler.extract.parsed import ParsedPage, parse
from crawler.extract.tree import Element, Tree, fold, words

#: Bytes of a page looked at, and most lines kept of it, and most characters of each: more than any verdict's bound,
#: or an article in one line would pass for a short page.
MAX_BYTES = 512 * 1024
MAX_LINES = 200
MAX_LINE = 2000
_HEADINGS = frozenset({"h1", "h2", "h3"})
_HIDING = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.I)
#: A comment without its end reaches to the end of the sheet.
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.S)
_BRACE = re.compile(r"([{}])")
_SIMPLE = re.compile(r"[.#][\w-]+")
_SOURCES = frozenset({"script", "iframe", "frame", "img", "form"})
_FRAMES = frozenset({"iframe", "frame"})
#: Most characters of what a field says.
_PROMPT = 60
_TYPED = frozenset({"password", "text", "email", "tel", ""})


@dataclass(frozen=True, slots=True)
class Sight:
    """`lines` are the visible lines without what is linked in them, `linked` counts the characters of links.

    `passwords` and `fields` count visible input fields, `sources` are the addresses of scripts, frames and forms,
    `frames` those of frames alone; `prompts` is what visible fields and buttons say by their attributes.
    """

    title: str = ""
    headings: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    linked: int = 0
    passwords: int = 0
    fields: int = 0
    sources: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()

    @property
    def own(self) -> str:
        """All text that is not a link."""
        return " ".join(self.lines)

    @property
    def digest(self) -> str:
        """The same for two pages that show the same title and text."""
        return hashlib.sha256("\n".join((self.title, *self.lines)).encode("utf-8", "surrogatepass")).hexdigest()


def look(body: bytes, content_type: str = "") -> Sight:
    """See a page's decoded body. Never raises on any bytes."""
    return _look(body[:MAX_BYTES], content_type)


# The page in hand is looked at by several who ask in turn.
@lru_cache(maxsize=1)
def _look(body: bytes, content_type: str) -> Sight:
    return see(parse(body, content_type))


def see(parsed: ParsedPage) -> Sight:
    """See a page that is parsed already; marks elements of its tree as hidden, so nothing else can be read after."""
    # All that is read of a page loads with it, which only who looks at one needs.
    from crawler.extract.facts import read_title  # noqa: PLC0415

    tree = parsed.tree
    lines = lines_of(tree.root) if _hide(tree) else parsed.lines
    shown = [e for e in tree.tagged("input") if not e.hidden]
    inputs = [e.attrs.get("type", "").strip().lower() for e in shown]
    headings = [e for e in tree.among(_HEADINGS) if not e.hidden]
    sources = map(_source, tree.among(_SOURCES))
    frames = (_source(e) for e in tree.among(_FRAMES) if not e.hidden)
    prompts = (fold(e.attrs.get(name, ""))[:_PROMPT] for e in shown for name in ("placeholder", "value", "aria-label"))
    return Sight(
        title=read_title(tree),
        headings=tuple(words(element)[:200] for element in headings[:20]),
        lines=tuple(line.plain[:MAX_LINE] for line in lines if line.plain)[:MAX_LINES],
        linked=sum(line.linked for line in lines),
        passwords=inputs.count("password"),
        fields=sum(kind in _TYPED for kind in inputs),
        sources=tuple(islice(filter(None, sources), 100)),
        frames=tuple(islice(filter(None, frames), 20)),
        prompts=tuple(islice(filter(None, prompts), 50)),
    )


def _hide(tree: Tree) -> bool:
    """Mark what the page's own style blocks hide by class or id: messages that only scripts would show.

    Returns whether they can hide anything.
    """
    sheets = "".join(c for e in tree.tagged("style") for c in e.children if isinstance(c, str))
    names = frozenset(_hidden_names(_COMMENT.sub("", sheets[:MAX_BYTES])))
    for element in tree.elements if names else ():
        own = {f".{name}" for name in element.attrs.get("class", "").split()} | {f"#{element.attrs.get('id', '')}"}
        above = element.parent is not None and element.parent.hidden
        element.hidden = element.hidden or above or not names.isdisjoint(own)
    return bool(names)


def _hidden_names(sheet: str) -> Iterator[str]:
    """The plain .class and #id selectors that hide always: what stands in @media or @supports hides only sometimes."""
    preludes: list[str] = []
    # A search for text with a brace behind it would begin anew at every character of a sheet without braces.
    parts = _BRACE.split(sheet)
    for text, mark in zip(parts[::2], parts[1::2], strict=False):
        if mark == "{":
            preludes.append(text)
        elif preludes:
            prelude = preludes.pop()
            if not preludes and _HIDING.search(text):
                yield from filter(_SIMPLE.fullmatch, map(str.strip, prelude.split(",")))


def comparable(line: str) -> str:
    """A line without what a server puts in anew each time: addresses, numbers, times."""
    return fold(re.sub(r"[!-~]*[/\d][!-~]*", " ", line))


def _source(element: Element) -> str:
    return element.attrs.get("action" if element.tag == "form" else "src", "")[:300].lower()
