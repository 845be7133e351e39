"""A bound on a page's size and nesting, before it is parsed.

A WHATWG parser looks through its stack of open elements at every block element, so a million nested `<div>`
keep it busy for a quarter of an hour. The estimate here errs upwards: what it passes is cheap to parse.
"""

from __future__ import annotations

import re
from collections import Counter

#: Longest text parsed, in characters.
MAX_TEXT = 5_000_000
#: Most start tags parsed, and most of them open at once.
MAX_TAGS = 200_000
MAX_OPEN = 4_000
#: Most attributes of one tag: a parser compares each new one with all before it.
MAX_ATTRIBUTES = 1_000
#: Most options: the parser looks through the whole select at each.
MAX_OPTIONS = 10_000
#: Most characters of html and body tags: the attributes of each go to the first, and are compared as above.
MAX_ROOTS = 20_000
#: Most elements that unclosed formatting (`<font>` …) makes a parser repeat: it does so in every paragraph.
MAX_REPEATED = 1_000_000
#: Pages with fewer formatting tags and fewer html and body tags than these need no closer look for their sake.
_FEW, _FEW_ROOTS = 200, 8
#: How deep plainly closed elements are looked for in one another.
_ROUNDS = 3
#: How far up a closing tag is looked for.
_REACH = 64

