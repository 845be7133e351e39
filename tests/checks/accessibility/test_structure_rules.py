"""Headings, lists, tables and ids: the conditions of ACT rules ffd0e9, a25f45 and d0f69e, and of techniques."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from checks.accessibility.table_model import table_of
from core.snapshot import PageKind
from tests.checks.accessibility.judging import judge, page_of


def table(*rows: str, attributes: str = "") -> str:
    return f"<table {attributes}>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def made(*rows: str, role: str = "table", attributes: str = "") -> str:
    """A table of roles: each row is a line of words "role attributes:text", separated by bars."""
    cells = [[cell.partition(":") for cell in row.split("|")] for row in rows]
    lines = ["".join(f"<span role={role}>{text}</span>" for role, _, text in row) for row in cells]
    return f"<div role={role} {attributes}>" + "".join(f"<p role=row>{line}</p>" for line in lines) + "</div>"


HEADINGS = [
    ("<h1>通知</h1>", "passed"),
    ("<div role=heading aria-level=1>通知</div>", "passed"),
    ("<h1><img src=a alt=通知></h1>", "passed"),
    ("<h1 style='position:absolute;top:-9999px'>通知</h1>", "passed"),
    ("<h1><img src=a alt=''></h1>", "failed"),
    ("<h1><br></h1>", "failed"),
    ("<h1></h1>", "failed"),
    ("<div role=heading aria-level=1 style='border-style:solid'></div>", "failed"),
    ("<h1 role=none aria-label=''><b aria-hidden=true>通知</b></h1>", "failed"),
    ("<h1 aria-hidden=true></h1>", "inapplicable"),
    ("<h1 role=none></h1><h2 role=tab></h2>", "inapplicable"),
    ("<h2 class=hide></h2><h3 hidden></h3>", "inapplicable"),
]
ITEMS = [
    ("<ul><li>甲</ul><ol><li>乙</ol><menu><li>丙</menu>", "passed"),
    ("<div role=list><li>甲</div>", "passed"),
    ("<dl><dt>甲<dd>乙</dl><dl><div><dt>甲<dd>乙</div></dl>", "passed"),
    ("<ul role=none><li>甲</ul><my-list><li>甲</my-list>", "passed"),
    ("<div><li>甲</div>", "failed"),
    ("<ul><a href=/x><li>甲</li></a></ul>", "failed"),
    ("<dd>乙</dd>", "failed"),
    ("<div><li role=tab>甲</div>", "inapplicable"),
    ("<div hidden><li>甲</div>", "inapplicable"),
]
CHILDREN = [
    ("<ul> <li>甲</li><script>1</script><template></template> </ul>", "passed"),
    ("<ul>{{#each items}}<li>甲</li>{{/each}}</ul>", "passed"),
    ("<ul><li>甲</li>--&gt; |</ul>", "passed"),
    ("<ul></ul><ul><br><li>甲</ul>", "passed"),
    ("<ul><li>甲</li><div></div><p hidden>乙</p></ul>", "passed"),
    ("<dl><dt>甲<dd>乙</dl>", "passed"),
    ("<ul><div role=listitem>甲</div></ul>", "passed"),
    ("<ul>甲<li>乙</ul>", "failed"),
    ("<ul><li>甲</li><ul><li>乙</ul></ul>", "failed"),
    ("<ol><p>甲</p></ol>", "failed"),
    ("<dl><p>甲</p></dl>", "failed"),
    ("<ul role=tablist><div>甲</div></ul>", "inapplicable"),
]
REFERENCES = [
    (table("<th id=a>甲<th id=b>乙", "<td headers=a>1<td headers='a b'>2"), "passed"),
    (table("<td role=columnheader id=a>甲", "<td headers=a>1"), "passed"),
    (table("<td><th id=a>甲", "<td headers=a>1<td>"), "passed"),
    (table("<th id=a>甲", "<td headers=x>1"), "failed"),
    (table("<th id=a>甲") + table("<td headers=a>1"), "failed"),
    (table("<td id=s headers=s>甲"), "failed"),
    (table("<td><span id=a>甲</span>", "<td headers=a>1"), "failed"),
    (table("<td><table><tr><th id=a>甲</table>", "<td headers=a>1"), "failed"),
    (table("<th>甲", "<td>1"), "inapplicable"),
    (table("<td id=a>甲", "<td headers=x>1", attributes="role=presentation"), "inapplicable"),
    (table("<td headers=x>1", attributes="style='display:none'"), "inapplicable"),
    (table("<td headers=x>1", attributes="role=region"), "inapplicable"),
    ("<div role=table><div role=cell headers=x>1</div></div>", "inapplicable"),
]
HEADERS = [
    (table("<th>甲<th>乙", "<td>1<td>2"), "passed"),
    (table("<th>甲<th>乙", "<td colspan=2>1"), "passed"),
    (table("<th><th scope=col>早<th scope=col>午", "<th scope=row>周一<td>1<td>2"), "passed"),
    (table("<th>日<th>早<th>午", "<th>周一<td>1<td>2", "<th>周二<td>3<td>4"), "passed"),
    (
        table(
            "<th id=p rowspan=2>甲<th id=o colspan=2>乙",
            "<th id=x>1<th id=y>2",
            "<td headers=p>1<td>2<td headers='o y'>3",
        ),
        "passed",
    ),
    (table("<th scope=row>姓名<td>甲<th scope=row>性别<td>女", "<td>1<td>2<td>3<td>4"), "passed"),
    (table("<th>甲<th>乙", "<td>1"), "failed"),
    (table("<th id=a>甲<th id=b>乙", "<td>1<td headers=a>2"), "failed"),
    (table("<th>甲<td>1<td>2", "<td>3<td>4<td>5", "<th>乙<th>丙<th>丁", "<td>1<td>2<td>3"), "cantTell"),
    (table("<th>甲<th>乙", "<td>1<td>2", "<th colspan=2>合计"), "cantTell"),
    (table("<td>1"), "inapplicable"),
    ("<table></table>", "inapplicable"),
    (table("<th>甲"), "cantTell"),
    (table("<th role=columnheader>甲", "<td>1"), "passed"),
    (table("<th style='display:none'>甲", "<td>1"), "inapplicable"),
    (table("<th aria-hidden=true>甲", "<td>1"), "inapplicable"),
    (table("<th>甲", "<td>1", attributes="role=presentation"), "inapplicable"),
    (table("<th>甲<th>乙", "<td><td>"), "passed"),
    (table("<th>甲<th>乙", "<td>1", attributes="role=grid"), "failed"),
    (table("<th><th>", "<td>1<td>2"), "inapplicable"),
    ("<table><thead role=rowgroup><tr><th>甲</thead><tr><td>1</table>", "passed"),
    ("<table><thead role=none><tr><th>甲</thead><tr><td>1</table>", "inapplicable"),
]
MADE = [
    (made("columnheader:甲|columnheader:乙", "cell:1|cell:2"), "passed"),
    (made("columnheader:甲|columnheader:乙", "gridcell aria-colspan=2:1", role="grid"), "passed"),
    (made("columnheader:甲|columnheader:乙", "cell aria-colindex=2:1", "cell:2"), "passed"),
    (made("columnheader:甲|columnheader:乙", "cell aria-rowspan=2:1|cell:2", "cell:3"), "passed"),
    (made("rowheader:甲|cell:1", "rowheader:乙|cell:2"), "passed"),
    (made("columnheader:|columnheader:甲", "rowheader:乙|cell:1"), "passed"),
    (made("columnheader:甲|columnheader:乙", "rowheader:丙|columnheader:丁", "cell:1|cell:2"), "passed"),
    (made("columnheader:甲|columnheader:乙", "cell:1"), "failed"),
    (made("rowheader:甲|cell:1", "rowheader:乙"), "failed"),
    (made("columnheader:甲|columnheader:乙|columnheader:丙", "cell aria-colspan=2:1", role="treegrid"), "failed"),
    (made("columnheader:甲|columnheader:乙"), "cantTell"),
    (made("columnheader:甲|columnheader:乙", "cell:1", attributes="aria-rowcount=90"), "cantTell"),
    (made("columnheader aria-colspan=2:全县", "columnheader:甲|columnheader:乙"), "cantTell"),
    (made("columnheader:甲|columnheader class=hide:乙", "cell:1"), "cantTell"),
    (made("columnheader:甲|columnheader:乙", "cell:1", attributes="aria-busy=true"), "inapplicable"),
    (made("cell:1|cell:2"), "inapplicable"),
    (made("columnheader:甲", attributes="aria-hidden=true"), "inapplicable"),
]
IDS = [
    ("<p id=a><p id=b>", "passed"),
    ("<label for=q>甲</label><input id=q><input id=p>", "passed"),
    ("<label for=q>甲</label><input id=q><label>乙<input id=q></label>", "cantTell"),
    ("<label for=q>甲</label><input id=q><input id=q aria-label=乙>", "cantTell"),
    ("<label for=q>甲</label><input id=q><input id=q>", "failed"),
    ("<a href=/x aria-labelledby=t></a><b id=t>甲</b><b id=t>乙</b>", "failed"),
    ("<a href=/x aria-labelledby=t></a><b id=t>甲</b><b id=t>甲</b>", "cantTell"),
    ("<a href=/x aria-labelledby=t></a><b id=t>甲</b><b id=t hidden>乙</b>", "cantTell"),
    ("<p>甲", "inapplicable"),
]


@pytest.mark.parametrize(("html", "outcome"), HEADINGS)
def test_headings_have_names(html: str, outcome: str) -> None:
    assert judge("a11y.heading_empty", html).outcome == outcome


@pytest.mark.parametrize(("html", "outcome"), ITEMS)
def test_items_stand_in_lists(html: str, outcome: str) -> None:
    assert judge("a11y.listitem", html).outcome == outcome


@pytest.mark.parametrize(("html", "outcome"), CHILDREN)
def test_lists_hold_items(html: str, outcome: str) -> None:
    assert judge("a11y.list_children", html).outcome == outcome


@pytest.mark.parametrize(("html", "outcome"), REFERENCES)
def test_headers_refer_to_cells_of_the_table(html: str, outcome: str) -> None:
    assert judge("a11y.table_refs", html).outcome == outcome


@pytest.mark.parametrize(("html", "outcome"), [*HEADERS, *MADE])
def test_headers_have_cells(html: str, outcome: str) -> None:
    assert judge("a11y.table_header", html).outcome == outcome


@pytest.mark.parametrize(("html", "outcome"), IDS)
def test_ids_in_use_are_unique(html: str, outcome: str) -> None:
    assert judge("a11y.duplicate_id", html).outcome == outcome


def test_id_that_nothing_refers_to_is_advice() -> None:
    found = judge("a11y.duplicate_id", "<p id=a>甲<p id=a>乙")
    assert (found.outcome, bool(found.warning)) == ("passed", True)


def test_long_article_without_heading_is_advised() -> None:
    text = "<p>" + "云岭县人民政府" * 60
    assert judge("a11y.heading_order", page_of(text, kind=PageKind.ARTICLE)).warning
    assert judge("a11y.heading_order", page_of(text)).outcome == "inapplicable"


@pytest.mark.parametrize(
    "html",
    [
        table(*["<td>甲<td>乙"] * 4),
        table("<td>甲<td>乙", "<td>1<td>2", attributes="border=1"),
        table(*["<td>甲<td><input>"] * 4, attributes="border=1"),
        table(*["<td>甲<td>" + "长" * 200] * 4, attributes="border=1"),
        table("<td>" + table(*["<td>甲<td>乙"] * 3), "<td>1", "<td>2", attributes="border=1"),
        table(*["<td>甲<td>"] * 6, attributes="border=1"),
    ],
    ids=["no lines", "two rows", "fields", "long text", "nested", "empty"],
)
def test_table_that_may_arrange_the_page_is_not_asked_about(html: str) -> None:
    assert judge("a11y.table_data", html).outcome == "passed"


def test_table_for_layout_with_headers_is_asked_about() -> None:
    assert judge("a11y.table_data", table("<th>甲", "<td>1", attributes="role=none")).outcome == "cantTell"


_SPAN = st.sampled_from(["", "2", "0", "-1", "9999999999", "x", "３"])
_CELL = st.builds(
    lambda tag, wide, high: f"<{tag} colspan='{wide}' rowspan='{high}'>甲", st.sampled_from(["td", "th"]), _SPAN, _SPAN
)


@given(st.lists(st.lists(_CELL, max_size=4).map("".join), max_size=5))
def test_any_table_is_laid_out_without_overlap_of_beginnings(rows: list[str]) -> None:
    node = LexborHTMLParser(table(*rows)).css_first("table")
    assert node is not None
    found = table_of(node)
    if found is not None:
        begun = [(cell.x, cell.y) for cell in found.cells]
        assert len(begun) == len(set(begun)) == sum(row.count("甲") for row in rows)
        assert found.headed() <= {cell.node.mem_id for cell in found.cells}


def test_table_larger_than_anybody_reads_is_left_alone() -> None:
    assert judge("a11y.table_header", table("<th>甲<th>乙", *["<td colspan=900>1"] * 30)).outcome == "inapplicable"
