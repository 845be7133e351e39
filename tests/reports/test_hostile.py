"""No text of a page may break, forge or arm a document."""

from __future__ import annotations

import io
import json
import re
import zipfile

import docx
import openpyxl
import pytest
from rich.console import Console
from selectolax.lexbor import LexborHTMLParser

from reports.data import write_findings, write_observations
from reports.html import write_html
from reports.notice import write_notice
from reports.problem_list import write_problem_list
from reports.terminal import print_summary
from tests.reports.factory import PORTAL, checks, inspection, observation
from tests.reports.hostile import TEXTS, poison
from tests.reports.media_factory import with_media

hostile = pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


@hostile
def test_html(text: str) -> None:
    stream = io.BytesIO()
    write_html(poison(with_media(inspection()), text), stream)
    page = stream.getvalue().decode()
    assert len(page) < 3_000_000
    assert not INVISIBLE.search(page)
    tree = LexborHTMLParser(page)
    assert len(tree.css("script")) == 1
    assert not tree.css("img, iframe, object, embed, form, base")
    for node in tree.css("*"):
        assert not any(name.startswith("on") or name == "style" for name in node.attributes)
    for link in tree.css("a[href]"):
        assert (link.attributes["href"] or "").startswith(("#", "http://", "https://"))


@hostile
def test_notice(text: str) -> None:
    stream = io.BytesIO()
    write_notice(poison(with_media(inspection()), text), stream)
    document = docx.Document(stream)
    assert not any(INVISIBLE.search(paragraph.text) for paragraph in document.paragraphs)
    with zipfile.ZipFile(stream) as archive:
        assert b"w:hyperlink" not in archive.read("word/document.xml")


@hostile
def test_problem_list(text: str) -> None:
    stream = io.BytesIO()
    write_problem_list(poison(with_media(inspection()), text), stream)
    for sheet in openpyxl.load_workbook(stream):
        for cell in (cell for row in sheet for cell in row):
            assert cell.data_type != "f"
            assert cell.hyperlink is None
            if isinstance(cell.value, str):
                assert not cell.value.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
                assert not INVISIBLE.search(cell.value)


@hostile
def test_json_keeps_every_character(text: str) -> None:
    seen = poison(observation(), text)
    stream = io.BytesIO()
    write_observations(stream, "snapshot", PORTAL, checks(), [seen])
    read = json.loads(stream.getvalue())["sites"][0]["observations"][0]
    assert (read["message"], read["subject"], read["fingerprint"]) == (text, text, seen.fingerprint)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", stream.getvalue().decode())
    findings = io.BytesIO()
    write_findings(poison(with_media(inspection()), text), findings)
    assert json.loads(findings.getvalue())["inspection"]["county"] == text


@hostile
def test_terminal(text: str) -> None:
    console = Console(file=io.StringIO(), width=120, force_terminal=False)
    print_summary(poison(with_media(inspection()), text), console, lambda label: label)
    assert "\x1b" not in console.file.getvalue()  # type: ignore[attr-defined]
