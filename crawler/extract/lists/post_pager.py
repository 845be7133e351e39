"""Pagers that are forms sent by POST. They are not sent, only told: a form may change something."""

from __future__ import annotations

import re
from itertools import islice

from crawler.extract.lists.form_fields import PAGE_FIELD, fields_of
from crawler.extract.tree import Element, words

#: Links that lead on, the longest of them, and most looked at.
_FORWARD = re.compile(r"[\[<《（(]?下一?[页頁][\]>》）)»]*|next", re.I)
_SHORT, _LINKS = 8, 500


def posts_pages(form: Element) -> bool:
    """Whether a form turns a list's pages by POST: it has the page's number, and a link forward stands with it."""
    if form.attrs.get("method", "").strip().lower() != "post" or not any(map(PAGE_FIELD.fullmatch, fields_of(form))):
        return False
    around = form.parent if form.parent is not None else form
    links = (below for below in around.elements() if below.tag in ("a", "button", "input") and below.size <= _SHORT)
    return any(_FORWARD.fullmatch(words(link, "") or link.attrs.get("value", "")) for link in islice(links, _LINKS))
