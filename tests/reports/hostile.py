"""Fills every text of an inspection with what an attacker would put there."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from enum import Enum
from typing import Any

from core.snapshot import Sanity

TEXTS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    '=HYPERLINK("http://evil.example","x")',
    "+1+cmd|' /C calc'!A0",
    "a\x00b\x07c\x1b[31m\r\n\td\x85",
    "\u202etxt.exe\u2066\u200b",
    "\ud800 lone \udfff \ufffe\uffff",
    "javascript:alert(1)",
    "{{ 7*7 }}{% raw %}]]>&amp;",
    "[red]markup[/red]",
    "长" * 100_000,
)


def poison(value: Any, text: str) -> Any:
    """Return a copy with every plain string replaced by `text`; enums, dates and numbers stay."""
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return text
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = {field.name: poison(getattr(value, field.name), text) for field in dataclasses.fields(value)}
        if isinstance(value, Sanity):
            names["verdict"] = value.verdict  # a word of ours, not of a page
        return type(value)(**names)
    if isinstance(value, tuple):
        return tuple(poison(item, text) for item in value)
    if isinstance(value, Mapping):
        return {key: poison(item, text) for key, item in value.items()}
    return value
