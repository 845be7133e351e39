"""One request that a page's script makes for a list's data, as an address; what only the script knows is put in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from core.errors import AddressError
from core.snapshot.posted import posted
from crawler.extract.address import normalise
from crawler.extract.leads import Lead
from crawler.extract.lists.harmless import may_post, reads_list
from crawler.extract.lists.interface import ListPage
from crawler.extract.lists.literals import UNKNOWN, JsonText
from crawler.extract.lists.paging import lead

_PAGE = re.compile(
    r"(?:cur|current|now)?_?page(?:_?(?:no|num|number|index))?|p|pno?|pg|cp|pageindex|current|draw", re.I
)
_FROM = re.compile(r"offset|start|startindex|skip|first", re.I)
_SIZE = re.compile(r"(?:page_?|per_?)?(?:size|rows|limit|perpage|count|num|length)|endrecord", re.I)
_FROM_ONE = re.compile(r"startrecord|begin(?:row|index)?", re.I)
#: Fields without whose value the data would be another list's.
_TELLING = re.compile(r"(?:id|code|channel|col(?:umn)?|cat(?:egory|alog)?|node|class|type|dept|unit|lm|bm)$", re.I)
_HOLE = re.compile(r"([?&])([\w.\[\]]{1,40})=\0")


@dataclass(frozen=True, slots=True)
class Asked:
    """An address with holes (`literals.UNKNOWN`), the fields sent with it, by which method, and whether as JSON."""

    address: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    post: bool = False
    as_json: bool = False


def leads_of(page: ListPage, asked: Asked, reader: str) -> Iterator[Lead]:
    """The lead to one request's data, when all of it is known and it does no harm."""
    # A script's own prefix (contextPath + "/list") is the site's root more often than not.
    written = asked.address.lstrip(UNKNOWN).partition(" ")[0]
    query = dict(parse_qsl(urlsplit(page.url).query))
    address = _HOLE.sub(partial(_filled, query=query), written)
    fields = _known(asked.fields, query)
    if UNKNOWN in address or fields is None or not reads_list(address):
        return
    if asked.post:
        names = [*asked.fields, *dict(parse_qsl(urlsplit(address).query))]
        if may_post(address, names, any(map(_guess, names))):
            yield from _posting(page, address, fields, asked.as_json, reader)
    else:
        yield from lead(page, _joined(address, fields), reader)


def _filled(match: re.Match[str], query: Mapping[str, str]) -> str:
    return f"{match[1]}{match[2]}={_guess(match[2]) or query.get(match[2]) or UNKNOWN}"


def _known(fields: Mapping[str, Any], query: Mapping[str, str]) -> dict[str, Any] | None:
    """The fields with values; None when one that tells the list apart has none."""
    found: dict[str, Any] = {}
    for name, value in fields.items():
        if value != UNKNOWN and not (isinstance(value, str) and UNKNOWN in value):
            found[name] = value
            continue
        guess = _guess(name) or query.get(name, "")
        if guess:
            found[name] = guess
        elif _TELLING.search(name):
            return None
    return found


def _guess(name: str) -> str:
    if _SIZE.fullmatch(name):
        return "20"
    if _FROM.fullmatch(name):
        return "0"
    return "1" if _PAGE.fullmatch(name) or _FROM_ONE.fullmatch(name) else ""


def _joined(address: str, fields: Mapping[str, Any]) -> str:
    pairs = {name: str(value) for name, value in fields.items() if _is_plain(value)}
    return f"{address}{'&' if '?' in address else '?'}{urlencode(pairs)}" if pairs else address


def _is_plain(value: Any) -> bool:
    return value is not None and value != "" and not isinstance(value, (dict, list))


def _posting(page: ListPage, address: str, fields: dict[str, Any], as_json: bool, reader: str) -> Iterator[Lead]:
    try:
        url = normalise(address, page.base)
    except AddressError:
        return
    if as_json or isinstance(fields, JsonText):
        numbered = {name: int(v) if isinstance(v, str) and _guess(name) == v else v for name, v in fields.items()}
        body = json.dumps(numbered, ensure_ascii=False, separators=(",", ":"))
    else:
        body = urlencode({name: str(value) for name, value in fields.items() if _is_plain(value)})
    if body:
        yield Lead(posted(url, body), reader)
