"""The day a file says it was made, from its first bytes."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.freshness.file_dates import made_on
from demo import files

CORE = (
    '<cp:coreProperties><dcterms:created xsi:type="dcterms:W3CDTF">{}T01:00:00Z</dcterms:created></cp:coreProperties>'
)


def office(day: str, method: int = ZIP_DEFLATED, before: int = 0) -> bytes:
    """A package whose core part says `day`, after another part of `before` bytes."""
    target = BytesIO()
    with ZipFile(target, "w", method) as package:
        package.writestr("word/document.xml", "x" * before)
        package.writestr("docProps/core.xml", CORE.format(day))
    return target.getvalue()


def pdf(*days: str) -> bytes:
    """A PDF whose information dictionaries say these days."""
    told = "".join(f"<< /CreationDate (D:{day.replace('-', '')}090000+08'00') >>" for day in days)
    return f"%PDF-1.7\n1 0 obj\n{told}\nendobj\n".encode()


@pytest.mark.parametrize("method", [ZIP_DEFLATED, ZIP_STORED])
def test_office_files(method: int) -> None:
    assert made_on(office("2026-10-20", method, 5000)) == date(2026, 10, 20)


def test_an_office_file_whose_parts_stand_unpacked_and_name_one_another() -> None:
    made = date(2026, 10, 20)
    body = files.docx("附件", made)
    assert body.count(b"docProps/core.xml") > 2
    assert made_on(body) == made
    assert made_on(files.docx("附件")) is None


def test_pdf_files_by_their_first_state() -> None:
    assert made_on(pdf("2026-10-20")) == date(2026, 10, 20)
    assert made_on(pdf("2026-10-20", "2026-03-01")) == date(2026, 3, 1)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"%PDF-1.7\n1 0 obj\n<< >>",
        pdf("2026-13-41"),
        pdf("1980-01-01"),
        office("2026-10-20")[:60],
        office("2026-10-20", ZIP_STORED, 9000)[:4000],
        office("1980-01-01"),
        b"D:20261020 /CreationDate (D:20261020)",
        b"PK\x03\x04docProps/core.xml",
    ],
)
def test_what_does_not_tell(body: bytes) -> None:
    assert made_on(body) is None


def test_a_bomb_is_unpacked_no_further_than_its_beginning() -> None:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as package:
        package.writestr("docProps/core.xml", " " * 20_000_000 + CORE.format("2026-10-20"))
    assert made_on(target.getvalue()) is None


@given(st.binary(max_size=300), st.integers(0, 400))
def test_anything_else_is_survived(noise: bytes, cut: int) -> None:
    whole = office("2026-10-20")
    assert made_on(whole[:cut] + noise) in (None, date(2026, 10, 20))
    assert made_on(b"PK\x03\x04" + noise + b"docProps/core.xml") is None
