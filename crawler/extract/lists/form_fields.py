"""The fields of a form that turns a list's pages."""

from __future__ import annotations

import re

from crawler.extract.tree import Element

#: Names of the field with the page's number; most fields of such a form.
PAGE_FIELD = re.compile(
    r"(?:\w{0,20}[._])?(?:cur|current|now|go|to|jump)?_?page(?:_?(?:no|num|number|index|now))?|pn|pno|pg", re.I
)
_FIELDS = 40
_SILENT = frozenset({"submit", "button", "image", "reset"})


def fields_of(form: Element) -> dict[str, str]:
    """Names and values of a form's fields; empty when it has one to be filled in, but for the page's number."""
    fields: dict[str, str] = {}
    for element in form.elements():
        attrs = element.attrs
        name, kind = attrs.get("name", ""), attrs.get("type", "text").lower()
        if element.tag in ("textarea", "select") and name and not PAGE_FIELD.fullmatch(name):
            return {}
        if element.tag != "input" or not name or kind in _SILENT:
            continue
        if (kind != "hidden" and not PAGE_FIELD.fullmatch(name)) or len(fields) >= _FIELDS:
            return {}
        fields[name] = attrs.get("value", "").strip()
    return fields
