"""A fault of a template in every document: on how many pages it stands, and which."""

from __future__ import annotations

import io
from dataclasses import replace
from html import unescape

import openpyxl
import pytest
from docx import Document
from rich.console import Console

from core.finding import FindingState
from core.outcome import Outcome, Source, SubjectKind
from reports.html import write_html
from reports.model import Inspection
from reports.notice import write_notice
from reports.problem_list import write_problem_list
from reports.spread import address_of, is_spread, pages_of
from reports.terminal import print_summary
from tests.reports.factory import PORTAL, inspection, observation, problem

PAGES = tuple(f"{PORTAL.home}zwgk/{number}.html" for number in range(20))
SEEN = replace(
    observation("link.dead", PORTAL.home, "图片缺少替代文字。位于 header img.logo，共135个页面。"),
    kind=SubjectKind.SITE,
    identity=("header img.logo",),
    sources=tuple(Source(page, element="header > img") for page in PAGES),
    source_count=135,
)


def spread() -> Inspection:
    """One problem of the portal's templates, and one that was repaired."""
    value, one = inspection(0), problem(1)
    data = {"message": SEEN.message, "sources": [{"page": PAGES[3]}], "source_count": 135}
    finding = replace(one.finding, subject=SEEN.subject, kind=SEEN.kind, identity=SEEN.identity)
    fixed = replace(finding, state=FindingState.VERIFIED_FIXED, data=data)
    site = replace(value.sites[0], problems=(replace(one, finding=finding, observation=SEEN),), fixed=(fixed,))
    return replace(value, sites=(site,))


def test_the_address_is_a_page_that_shows_it() -> None:
    assert (is_spread(SEEN), address_of(SEEN)) == (True, PAGES[0])
    assert pages_of(SEEN, 2) == f"共135个页面：{PAGES[0]}；{PAGES[1]}等"
    link = observation()
    assert (is_spread(link), address_of(link), pages_of(link, 2)) == (False, link.subject, "")
    passed = replace(SEEN, outcome=Outcome.PASSED, sources=())
    assert address_of(passed) == PORTAL.home


def test_problem_list() -> None:
    stream = io.BytesIO()
    write_problem_list(spread(), stream)
    book = openpyxl.load_workbook(stream)
    row = [str(cell.value) for cell in book["问题清单"][2]]
    assert "共135个页面" in row[4]
    assert row[5] == PAGES[0]
    assert f"所在页面（共135个页面：{'；'.join(PAGES[:5])}等）" in row[6]
    assert [cell.value for cell in book["已整改"][2]][5] == PAGES[3]


def test_notice() -> None:
    stream = io.BytesIO()
    write_notice(spread(), stream)
    document = Document(stream)
    text = "".join(paragraph.text for paragraph in document.paragraphs)
    assert f"共135个页面（如{PAGES[0]}）" in text
    assert any(PAGES[0] in cell.text for table in document.tables for row in table.rows for cell in row.cells)


def test_page() -> None:
    stream = io.BytesIO()
    write_html(spread(), stream)
    text = unescape(stream.getvalue().decode())
    assert "共135个页面，列出前 20 个" in text
    assert "<code>header > img</code>" in text
    assert all(page in text for page in PAGES)


@pytest.mark.parametrize(("problems", "said"), [(1, "（共135个页面）"), (2, "（最多一项共135个页面）")])
def test_terminal(problems: int, said: str) -> None:
    value, stream = spread(), io.StringIO()
    site = replace(value.sites[0], problems=value.sites[0].problems * problems)
    print_summary(replace(value, sites=(site,)), Console(file=stream, width=200), lambda text: text)
    assert f"站内错链断链 × {problems}{said}" in stream.getvalue()
