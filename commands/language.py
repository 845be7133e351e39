"""The terminal's language: Chinese or English by the environment's locale. Documents are always Chinese."""

from __future__ import annotations

import os
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

_CATALOGUE = Path(__file__).parent / "locale" / "zh_CN.po"


def wants_chinese(environment: dict[str, str] | None = None) -> bool:
    """Whether the locale variables ask for Chinese (LANGUAGE, LC_ALL, LC_MESSAGES, LANG, in gettext's order)."""
    variables = os.environ if environment is None else environment
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if variables.get(name):
            return variables[name].lower().startswith("zh")
    return False


@cache
def translations() -> NullTranslations:
    """The catalogue of this process's language; English needs none."""
    if not wants_chinese():
        return NullTranslations()
    compiled = BytesIO()
    with _CATALOGUE.open("rb") as stream:
        write_mo(compiled, read_po(stream, locale="zh_CN"))
    compiled.seek(0)
    return Translations(compiled)


def _(message: str) -> str:
    """Translate one message of the terminal."""
    translated: str = translations().gettext(message)
    return translated
