"""One bounded pass over a page: its links to strangers and how they are hidden, and what its visitors read.

Holds no check of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.security.hiding import USUAL, Means, Style, background_of, means_of, read_sheet, read_style
from checks.security.places import Places, host_of
from core.snapshot.nesting import bounded

#: Most links to strangers kept of one page, most characters of their words, of the page's text and of its scripts.
MAX_ANCHORS = 2_000
MAX_WORDS = 200
MAX_TEXT = 200_000
MAX_SCRIPT = 300_000
#: Deepest nesting that is walked, as everywhere in this house.
_MAX_DEPTH = 512
_UNSEEN = frozenset({"script", "style", "template", "head", "title", "textarea", "option"})
_INLINE = frozenset(
    {"a", "abbr", "b", "big", "em", "font", "i", "s", "small", "span", "strong", "sub", "sup", "u", "mark"}
)
_HIDES_BY_ID = re.compile(
    r"""getElementById\(\s?["']([\w-]{1,80})["']\s?\)\.style\.(?:display\s?=\s?["']none|visibility\s?=\s?["']hidden"""
    r"""|(?:left|top|marginLeft|textIndent)\s?=\s?["']-\d{3})"""
    r"""|\$\(\s?["']#([\w-]{1,80})["']\s?\)\.(?:hide\(|css\(\s?["'](?:display|visibility)["']\s?,\s?["'](?:none|hidden))"""
)
_WRITES = re.compile(r"document\.write(?:ln)?\s?\(|\.innerHTML\s?\+?=|insertAdjacentHTML|\.outerHTML\s?=")
_ESCAPES = re.compile(r"\\u([0-9a-fA-F]{4})|%u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|%([0-9a-fA-F]{2})")
_CODES = re.compile(r"(?:String\.)?fromCharCode\(((?:\s?\d{1,6}\s?,?){2,4000})\)")
_SAYS = re.compile(
    r"""(?:document\.title\s?=|document\.write(?:ln)?\s?\(|\.(?:innerHTML|outerHTML|innerText|textContent)\s?\+?=)\s{0,20}"""
    r"""(["'`])((?:(?!\1)[^\\]|\\.){0,4000})"""
)
_JOINED = re.compile(r"""(["'])\s{0,20}\+\s{0,20}\1""")
_SEARCHED = re.compile(r"<a\b|document\.title\s?=|\.referrer", re.I)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link or frame to a stranger, or any hidden one. `words` are its text, title and picture's name; `means` None:
    to be seen.

    `hard`: hidden by a style of its own that no menu uses. `block` names the hidden part it stands in.
    """

    host: str
    href: str
    words: str
    element: str = "a"
    means: Means | None = None
    hard: bool = False
    block: int = 0
    stranger: bool = True


@dataclass(slots=True)
class Scan:
    """What one page holds. `links` counts all links of each hidden block, `text` is what visitors read, `unseen` what
    is hidden from them, `scripts` the inline scripts that write into the page, `said` what they write."""

    anchors: list[Anchor] = field(default_factory=list)
    links: dict[int, int] = field(default_factory=dict)
    text: str = ""
    unseen: str = ""
    scripts: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class _Shade:
    """What an element inherits of its surroundings."""

    means: Means | None = None
    hard: bool = False
    block: int = 0
    behind: str = ""


class Scanner:
    """Scans one document. Without `places` no host is a stranger: only its words are read."""

    def __init__(self, dom: LexborHTMLParser, places: Places | None = None) -> None:
        self._places, self._found = places, Scan()
        self._pieces: tuple[list[str], list[str]] = [], []
        self._size = 0
        self._root = dom.root
        sheets = "\n".join(node.text() for node in dom.css("style"))
        self._rules = read_sheet(sheets)
        inline = "\n".join(node.text() for node in dom.css("script") if not node.attributes.get("src"))
        # "di" + "v" is written so that nobody finds it.
        script = _JOINED.sub("", inline[:MAX_SCRIPT])
        self._script_hidden = {name for match in _HIDES_BY_ID.findall(script) for name in match if name}
        self._take_script(script)

    def read_script(self, text: str) -> None:
        """Take a script file for one that stands in the document."""
        self._take_script(_JOINED.sub("", text[:MAX_SCRIPT]))

    def _take_script(self, script: str) -> None:
        plain = unescaped(script)
        if _WRITES.search(plain) or _SEARCHED.search(plain):
            self._found.scripts, self._found.said = plain, said_by(plain)

    def scan(self) -> Scan:
        """Everything found, in document order."""
        if self._root is not None:
            self._around(self._root)
            self._walk(self._root)
        self._found.text, self._found.unseen = map("".join, self._pieces)
        if _WRITES.search(self._found.scripts):
            self._written()
        return self._found

    def _around(self, root: LexborNode) -> None:
        """Comments before and behind the html element."""
        for first, step in ((root.prev, "prev"), (root.next, "next")):
            node = first
            while node is not None:
                if node.tag == "-comment":
                    self._comment(node)
                node = getattr(node, step)

    def _walk(self, root: LexborNode) -> None:
        stack: list[tuple[LexborNode, _Shade, int]] = [(root, _Shade(), 0)]
        while stack:
            node, shade, depth = stack.pop()
            tag = node.tag or ""
            if tag == "-text":
                self._say(node.text(deep=False), shade)
            elif tag == "-comment":
                self._comment(node)
            elif tag not in _UNSEEN and depth < _MAX_DEPTH:
                if tag not in _INLINE:
                    self._say("\n", shade)
                inside = self._take(node, tag, shade)
                # The words of a link that is kept are kept with the link.
                if tag != "a" or not (inside.means or self._stranger(node.attributes.get("href") or "")):
                    below = reversed(list(self._children(node, inside)))
                    stack.extend((child, its, depth + 1) for child, its in below)
            elif tag == "head":
                stack.extend((child, shade, depth + 1) for child in reversed(list(node.iter(include_text=True))))

    def _children(self, node: LexborNode, shade: _Shade) -> Iterator[tuple[LexborNode, _Shade]]:
        """Children with what they inherit: between two scripts that write the ends of a hidden element, that too."""
        now = shade
        for child in node.iter(include_text=True):
            if child.tag == "script" and "document.write" in (text := child.text()):
                now = self._opened(text, child, shade) if now is shade else (shade if "</" in literals(text) else now)
            yield child, now

    def _opened(self, script: str, node: LexborNode, shade: _Shade) -> _Shade:
        """What holds behind a script: hidden when it writes the beginning of a hidden element and not its end."""
        written = literals(script)
        if "<" not in written or "</" in written:
            return shade
        first = next((each for each in LexborHTMLParser(written).css("body *")), None)
        means = self._means(first, first.tag or "", "") if first is not None else None
        return replace(shade, means=means, hard=means not in USUAL, block=node.mem_id) if means else shade

    def _take(self, node: LexborNode, tag: str, shade: _Shade) -> _Shade:
        attributes = node.attributes
        style, own = self._style(tag, attributes), read_style(attributes.get("style") or "")
        if shade.means is None:
            means = self._means(node, tag, shade.behind)
            if means is not None:
                inline = means_of(tag, attributes, own, shade.behind) is means and "hidden" not in attributes
                shade = replace(shade, means=means, hard=inline and means not in USUAL, block=node.mem_id)
        behind = background_of(style, attributes)
        shade = replace(shade, behind=behind) if behind else shade
        if tag == "a":
            self._link(node, shade)
        elif tag in ("iframe", "frame"):
            self._keep(attributes.get("src") or "", attributes.get("title") or "", "iframe", shade)
        # Letters and colours are each element's own, and a link has its own colour.
        if shade.means in (Means.FONT, Means.COLOUR) and tag != "a":
            return replace(shade, means=None, hard=False, block=0)
        return shade

    def _means(self, node: LexborNode, tag: str, behind: str) -> Means | None:
        if "id" in node.attributes and node.attributes["id"] in self._script_hidden:
            return Means.SCRIPT
        return means_of(tag, node.attributes, self._style(tag, node.attributes), behind)

    def _style(self, tag: str, attributes: dict[str, str | None]) -> Style:
        if not attributes:
            return self._rules.get(tag, {})
        names = [f".{name}" for name in (attributes.get("class") or "").split()[:20]]
        names += [f"#{attributes['id']}"] if attributes.get("id") else []
        style: dict[str, str] = {}
        for name in (tag, *names, *(f"{tag}{name}" for name in names)):
            style |= self._rules.get(name, {})
        colour = {"color": attributes["color"] or ""} if tag == "font" and attributes.get("color") else {}
        return {**style, **colour, **read_style(attributes.get("style") or "")}

    def _link(self, node: LexborNode, shade: _Shade) -> None:
        href = node.attributes.get("href") or ""
        if href and shade.block:
            self._found.links[shade.block] = self._found.links.get(shade.block, 0) + 1
        pictures = " ".join(image.attributes.get("alt") or "" for image in node.css("img"))
        self._keep(href, " ".join((node.text(), node.attributes.get("title") or "", pictures)), "a", shade)

    def _keep(self, href: str, words: str, element: str, shade: _Shade) -> None:
        stranger = bool(self._stranger(href))
        if (stranger or shade.means) and len(self._found.anchors) < MAX_ANCHORS:
            text, target = " ".join(words.split())[:MAX_WORDS], href.strip()[:500]
            anchor = Anchor(host_of(href), target, text, element, shade.means, shade.hard, shade.block, stranger)
            self._found.anchors.append(anchor)

    def _stranger(self, href: str) -> str:
        return self._places.stranger(href) if self._places else ""

    def _comment(self, node: LexborNode) -> None:
        text = node.comment_content or ""
        if "<a" in text and "//" in text and not text.lstrip().lower().startswith("[if"):
            self._fragment(text, Means.COMMENT, node.mem_id)

    def _written(self) -> None:
        text = literals(self._found.scripts)
        if "<a" in text or "<iframe" in text:
            self._fragment(text, Means.WRITTEN, -1)

    def _fragment(self, text: str, means: Means, block: int) -> None:
        for node in LexborHTMLParser(bounded(text[:MAX_SCRIPT])[0]).css("a[href]"):
            self._found.links[block] = self._found.links.get(block, 0) + 1
            self._keep(node.attributes.get("href") or "", node.text(), "a", _Shade(means, False, block))

    def _say(self, text: str, shade: _Shade) -> None:
        if self._size < MAX_TEXT:
            self._pieces[shade.means is not None].append(text)
            self._size += len(text)


def scan_script(text: str, places: Places) -> Scan:
    """What a script file of the site writes into pages."""
    scanner = Scanner(LexborHTMLParser(""), places)
    scanner.read_script(text)
    return scanner.scan()


def said_by(script: str) -> str:
    """What a script gives to visitors to read: titles that it sets, markup and text that it writes. A list of words by
    which it keeps others from being entered is none of it."""
    written = "\n".join(match[2] for match in _SAYS.finditer(script))
    return re.sub(r"<[^<>]{0,2000}>", "\n", written)


def literals(script: str) -> str:
    """The text of all string literals of a script, joined as document.write would."""
    return (
        "".join(
            match[1] or match[2] or match[3] or ""
            for match in re.finditer(
                r"\"((?:[^\"\\\n]|\\.){0,20000})\"|'((?:[^'\\\n]|\\.){0,20000})'|`([^`]{0,20000})`", script
            )
        )
        .replace("\\/", "/")
        .replace('\\"', '"')
        .replace("\\'", "'")
    )


def unescaped(script: str) -> str:
    """A script with its escaped characters written out, and numbers given to fromCharCode as the characters."""
    plain = _CODES.sub(lambda match: repr("".join(map(_char, re.findall(r"\d{1,6}", match[1])))), script)
    return _ESCAPES.sub(lambda match: _char(str(int(next(filter(None, match.groups())), 16))), plain)


def _char(number: str) -> str:
    code = int(number)
    return chr(code) if code < 0xD800 or 0xDFFF < code < 0x110000 else " "
