"""Office files as they come: dated, undated, damaged and hostile."""

from __future__ import annotations

import io
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from crawler.files.office import MAX_PART, read_office


def package(**parts: str) -> bytes:
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", "<w:document/>")
        for name, text in parts.items():
            file.writestr(name.replace("__", "/").replace("_", "."), text)
    return target.getvalue()


def core(created: str, modified: str) -> bytes:
    days = {"created": created, "modified": modified}
    told = "".join(f"<dcterms:{name} xsi:type='dcterms:W3CDTF'>{day}</dcterms:{name}>" for name, day in days.items())
    return package(docProps__core_xml=f"<cp:coreProperties>{told}</cp:coreProperties>")


@pytest.mark.parametrize(
    ("created", "modified", "found"),
    [
        ("2026-10-20T01:02:03Z", "2026-11-01T01:02:03Z", ("2026-10-20", "2026-11-01")),
        ("1980-01-01T00:00:00Z", "2026-11-01T01:02:03Z", ("", "2026-11-01")),
        ("2026-13-20T01:02:03Z", "", ("", "")),
    ],
)
def test_the_days_of_a_file(created: str, modified: str, found: tuple[str, str]) -> None:
    facts = read_office(core(created, modified))
    assert (facts["failure"], facts["created"], facts["modified"]) == ("", *found)


@pytest.mark.parametrize("body", [b"", b"PK\x03\x04", core("2026-10-20T01:02:03Z", "")[:200], package()])
def test_what_cannot_be_read(body: bytes) -> None:
    assert read_office(body)["failure"]


def test_a_bomb_is_unpacked_no_further_than_its_beginning() -> None:
    text = " " * (MAX_PART + 10) + "<dcterms:created>2026-10-20T01:02:03Z</dcterms:created>" + " " * 20_000_000
    assert read_office(package(docProps__core_xml=text)) == {"failure": "", "created": "", "modified": ""}
