"""Addresses in style sheets, by the tokens of CSS Syntax Level 3: comments and strings hide nothing and add nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.snapshot.link import Role
from crawler.extract.references import Reference

#: Longest style sheet read, in characters, and most addresses taken from one.
MAX_CSS = 512 * 1024
MAX_FOUND = 1000

#: A string without its end reaches to the end of the line; so no text is read twice.
_STRING = r"\"(?:[^\"\\\n]|\\.)*+(?:\"|(?=\n)|\\?\Z)|'(?:[^'\\\n]|\\.)*+(?:'|(?=\n)|\\?\Z)"
_TOKEN = re.compile(
    # No browser of today fetches what only Internet Explorer's own property named.
    r"/\*.*?(?:\*/|\Z)|behavior\s*:[^;{}]*"
    r"|(?<![\w-])(?P<own>--[\w-]{1,100})\s*:"
    rf"|url\(\s*(?P<quoted>{_STRING})\s*\)"
    r"|url\(\s*(?P<bare>(?:[^\s\"'()\\]|\\.)++)\s*\)"
    rf"|(?P<string>{_STRING})"
    # What a type() says is no address; other strings within image-set() are.
    rf"|type\(\s*(?:{_STRING})\s*\)|(?P<set>image-set\()"
    r"|@(?P<rule>[a-zA-Z-]+)"
    r"|(?P<mark>[;{}])",
    re.I | re.S,
)
_TAKEN = re.compile(r"var\(\s*(--[\w-]{1,100})", re.I)
_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|\n|(.))", re.I | re.S)
#: Stands for the at-rule within a declaration that holds an image-set().
_SET = "image-set"
#: At-rules whose addresses nobody fetches: names of namespaces, matches of documents.
_NAMES_ONLY = frozenset({"namespace", "document", "-moz-document"})


def find_in_css(text: str) -> Iterator[Reference]:
    """Every url() and @import of a style sheet, or of a style attribute, in order.

    What a property of the author's own holds is fetched where one of CSS's takes it by var() (CSS Variables 1, 3).
    Only @charset, other imports and @layer statements may stand before an import (CSS Cascading 5, 2): browsers
    overlook a later one.
    """
    rule, found, late, own = "", 0, False, ""
    used = frozenset(_TAKEN.findall(text)) if "--" in text else frozenset()
    for token in _TOKEN.finditer(text[:MAX_CSS]):
        if token["own"]:
            own = token["own"]
        elif token["rule"]:
            rule = token["rule"].lower()
        elif token["set"]:
            rule = rule or _SET
        elif token["mark"]:
            own = ""
            late = late or token["mark"] == "{" or rule == "namespace"
            # A block's declarations still belong to its rule: @font-face { src: … }.
            rule = rule if token["mark"] == "{" and rule == "font-face" else _after(rule, token["mark"])
        else:
            href = _address(token, rule)
            ignored = rule in _NAMES_ONLY or (late and rule == "import") or (own and own not in used)
            if href and found < MAX_FOUND and not ignored:
                found += 1
                yield Reference(href, _role(rule))


def _after(rule: str, mark: str) -> str:
    return rule if rule == "font-face" and mark == ";" else ""


def _address(token: re.Match[str], rule: str) -> str:
    if token["bare"]:
        return _unescape(token["bare"])
    # A string alone is an address only behind @import and within image-set().
    quoted: str | None = token["quoted"] or (token["string"] if rule in ("import", _SET) else None)
    whole = quoted is not None and len(quoted) > 1 and quoted[-1] == quoted[0]
    return _unescape(quoted[1:-1]) if quoted and whole else ""


def _role(rule: str) -> Role:
    if rule == "import":
        return Role.STYLE
    return Role.OTHER if rule == "font-face" else Role.IMAGE


def _unescape(text: str) -> str:
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(match: re.Match[str]) -> str:
    if match[1]:
        code = int(match[1], 16)
        return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    return match[2] or ""
