"""One column of a register's sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ledger.register import values


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of a sheet. `attribute` is what it fills, `default` what an empty cell means.

    A sheet is recognised by its `required` headings, and their cells must be filled. `choices` become a dropdown.
    """

    title: str
    attribute: str
    help: str
    read: Callable[[str], Any] = values.read_text
    default: Any = ""
    required: bool = False
    synonyms: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
