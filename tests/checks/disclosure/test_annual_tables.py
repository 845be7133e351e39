"""Tables of the report's standard form, in the layouts that editors make of it."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checks.disclosure.annual_tables import _applications
from checks.disclosure.tables import tables_of
from core.snapshot import Page, PageFacts, PageKind, PageRow, RecordRef

ITEMS = (
    "（一）予以公开",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "1.属于国家秘密",
    "（五）不予处理 1.信访举报投诉类申请",
)


@dataclass
class Form:
    """A consistent table: six applicants' columns, their sum last."""

    items: list[list[int]]
    left: list[int]
    rest: list[int]

    def rows(self) -> list[tuple[str, list[int]]]:
        total = [sum(column) for column in zip(*self.items, strict=True)]
        # What came is what was done and what is left over, less what was left from the year before.
        new = [done + rest - left for done, rest, left in zip(total, self.rest, self.left, strict=True)]
        named = [("一、本年新收政府信息公开申请数量", new), ("二、上年结转政府信息公开申请数量", self.left)]
        named += list(zip(ITEMS, self.items, strict=True))
        named += [("（七）总计", total), ("四、结转下年度继续办理", self.rest)]
        return [(label, [*numbers, sum(numbers)]) for label, numbers in named]


six = st.lists(st.integers(1, 40), min_size=6, max_size=6)
forms = st.builds(
    Form,
    st.lists(six, min_size=4, max_size=4),
    st.lists(st.integers(0, 1), min_size=6, max_size=6),
    st.lists(st.integers(0, 9), min_size=6, max_size=6),
)
cells = st.sampled_from(
    ["<td>{}</td>", "<td><p> {} </p></td>", "<th><span>{}</span>&nbsp;</th>", '<td align="right">{}']
)
labels = st.sampled_from(["<td>{}</td>", '<td rowspan="2">三、本年度办理结果</td><td>{}</td>', "<td></td><td>{}</td>"])
frames = st.sampled_from(["{}", '<table class="layout"><tr><td>菜单 1</td><td>{}</td></tr></table>'])


def html_of(rows: list[tuple[str, list[int]]], cell: str, label: str, frame: str) -> str:
    lines = (label.format(name) + "".join(map(cell.format, numbers)) for name, numbers in rows)
    return frame.format("<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>")


def read(html: str) -> list[str] | None:
    row = PageRow("http://x/", PageKind.ARTICLE, 1, 200, "text/html", "", PageFacts(), RecordRef("", 0, ""))
    return _applications(list(tables_of(Page(row, lambda: f"<html><body>{html}</body></html>"))))


@given(forms, cells, labels, frames)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_what_adds_up_is_never_accused(form: Form, cell: str, label: str, frame: str) -> None:
    assert read(html_of(form.rows(), cell, label, frame)) == []


@given(forms, cells, labels, st.integers(0, 7), st.integers(0, 6), st.integers(1, 5))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_one_wrong_number_is_found(form: Form, cell: str, label: str, line: int, place: int, more: int) -> None:
    rows = form.rows()
    rows[line][1][place] += more
    assert read(html_of(rows, cell, label, "{}"))


@given(forms, st.integers(0, 7), st.integers(0, 6))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_an_empty_cell_is_doubt(form: Form, line: int, place: int) -> None:
    rows = form.rows()
    html = html_of(rows, "<td>{}</td>", "<td>{}</td>", "{}")
    name, numbers = rows[line]
    whole = f"<td>{name}</td>" + "".join(f"<td>{number}</td>" for number in numbers)
    blank = f"<td>{name}</td>" + "".join(
        f"<td>{'' if at == place else number}</td>" for at, number in enumerate(numbers)
    )
    told = read(html.replace(whole, blank))
    assert told is None


def test_a_page_of_pictures() -> None:
    assert read('<img src="1.png">') is None
