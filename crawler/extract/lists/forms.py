"""Pagers that are forms sent by GET: hidden fields and the number of a page, which make an ordinary address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlencode, urlsplit

from crawler.extract.leads import Lead
from crawler.extract.lists.form_fields import PAGE_FIELD, fields_of
from crawler.extract.lists.interface import ListPage, Recogniser
from crawler.extract.lists.paging import lead
from crawler.extract.tree import Element, words

_COUNT = re.compile(r"共\s*(\d{1,5})\s*页|/\s*(\d{1,5})\s*页?|页数\s*[:：]\s*\d{1,5}\s*/\s*(\d{1,5})")


def find(page: ListPage) -> Iterator[Lead]:
    """The address that the form would ask for the page behind the one at hand."""
    for form in page.tree.tagged("form"):
        if form.attrs.get("method", "get").strip().lower() != "get":
            continue
        fields = fields_of(form)
        name = next((name for name in fields if PAGE_FIELD.fullmatch(name)), "")
        if name and fields[name].isdigit() and len(fields[name]) < 6 and not _is_last(form, page, int(fields[name])):
            turned = urlencode({**fields, name: str(int(fields[name]) + 1)})
            action = form.attrs.get("action", "").strip() or urlsplit(page.url).path
            yield from lead(page, f"{action.partition('?')[0]}?{turned}")


def _is_last(form: Element, page: ListPage, number: int) -> bool:
    match = _COUNT.search(words(form, "")) or _COUNT.search(words(page.tree.root, "")[-2000:])
    count = next((int(part) for part in match.groups() if part), 0) if match else 0
    return 0 < count <= number


RECOGNISER = Recogniser("forms", (), find)
