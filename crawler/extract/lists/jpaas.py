"""大汉 jpaas: a script element names the unit of the page (`queryData`); its html comes inside JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode

from crawler.extract.leads import Lead
from crawler.extract.lists.answers import reader
from crawler.extract.lists.interface import ListPage, Recogniser
from crawler.extract.lists.literals import UNKNOWN, read_literal
from crawler.extract.lists.paging import lead
from crawler.extract.lists.scripts import plain_attribute

NAME = "jpaas"
_SOURCE = "/api-gateway/jpaas-publish-server/front/page/build/unit"
_PAGE_SIZE = 15


def find(page: ListPage) -> Iterator[Lead]:
    """The first page of every unit."""
    for element in page.tree.bearing(("querydata",)):
        fields = _fields(plain_attribute(element.attrs["querydata"]).strip())
        if fields:
            source = element.attrs.get("url", "") or element.attrs.get("data-url", "") or _SOURCE
            yield from lead(page, f"{source.partition('?')[0]}?{urlencode(fields)}", NAME)


def _fields(query: str) -> dict[str, str]:
    if not query.startswith("{"):
        return dict(parse_qsl(query))
    data, _ = read_literal(query, 0, {})
    if not isinstance(data, dict) or not data:
        return {}
    fields = {str(name): _text(value) for name, value in data.items() if value != UNKNOWN}
    if fields.get("paramJson", "")[:1] != "{":
        fields["paramJson"] = json.dumps({"pageNo": 1, "pageSize": _PAGE_SIZE}, separators=(",", ":"))
    return fields


def _text(value: Any) -> str:
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    return "null" if value is None else str(value)


RECOGNISER = Recogniser(NAME, (), find, reader(NAME))
