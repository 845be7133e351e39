"""附件：问题清单, and the tables of enclosures: rows never split and the heading repeats on every page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from docx.enum.section import WD_SECTION
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from reports.model import Inspection, Problem
from reports.notice.folio import add_page_numbers
from reports.notice.layout import BODY_FONT, HEI_FONT, TABLE_SIZE, element, set_landscape
from reports.notice.paragraphs import add_body, add_run, add_title, break_anywhere, leave_grid, tighten
from reports.plain import plain
from reports.tally import NEW
from reports.wording import day_of

#: Problems listed one by one in the letter; a longer list begins with a summary by unit.
MOST_ROWS = 200

#: What the enclosure is called.
PROBLEMS = "问题清单"

_COLUMNS = (
    ("序号", 12),
    ("责任单位", 30),
    ("网站/栏目（账号名称、平台）", 36),
    ("问题类型（对应指标编号）", 34),
    ("问题描述", 62),
    ("页面地址", 51),
    ("首次发现", 14),
    ("整改时限", 14),
)
_UNIT_COLUMNS = (("序号", 20), ("责任单位", 113), ("问题数", 40), ("其中：新发现", 40), ("仍存在或再次出现", 40))


def add_problem_pages(document: Any, inspection: Inspection, mark: str) -> None:
    """Append 问题清单 to the letter; `mark` is 附件 or 附件1."""
    begin_enclosure(document, mark, PROBLEMS)
    problems = inspection.problems
    if len(problems) > MOST_ROWS:
        add_body(
            document, f"本期问题共{len(problems)}个。各单位汇总和前{MOST_ROWS}个如下，完整清单见《问题清单.xlsx》。"
        )
        add_table(document, _UNIT_COLUMNS, _unit_rows(problems))
        document.add_paragraph()
    add_table(document, _COLUMNS, (_row(problem, inspection) for problem in problems[:MOST_ROWS]))


def begin_enclosure(document: Any, mark: str, title: str) -> None:
    """Begin an enclosure on a lying page of its own."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    set_landscape(section)
    add_page_numbers(section)
    add_run(document.add_paragraph(), mark, HEI_FONT)
    add_title(document, title).paragraph_format.space_after = Pt(8)


def _unit_rows(problems: Sequence[Problem]) -> Iterable[tuple[str, ...]]:
    total = Counter(problem.unit for problem in problems)
    new = Counter(problem.unit for problem in problems if problem.status == NEW)
    for number, (unit, count) in enumerate(sorted(total.items(), key=lambda pair: (-pair[1], pair[0])), start=1):
        yield str(number), unit or "未登记", str(count), str(new[unit]), str(count - new[unit])


def _row(problem: Problem, inspection: Inspection) -> tuple[str, ...]:
    kind = f"{problem.title}（{problem.indicator}）" if problem.indicator else problem.title
    due = problem.finding.due or inspection.due
    return (
        str(problem.number),
        problem.unit or "未登记",
        problem.place,
        kind,
        plain(problem.observation.message, 300),
        plain(problem.address, 200),
        f"{day_of(problem.finding.first_seen):%Y-%m-%d}",
        f"{due:%Y-%m-%d}",
    )


def add_table(document: Any, columns: Sequence[tuple[str, int]], rows: Iterable[tuple[str, ...]]) -> None:
    """Add a table; `columns` are headings with their widths in millimetres."""
    table = document.add_table(rows=1, cols=len(columns))
    table.style = "Table Grid"
    table.autofit = False
    for grid, (_, millimetres) in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), columns, strict=True):
        grid.set(qn("w:w"), str(int(Mm(millimetres).twips)))
    heading = table.rows[0]._tr
    heading.get_or_add_trPr().append(element("w:cantSplit", {}))
    heading.get_or_add_trPr().append(element("w:tblHeader", {}))
    _fill(heading, [name for name, _ in columns], columns, HEI_FONT)
    for row in rows:
        made = table.add_row()._tr
        made.get_or_add_trPr().append(element("w:cantSplit", {}))
        _fill(made, row, columns, BODY_FONT)


def _fill(row: Any, texts: Sequence[str], columns: Sequence[tuple[str, int]], font: str) -> None:
    # Works on the row's own cells: python-docx's table.cell() walks the whole table for each call.
    for cell, text, (_, millimetres) in zip(row.tc_lst, texts, columns, strict=True):
        cell.width = Mm(millimetres)
        paragraph = Paragraph(cell.p_lst[0], row)
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        paragraph.paragraph_format.line_spacing = Pt(15)
        break_anywhere(paragraph)
        leave_grid(paragraph)
        tighten(add_run(paragraph, text, font, TABLE_SIZE))
