"""Spreadsheet cells that no spreadsheet program can mistake for a formula."""

from __future__ import annotations

import re

#: A cell that begins so is evaluated by Excel, WPS or LibreOffice (OWASP, CSV injection). Officials' input methods
#: also type the full-width forms, which WPS folds to the narrow ones.
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # fmt: skip

#: Control characters have no place in a cell; XML 1.0 forbids most of them, tab and newline excepted.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

#: Longest text that Excel keeps in one cell, characters.
LONGEST_CELL = 32767


def safe_cell(text: str) -> str:
    """Return `text` as it may stand in a CSV or XLSX cell: an apostrophe before anything a program would evaluate.

    Control characters and lone surrogates are dropped, and the text is cut to `LONGEST_CELL`. Leading blanks do not
    disarm a formula, so they are looked through.
    """
    text = _CONTROL.sub("", text)
    if _evaluates(text) or _guarded(text):
        text = "'" + text
    return text[:LONGEST_CELL]


def plain_cell(text: str) -> str:
    """Undo `safe_cell` when a sheet that this program wrote is read again."""
    return text[1:] if _guarded(text) else text


def _evaluates(text: str) -> bool:
    return text.startswith(_DANGEROUS) or text.lstrip(" \u3000\n").startswith(_DANGEROUS)


def _guarded(text: str) -> bool:
    rest = text.lstrip("'")
    return rest != text and _evaluates(rest)
