"""The Chinese catalogue: whole, consistent in its placeholders, without leftovers; chosen by the locale."""

from __future__ import annotations

import string

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from commands.language import wants_chinese
from tests.commands.messages import ROOT, messages

CATALOGUE = ROOT / "commands" / "locale" / "zh_CN.po"


def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as stream:
        return read_po(stream, locale="zh_CN", abort_invalid=True)


def fields(text: str) -> list[tuple[str, str]]:
    return sorted((name, form or "") for _, name, form, _ in string.Formatter().parse(text) if name is not None)


@pytest.mark.parametrize("message", sorted(messages()))
def test_every_message_is_translated_with_its_placeholders(message: str) -> None:
    entry = catalogue().get(message)
    assert entry is not None, f"add to {CATALOGUE.name} (said in {messages()[message]})"
    assert isinstance(entry.string, str)
    assert entry.string.strip()
    assert not entry.fuzzy
    assert fields(entry.string) == fields(message)


def test_no_entry_is_left_over() -> None:
    stale = {entry.id for entry in catalogue() if entry.id} - set(messages())
    assert not stale
    assert not catalogue().obsolete


def test_messages_inside_f_strings_are_found() -> None:
    assert "Crawl incomplete" in messages()


@pytest.mark.parametrize(
    ("environment", "chinese"),
    [
        ({}, False),
        ({"LANG": "zh_CN.UTF-8"}, True),
        ({"LANG": "C.UTF-8"}, False),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, False),
        ({"LANGUAGE": "zh_CN:en", "LC_ALL": "en_US.UTF-8"}, True),
        ({"LANGUAGE": "", "LC_MESSAGES": "zh_TW.UTF-8"}, True),
    ],
)
def test_the_locale_chooses(environment: dict[str, str], chinese: bool) -> None:
    assert wants_chinese(environment) is chinese
