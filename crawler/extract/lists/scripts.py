"""What a page's own scripts say in plain text: calls with literal arguments, variables with literal values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import unescape
from itertools import islice
from typing import Any

from crawler.extract.lists.literals import read_arguments, read_literal, unquote_literal
from crawler.extract.tree import Element, Tree

#: Most characters of scripts looked at in one page, most calls of one name and most variables.
MAX_SCRIPTS, MAX_CALLS, MAX_NAMES = 1_000_000, 20, 500
_HANDLERS = ("onclick", "onchange", "onkeydown")
_CLICKED = frozenset(
    {
        "em",
        "b",
        "i",
        "p",
        "strong",
        "font",
        "dd",
        "dt",
        "a",
        "button",
        "input",
        "select",
        "span",
        "li",
        "td",
        "div",
        "img",
    }
)
_STRING = r"\"(?:[^\"\\\n]|\\.){0,500}\"|'(?:[^'\\\n]|\\.){0,500}'"
#: An address field behind a plus sign or in a template, and what may stand before it when nothing is put before it.
_ADDED = re.compile(r"(?:\+\s{0,9}|\$\{\s{0,9})[\w$.\[\]]{1,40}[.\]](?:\w{0,12}url|link|href|path)\b", re.I)
_AT_START = re.compile(r"(?:(?:href|url|location)\s{0,9}=\s{0,9}|(?:open|go|jump)\w{0,12}\()[\\\"'`\s]{0,6}$", re.I)
_VARIABLE = re.compile(
    rf"(?<![\w.$])([A-Za-z_$][\w$]{{0,60}})\s{{0,9}}=\s{{0,9}}({_STRING}|\d{{1,12}})\s{{0,9}}(?=[;,/\n\r)]|$)"
)

_PROPERTY = re.compile(
    rf"(?<![\w.$?])([A-Za-z_$][\w$]{{0,60}})\s{{0,9}}:\s{{0,9}}({_STRING}|\d{{1,12}})\s{{0,9}}(?=[,}}\n])"
)
_OBJECT = re.compile(
    r"(?<![\w.$])(\w{0,20}(?:param|query|form|search|data|where|cond|req|option|page)\w{0,10})\s{0,9}[:=]\s{0,9}(?=\{)",
    re.I,
)


def script_text(element: Element) -> str:
    """The source of an inline script."""
    return "".join(child for child in element.children if isinstance(child, str))


def scripts_of(tree: Tree) -> str:
    """All inline scripts of a page, one after the other, then the code of links and handlers."""
    inline = [script_text(element) for element in tree.tagged("script") if element.children]
    handled = [element.attrs for element in tree.bearing(_HANDLERS) if element.tag in _CLICKED]
    handlers = [attrs[name] for attrs in handled for name in _HANDLERS if name in attrs]
    hrefs = [element.attrs["href"] for element in tree.bearing(("href",)) if element.tag in _CLICKED]
    handlers.extend(href[11:] for href in hrefs if href[:11].lower() == "javascript:")
    return "\n;".join((*inline, *handlers))[:MAX_SCRIPTS]


def names_in(scripts: str) -> Mapping[str, Any]:
    """Variables that are given a string or a number as it stands; the first value of each."""
    found: dict[str, Any] = {}
    for match in islice(_VARIABLE.finditer(scripts), MAX_NAMES):
        token = match[2]
        found.setdefault(match[1], int(token) if token.isdigit() else unquote_literal(token))
    return found


# Several recognisers ask for those of one page in turn.
@lru_cache(maxsize=1)
def known_values(scripts: str) -> Mapping[str, Any]:
    """Variables as in `names_in`, and objects; what the script holds as its own is `this.name`. First values count."""
    found = dict(names_in(scripts))
    for match in islice(_PROPERTY.finditer(scripts), MAX_NAMES):
        token = match[2]
        found.setdefault(f"this.{match[1]}", int(token) if token.isdigit() else unquote_literal(token))
    for match in islice(_OBJECT.finditer(scripts), MAX_CALLS):
        value, _ = read_literal(scripts, match.end(), found)
        if isinstance(value, dict):
            found.setdefault(match[1], value)
            found.setdefault(f"this.{match[1]}", value)
    return found


def calls_of(scripts: str, pattern: str, names: Mapping[str, Any]) -> Iterator[list[Any]]:
    """The arguments of every call of functions whose name matches; where it is defined is no call."""
    calls = re.compile(rf"(?<!function )(?<![\w$.])(?:{pattern})\s{{0,9}}\(")
    for match in islice(calls.finditer(scripts), MAX_CALLS):
        yield read_arguments(scripts, match.end(), names)


def joins_addresses(source: str) -> bool:
    """Whether a page puts something of its own before the addresses of its data: `ctx + item.url`.

    Such an address as it stands in the data leads nowhere.
    """
    added = islice(_ADDED.finditer(source), MAX_CALLS)
    return any(not _AT_START.search(source, max(0, match.start() - 60), match.start()) for match in added)


def plain_attribute(value: str) -> str:
    """An attribute whose entities were escaped twice, as some editors leave them."""
    return unescape(value) if "&" in value else value
