"""Any page whose own script asks for a list: the address and the fields that it writes out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from crawler.extract.leads import Lead
from crawler.extract.lists.answers import reader, reader_of_items
from crawler.extract.lists.interface import ListPage, Recogniser
from crawler.extract.lists.literals import UNKNOWN, FormText, JsonText
from crawler.extract.lists.requests import Asked, leads_of
from crawler.extract.lists.scripts import calls_of, joins_addresses, known_values

NAME = "ajax"
#: Name of the reader for pages that put something of their own before the addresses in the data.
JOINED = "ajax-joined"
#: Most sources of one page.
MAX_SOURCES = 5
_JQUERY = r"(?:\$|jQuery)\.(?:get|getJSON|ajax|getScript)|\$\([^()]{1,60}\)\.load"
_JQUERY_POST = r"(?:\$|jQuery)\.post"
#: Clients that send objects as JSON.
_CLIENTS = r"(?:axios|(?:this\.|that\.|vm\.)?\$?http|request|service)"
_MODERN = rf"{_CLIENTS}(?:\.(?:get|request))?|fetch"
_MODERN_POST = rf"{_CLIENTS}\.post"
#: An option of a page's own loader that names a file of data.
_OPTION = re.compile(
    r"[uU]rl[\"']?\s{0,9}[:=]\s{0,9}[\"']([\w./-]{1,200}\.json(?:\?[^\"'\s+]{0,200})?)[\"'](?!\s{0,9}\+)"
)
_XHR = re.compile(
    r"(?:\.open\(\s{0,9}[\"']get[\"']\s{0,9},\s{0,9}[\"'](?=[^\"'\s]{1,500}[\"'])|\.load\(\s{0,9}[\"'](?=[^\"'\s]{1,500}\.xml[\"']))"
    r"([^\"'\s]{1,500})",
    re.I,
)


def find(page: ListPage) -> Iterator[Lead]:
    """First pages of data. Numbers of pages that only the script knows are 1, sizes 20; other gaps give up."""
    asked = list(_asked(page.scripts))
    if asked:
        name = JOINED if joins_addresses(page.text) else NAME
        found = dict.fromkeys(each for request in asked for each in leads_of(page, request, name))
        yield from islice(found, MAX_SOURCES)


def _find_none(_page: ListPage) -> Iterator[Lead]:
    return iter(())


def _asked(scripts: str) -> Iterator[Asked]:
    names = known_values(scripts)
    for pattern, post, modern in (
        (_JQUERY, False, False),
        (_MODERN, False, True),
        (_JQUERY_POST, True, False),
        (_MODERN_POST, True, True),
    ):
        for call in calls_of(scripts, pattern, names):
            yield from _of_call(call, post, modern)
    yield from (Asked(match[1]) for match in islice(_XHR.finditer(scripts), MAX_SOURCES))
    yield from (Asked(match[1]) for match in islice(_OPTION.finditer(scripts), MAX_SOURCES))


def _of_call(call: list[Any], post: bool, modern: bool) -> Iterator[Asked]:
    first = call[0] if call else None
    options: Mapping[str, Any] = next((value for value in call if isinstance(value, dict)), {})
    if isinstance(first, str):
        address, fields = first, _fields_beside(options, post)
    else:
        address, fields = options.get("url", ""), options.get("data", options.get("params", {}))
    method = str(options.get("type", options.get("method", "post" if post else "get"))).lower()
    fields = options.get("body", fields)
    if not isinstance(address, str) or not address or method not in ("get", "post", UNKNOWN):
        return
    if not isinstance(fields, Mapping):
        # A body that the script puts together is not known, so what it asks for is not either.
        if fields == UNKNOWN and (method == "post" or "body" in options):
            return
        fields = {}
    kind = str(options.get("contentType", "")) + str(options.get("headers", ""))
    as_json = isinstance(fields, JsonText) or "json" in kind.lower() or (modern and not isinstance(fields, FormText))
    yield Asked(address, fields, method == "post", as_json)


def _fields_beside(options: Mapping[str, Any], post: bool) -> Any:
    """Fields given beside an address; the options of fetch are none."""
    if "params" in options and not post:
        return options["params"]
    if "data" in options and {"type", "method"} & options.keys():
        return options["data"]
    return {} if {"headers", "method", "credentials", "mode"} & options.keys() else options


#: Only reads: pages of both kinds are found by the other.
JOINED_RECOGNISER = Recogniser(JOINED, ("\0",), _find_none, reader_of_items(JOINED))
RECOGNISER = Recogniser(
    NAME,
    (
        ".json",
        ".get(",
        ".getjson",
        ".ajax",
        ".post(",
        "fetch(",
        "axios",
        ".load(",
        "request",
        "http",
        "service",
        ".open(",
    ),
    find,
    reader(NAME),
)
