"""Any page whose own script asks for a list by GET: the address and the fields that it writes out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from crawler.extract.leads import Lead
from crawler.extract.lists.answers import reader, reader_of_items
from crawler.extract.lists.interface import ListPage, Recogniser
from crawler.extract.lists.literals import UNKNOWN
from crawler.extract.lists.paging import lead
from crawler.extract.lists.scripts import calls_of, joins_addresses, names_in

NAME = "ajax"
#: Name of the reader for pages that put something of their own before the addresses in the data.
JOINED = "ajax-joined"
#: Most sources of one page.
MAX_SOURCES = 5
_GETTERS = (
    r"(?:\$|jQuery)\.(?:get|getJSON|ajax|getScript)|axios(?:\.get)?|fetch|(?:this\.)?\$?http\.get"
    r"|\$\([^()]{1,60}\)\.load|request\.get"
)
#: Asking counts visits, checks who is there or changes something: not ours to do; and what is no list.
_NEVER = re.compile(
    r"count|hits?\b|click|visit|stat|login|logout|user|token|captcha|code\b|verif|save|add|insert|del|remove|submit|vote|like"
    r"|upload|send|set|weather|tianqi|log\b|track|header|footer|nav|menu|top\.|bottom|\.js\b|\.css\b|lang|config",
    re.I,
)
_LISTS = re.compile(
    r"list|data|json|query|search|page|article|news|column|content|info|doc|catalog|notice|channel|select|find|get",
    re.I,
)
_PAGE = re.compile(r"(?:cur|current|now)?_?page(?:_?(?:no|num|number|index))?|pno?|pg|cp|offset|start|pageindex", re.I)
_SIZE = re.compile(r"(?:page_?|per_?)?(?:size|rows|limit|perpage|count|num)", re.I)
_HOLE = re.compile(r"([?&]([\w.\[\]]{1,40})=)\0")


def find(page: ListPage) -> Iterator[Lead]:
    """First pages of data. Numbers of pages that only the script knows are 1, sizes 20; other gaps give up."""
    scripts = page.scripts
    names = names_in(scripts)
    found = dict.fromkeys(filter(None, map(_source, calls_of(scripts, _GETTERS, names))))
    name = JOINED if found and joins_addresses(page.text) else NAME
    for address in list(found)[:MAX_SOURCES]:
        yield from lead(page, address, name)


def _find_none(_page: ListPage) -> Iterator[Lead]:
    return iter(())


def _source(call: list[Any]) -> str:
    """The address that a call asks for, empty when it posts or is no list's."""
    first = call[0] if call else None
    options: Mapping[str, Any] = next((value for value in call if isinstance(value, dict)), {})
    if isinstance(first, str):
        address, fields = first, options.get("params", {}) if "params" in options else _plain(options)
    else:
        address, fields = options.get("url", ""), options.get("data", options.get("params", {}))
    method = str(options.get("type", options.get("method", "get"))).lower()
    if not isinstance(address, str) or method not in ("get", UNKNOWN) or "body" in options:
        return ""
    return _filled(address, fields if isinstance(fields, Mapping) else {})


def _plain(options: Mapping[str, Any]) -> Mapping[str, Any]:
    """Fields given beside an address; the options of fetch are none."""
    return {} if {"headers", "method", "credentials", "mode"} & options.keys() else options


def _filled(address: str, fields: Mapping[str, Any]) -> str:
    # A script's own prefix (contextPath + "/list") is the site's root more often than not.
    address = _HOLE.sub(lambda m: m[1] + (_guess(m[2]) or UNKNOWN), address.lstrip(UNKNOWN)).partition(" ")[0]
    if not _LISTS.search(address) or _NEVER.search(address) or UNKNOWN in address:
        return ""
    pairs = {
        name: _guess(name) if value == UNKNOWN else str(value)
        for name, value in fields.items()
        if not _is_nested(value)
    }
    known = {name: value for name, value in pairs.items() if value}
    return f"{address}{'&' if '?' in address else '?'}{urlencode(known)}" if known else address


def _is_nested(value: Any) -> bool:
    return isinstance(value, (dict, list)) or value is None


def _guess(name: str) -> str:
    if _SIZE.fullmatch(name):
        return "20"
    return "1" if _PAGE.fullmatch(name) else ""


#: Only reads: pages of both kinds are found by the other.
JOINED_RECOGNISER = Recogniser(JOINED, ("\0",), _find_none, reader_of_items(JOINED))
RECOGNISER = Recogniser(NAME, (".get(", ".getjson", ".ajax", "fetch(", "axios", ".load("), find, reader(NAME))