#: As the HTML standard tokenises (sections 13.2.5.33 to 13.2.5.39 and 13.2.5.43): what ends for us must end for the
#: parser too, or tags could be hidden from us.
_ATTRIBUTE = (
    r"[\t\n\f\r /]*+[^\t\n\f\r />][^\t\n\f\r /=>]*+"
    r"""(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+(?:"[^"]*+"?|'[^']*+'?|[^\t\n\f\r >]*+))?+"""
)
_COMMENT = r"<!--(?:-?>|.*?(?:--!?>|\Z))"
_RAW = r"<(?P<raw>script|style|textarea|title|xmp|iframe|noembed|noframes)\b.*?(?:</(?P=raw)|\Z)"
_TAG = rf"<(?P<end>/?)(?P<name>[a-z][^\t\n\f\r />]*+)(?:{_ATTRIBUTE}){{0,{MAX_ATTRIBUTES}}}+(?P<more>{_ATTRIBUTE})?"
_HTML = re.compile(rf"{_COMMENT}|{_RAW}|{_TAG}", re.I | re.S)
#: Names of elements are ASCII, in whatever case; to compare the letters of all languages makes a look a quarter dearer.
_CASELESS = re.I | re.A
#: Inside svg and math no element holds raw text, so everywhere in such a page tags are counted.
_FOREIGN = re.compile(rf"{_COMMENT}|{_TAG}", re.I | re.S)
_OVERFULL = re.compile(rf"</?[a-z][^\t\n\f\r />]*+(?:{_ATTRIBUTE}){{{MAX_ATTRIBUTES}}}+", _CASELESS)
#: Looking ahead spares nearly all other tags the way through the names.
_WEIGHTY = re.compile(
    r"<(?=[bcefhistu])(html|body|b|big|code|em|font|i|s|small|strike|strong|tt|u)[\t\n\f\r />]", _CASELESS
)
#: Formatting that its own closing tag ends, with nothing but text, links and spans in it: the parser never repeats it.
#: Only the plainest attributes, so that every tag here is one for the parser too, or its opening tag is none either.
_PLAIN_ATTRIBUTES = r"(?:[\t\n\f\r ]+[a-z-]+=\"[^\"<>]*+\")*+[\t\n\f\r ]*+>"
_CLOSED = re.compile(
    rf"<(b|big|code|em|font|i|s|small|strike|strong|tt|u){_PLAIN_ATTRIBUTES}[^<]*+"
    rf"(?:<(?P<inner>a|span){_PLAIN_ATTRIBUTES}[^<]*+</(?P=inner)>[^<]*+)*+</\1>"
)
_SPAN = re.compile(rf"<span{_PLAIN_ATTRIBUTES}[^<]*+</span>")
#: Elements that their own closing tags end, with nothing but text in them: of all these only one is open at a time.
_LEAF = re.compile(rf"<(?!option|html|body)([a-z][a-z0-9]*+){_PLAIN_ATTRIBUTES}[^<]*+</\1>")
#: Never open, or closed by their own next sibling.
_FLAT = frozenset(
    (
        *(
            "area",
            "base",
            "br",
            "col",
            "embed",
            "hr",
            "img",
            "input",
            "link",
            "meta",
            "param",
            "source",
            "track",
            "wbr",
        ),
        *("p", "li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "option", "optgroup"),
        *("html", "head", "body", "path", "circle", "rect", "line", "polygon", "polyline", "ellipse", "stop", "use"),
    )
)
_FLAT_START = re.compile(
    rf"<(?:{'|'.join(sorted(_FLAT - {'option', 'optgroup', 'html', 'body'}))})[\t\n\f\r />]", _CASELESS
)
_FORMATTING = frozenset(
    ("a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u")
)
#: A second one closes the first.
_ALONE = frozenset(("a", "nobr"))
_WALLS = frozenset(("table", "caption", "template", "object", "marquee", "applet"))


def bounded(text: str) -> tuple[str, bool]:
    """Return the text, cut where it grows too long or too costly to parse, and whether it was cut."""
    cut = len(text) > MAX_TEXT
    text = text[:MAX_TEXT]
    # Only start tags open anything.
    tags = text.count("<")
    if tags < MAX_TAGS and _is_shallow(text, tags - text.count("</")) and _is_plain(text, tags):
        return text, cut
    lower = text.lower()
    token = _HTML if "<svg" not in lower and "<math" not in lower else _FOREIGN
    load = _Load()
    for tag in token.finditer(text):
        name = tag["name"]
        if name and (tag["more"] or not load.bears(name.lower(), opens=not tag["end"], size=len(tag[0]))):
            return text[: tag.start()], True
    return text, cut


def _is_shallow(text: str, starts: int) -> bool:
    """Whether a page of so many start tags can have neither too many elements open nor too many options."""
    if starts >= MAX_OPEN and starts - len(_FLAT_START.findall(text)) < MAX_OPEN:
        return True
    for _ in range(_ROUNDS):
        if starts < MAX_OPEN - _ROUNDS:
            return True
        # A space cannot join what stood apart.
        text, leaves = _LEAF.subn(" ", text)
        starts -= leaves
    return False


def _is_plain(text: str, tags: int) -> bool:
    """Whether a page of few start tags, and of so many tags in all, can reach no other bound either."""
    weighty = " ".join(_WEIGHTY.findall(text)).lower().split()
    roots = weighty.count("html") + weighty.count("body")
    return roots < _FEW_ROOTS and _leaves_few(text, len(weighty), tags) and not _OVERFULL.search(text)


def _are_few(unclosed: int, tags: int) -> bool:
    """Whether so many unclosed formatting elements can be repeated in so many tags."""
    # One more is open while it waits for its own closing tag.
    return unclosed < _FEW and (unclosed + 1) * tags < MAX_REPEATED


def _leaves_few(text: str, formatting: int, tags: int) -> bool:
    """Whether few of so many formatting elements are left once those are out that their own closing tags end: those
    with nothing but text, links and spans in them, then those with nothing but such ones.
    """
    for _ in range(_ROUNDS):
        if _are_few(formatting, tags):
            return True
        text, closed = _CLOSED.subn(" ", text)
        formatting -= closed
        text = _SPAN.sub(" ", text)
    return _are_few(formatting, tags)


class _Load:
    """What the parser has to carry so far; estimated upwards."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._formatting: Counter[str] = Counter()
        self._active = self._tags = self._options = self._roots = self._repeated = 0

    def bears(self, name: str, *, opens: bool, size: int) -> bool:
        """Take one more tag of `size` characters; False when it is one too many."""
        self._repeated += self._active
        if name in _FORMATTING:
            self._format(name, opens)
        elif name == "option":
            self._options += opens
        elif name in ("html", "body"):
            self._roots += size
        if name not in _FLAT:
            self._tags += 1
            if opens:
                self._open.append(name)
            else:
                _close(self._open, name)
        return (
            len(self._open) <= MAX_OPEN
            and self._tags <= MAX_TAGS
            and self._options <= MAX_OPTIONS
            and self._roots <= MAX_ROOTS
            and self._repeated <= MAX_REPEATED
        )

    def _format(self, name: str, opens: bool) -> None:
        """Unclosed formatting goes on in every later paragraph, also when its own parent is closed; links do not."""
        change = 1 if opens else -1
        if name not in _ALONE and self._formatting[name] + change >= 0:
            self._formatting[name] += change
            self._active += change


def _close(opened: list[str], name: str) -> None:
    """Take the nearest open element of that name off the stack, as the parser would, or nothing."""
    for index in range(len(opened) - 1, max(-1, len(opened) - 1 - _REACH), -1):
        if opened[index] == name:
            if name in _FORMATTING:
                del opened[index]
            else:
                del opened[index:]
            return
        if opened[index] in _WALLS:
            return
