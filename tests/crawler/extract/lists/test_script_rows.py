"""Entries that a script sets row by row or field by field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.lists.records import Record
from crawler.extract.lists.script_rows import rows_of

TITLES = ("关于开展冬季安全生产大检查的通知", "云岭县秋季学期招生公告")
DAYS = ("2026-11-20", "2026-09-05")
HREFS = ("a/1.html", "a/2.html")
RECORDS = [Record(*row) for row in zip(TITLES, HREFS, DAYS, strict=True)]


def each(template: str) -> str:
    rows = zip(range(2), TITLES, HREFS, DAYS, strict=True)
    return "".join(template % {"n": n, "t": title, "u": href, "d": day} for n, title, href, day in rows)


SHAPES = {
    "rows": each("infos[%(n)s]=['%(u)s','%(t)s','%(d)s'];"),
    "arrays called": each('infos[%(n)s] = new Array("%(t)s","%(u)s","%(d)s");'),
    "objects": each("list[%(n)s]={title:'%(t)s',url:'%(u)s',time:'%(d)s'};"),
    "fields": each("list[%(n)s].title='%(t)s';list[%(n)s].url='%(u)s';list[%(n)s]['pubDate']='%(d)s';"),
    "names with indices": each("title[%(n)s]='%(t)s';link[%(n)s]='%(u)s';date[%(n)s]='%(d)s';"),
    "arrays beside": f"var title={list(TITLES)};var url={list(HREFS)};var day={list(DAYS)};",
}


@pytest.mark.parametrize("name", SHAPES)
def test_shapes(name: str) -> None:
    assert list(rows_of(SHAPES[name])) == RECORDS


NONE = {
    "pictures in turn": each("imgLink[%(n)s]='%(u)s';imgText[%(n)s]='%(t)s';"),
    "titles alone": each("title[%(n)s]='%(t)s';"),
    "of different lengths": f"var title={[*TITLES, '又一条没有链接的公告']};var url={list(HREFS)};",
    "computed": each("infos[%(n)s]=make('%(u)s','%(t)s');"),
}


@pytest.mark.parametrize("name", NONE)
def test_no_rows(name: str) -> None:
    assert list(rows_of(NONE[name])) == []


@given(st.lists(st.sampled_from("甲乙丙丁戊己庚辛"), min_size=4, max_size=9), st.integers(0, 9999))
def test_a_row_is_what_is_written(letters: list[str], number: int) -> None:
    title = "".join(letters)
    source = f"a[{number}]=['/n/{number}.html','{title}','2026-11-20'];"
    assert list(rows_of(source)) == [Record(title, f"/n/{number}.html", "2026-11-20")]


@given(st.text(alphabet="ab[0]1='\"{}.;,=new Array()\\\n", max_size=200))
def test_never_raises(text: str) -> None:
    assert all(record.title for record in rows_of(text))
