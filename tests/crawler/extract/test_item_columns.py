"""Lists laid out in columns under headings."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.blocks import find_blocks
from crawler.extract.item_columns import Columns, Headed, cells_of, publish_text, without_other_days
from crawler.extract.regions import assign_regions
from crawler.extract.tree import build

TITLE = "云岭县人民政府关于印发节水行动方案的通知"


def table(heads: list[str], cells: list[str]) -> str:
    row = "".join(f"<td>{cell}</td>" for cell in cells)
    return f"<table><tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr><tr>{row}</tr></table>"


def read(body: str) -> tuple[Columns | None, str, tuple[str, ...]]:
    """The columns of the first entry, its publish cell, and its texts without those of other days."""
    tree = build(f"<body>{body}</body>")
    assign_regions(tree)
    block = find_blocks(tree)[0]
    columns = Headed().columns(block.element)
    if columns is None:
        return None, "", block.beside
    return columns, publish_text(block, columns), without_other_days(block, columns).beside


def link(cells: list[str]) -> list[str]:
    return [f"<a href=1.html>{TITLE}</a>" if cell == TITLE else cell for cell in cells]


HEADS = {
    "发布日期": 2,
    "公开时间": 2,
    "上网日期": 2,
    "日期": 2,
    "时 间": 2,
}
OTHERS = ("成文日期", "有效期至", "生效日期", "废止时间", "截止日期", "更新时间", "签发日期")


@pytest.mark.parametrize("head", HEADS)
def test_the_publish_column(head: str) -> None:
    columns, text, _ = read(table(["标题", "文号", head], link([TITLE, "云政〔2026〕1号", "2026-11-20"])))
    assert columns is not None and columns.publish == HEADS[head]
    assert text == "2026-11-20"


@pytest.mark.parametrize("head", OTHERS)
def test_days_of_something_else_are_left_out(head: str) -> None:
    body = table(["标题", head, "发布日期"], link([TITLE, "2026-11-22", "2026-11-20"]))
    columns, text, beside = read(body)
    assert columns == Columns(2, frozenset({1}))
    assert (text, beside) == ("2026-11-20", ("2026-11-20",))


@pytest.mark.parametrize("head", OTHERS)
def test_such_a_column_alone_is_no_publish_date(head: str) -> None:
    columns, text, beside = read(table(["标题", head], link([TITLE, "2026-11-22"])))
    assert columns == Columns(None, frozenset({1}))
    assert (text, beside) == ("", ())


def test_boxes_have_their_headings_before_the_list() -> None:
    heads = "<div class=h><span>名称</span><span>成文日期</span><span>发布日期</span></div>"
    row = f"<li><span><a href=1.html>{TITLE}</a></span><span>2026-11-22</span><b>2026-11-20</b></li>"
    columns, text, _ = read(f"{heads}<ul>{row}</ul>")
    assert columns == Columns(2, frozenset({1}))
    assert text == "2026-11-20"


NONE = {
    "no headings": f"<table><tr><td><a href=1.html>{TITLE}</a></td><td>2026-11-20</td></tr></table>",
    "headings of nothing": table(["标题", "文号"], link([TITLE, "云政〔2026〕1号"])),
    "another count": table(["标题", "文号", "发布日期"], link([TITLE, "2026-11-20"])),
}


@pytest.mark.parametrize("name", NONE)
def test_no_columns(name: str) -> None:
    assert read(NONE[name])[0] is None


@given(st.permutations(["标题", "索引号", "文号", "成文日期", "发布日期"]))
def test_any_order_of_columns(heads: list[str]) -> None:
    values = {"标题": TITLE, "索引号": "A-1", "文号": "云政〔2026〕1号"}
    values |= {"成文日期": "2026-11-22", "发布日期": "2026-11-20"}
    columns, text, beside = read(table(heads, link([values[head] for head in heads])))
    assert columns == Columns(heads.index("发布日期"), frozenset({heads.index("成文日期")}))
    assert text == str(date(2026, 11, 20))
    assert "2026-11-22" not in beside


@given(st.text(alphabet="<>table trdh/a href=1.日期发布时间", max_size=150))
def test_never_raises(text: str) -> None:
    tree = build(f"<body>{text}</body>")
    headed = Headed()
    assert all(headed.columns(element) is None or len(cells_of(element)) > 1 for element in tree.elements)
