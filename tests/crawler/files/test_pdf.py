"""PDF files as they come: good, poor, scanned, encrypted, cut and hostile."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, BooleanObject, DictionaryObject, NameObject, StreamObject, TextStringObject

from crawler.files.pdf import read_pdf


def named(**values: object) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{name}"): value for name, value in values.items()})


def image() -> StreamObject:
    stream = StreamObject()
    stream.update(named(Type=NameObject("/XObject"), Subtype=NameObject("/Image")))
    return stream


def document(resources: DictionaryObject | None = None, **root: object) -> PdfWriter:
    writer = PdfWriter()
    page = writer.add_blank_page(100, 100)
    if resources is not None:
        page[NameObject("/Resources")] = resources
    writer.root_object.update(named(**root))
    return writer


def written(writer: PdfWriter) -> bytes:
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


TAGGED = {
    "MarkInfo": named(Marked=BooleanObject(True)),
    "StructTreeRoot": named(K=ArrayObject([named(S=NameObject("/P"))])),
}


def test_a_tagged_file_with_title_and_language() -> None:
    writer = document(**TAGGED, Lang=TextStringObject("zh-CN"))
    writer.add_metadata({"/Title": "关于印发  实施方案的通知"})
    assert read_pdf(written(writer)) == {
        "failure": "",
        "encrypted": False,
        "pages": 1,
        "tagged": True,
        "title": "关于印发 实施方案的通知",
        "lang": "zh-CN",
        "scanned": False,
        "created": "",
        "modified": "",
    }


@pytest.mark.parametrize(
    ("written_", "read"),
    [
        ("D:20261110093000+08'00'", "2026-11-10"),
        ("D:20261110", "2026-11-10"),
        ("D:20261310", ""),
        ("D:19800101000000", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_when_it_was_made(written_: str, read: str) -> None:
    writer = document()
    writer.add_metadata({"/CreationDate": written_, "/ModDate": "D:20261120"})
    facts = read_pdf(written(writer))
    assert (facts["created"], facts["modified"]) == (read, "2026-11-20")


def test_a_bare_file() -> None:
    facts = read_pdf(written(document()))
    assert (facts["tagged"], facts["title"], facts["lang"]) == (False, "", "")


def test_marked_without_any_structure_is_not_tagged() -> None:
    assert not read_pdf(written(document(MarkInfo=TAGGED["MarkInfo"])))["tagged"]
    assert not read_pdf(written(document(StructTreeRoot=TAGGED["StructTreeRoot"])))["tagged"]


FONT = named(F1=named(Type=NameObject("/Font")))


@pytest.mark.parametrize(
    ("resources", "scanned"),
    [
        (named(XObject=named(Im0=image())), True),
        (named(XObject=named(Im0=image()), Font=FONT), False),
        (named(), False),
        (named(XObject=named(Im0=TextStringObject("no object"))), False),
    ],
)
def test_images_without_fonts_are_a_scan(resources: DictionaryObject, scanned: bool) -> None:
    assert read_pdf(written(document(resources)))["scanned"] is scanned


def test_an_encrypted_file_is_not_looked_into() -> None:
    writer = document()
    writer.encrypt("secret", algorithm="RC4-128")
    assert read_pdf(written(writer)) == {"failure": "", "encrypted": True}


@pytest.mark.parametrize("cut", [5, 40, 200])
def test_cut_files_end(cut: int) -> None:
    facts = read_pdf(written(document(**TAGGED))[:cut])
    assert facts.get("failure") or facts.get("pages", 0) == 0


@given(st.binary(max_size=300), st.integers(0, 600))
def test_damaged_files_end(noise: bytes, at: int) -> None:
    whole = written(document(**TAGGED))
    assert isinstance(read_pdf(whole[:at] + noise + whole[at + len(noise) :]), dict)
