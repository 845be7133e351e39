"""TRS IGS: lists as JSON from /igs/front/search/publish/data/list.html and /igs/front/search/list.html."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from crawler.extract.leads import Lead
from crawler.extract.lists.answers import reader
from crawler.extract.lists.interface import ListPage, Recogniser
from crawler.extract.lists.literals import UNKNOWN, read_literal
from crawler.extract.lists.paging import lead
from crawler.extract.lists.scripts import names_in

NAME = "igs"
_SOURCE = re.compile(
    r"[\"'`]((?:https?:)?[\w.\-/:]{0,120}/igs/front/[\w/\-]{0,80}list\.html)(\?[^\"'`\s]{0,1500})?[\"'`]"
)
_FIELDS = re.compile(r"(?:data|params?|query\w{0,10}|searchParam\w{0,5})\s*[:=]\s*(?=\{)", re.I)
_FIRST = {"pageNumber": "1", "pageSize": "20"}


def find(page: ListPage) -> Iterator[Lead]:
    """The first page of data, with the fields that stand in the address or in an object near it."""
    scripts = page.scripts
    names = names_in(scripts)
    for match in _SOURCE.finditer(scripts):
        query = match[2] or ""
        fields = {} if "=" in query else _near(scripts, match.start(), names)
        missing = {name: value for name, value in _FIRST.items() if f"{name}=" not in query and name not in fields}
        extra = urlencode({**fields, **missing})
        yield from lead(page, f"{match[1]}{query or '?'}{'&' if len(query) > 1 and extra else ''}{extra}", NAME)


def _near(scripts: str, at: int, names: Mapping[str, Any]) -> dict[str, str]:
    """Fields of the nearest object that is called data or the like: of the same call, or built before it."""
    places = [match.end() for match in _FIELDS.finditer(scripts)]
    if not places:
        return {}
    data, _ = read_literal(scripts, min(places, key=lambda place: abs(place - at)), names)
    if not isinstance(data, dict):
        return {}
    plain = {name: _FIRST.get(name, "") if value == UNKNOWN else value for name, value in data.items()}
    return {name: str(value) for name, value in plain.items() if isinstance(value, (str, int)) and value != ""}


RECOGNISER = Recogniser(NAME, ("/igs/front/",), find, reader(NAME))
