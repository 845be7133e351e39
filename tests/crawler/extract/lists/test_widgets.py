"""Widgets that ask for their rows themselves."""

from __future__ import annotations

import json
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.snapshot.posted import is_posted, split_posted
from crawler.extract.lists.widgets import MAX_SOURCES, NAME, RECOGNISER
from tests.crawler.extract.lists.pages import leads_of, urls_of

SITE = "http://www.yunling-demo.gov.cn"


def fields(url: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(url).query))


def script(code: str) -> str:
    return f"<table id=t></table><script>{code}</script>"


GET = {
    "layui": script("layui.table.render({elem:'#t',url:'/gk/list.json',where:{cid:5},page:true})"),
    "bootstrap": script("$('#t').bootstrapTable({url:'/gk/list.json',queryParams:{cid:5}})"),
    "returned fields": script("$('#t').bootstrapTable({url:'/gk/list.json',queryParams:function(p){return {cid:5}}})"),
    "datatable": script("$('#t').DataTable({ajax:{url:'/gk/list.json',data:{cid:5}}})"),
    "easyui by get": script("$('#t').datagrid({url:'/gk/list.json',method:'get',queryParams:{cid:5}})"),
    "declared": "<table data-toggle=table data-url='/gk/list.json?cid=5'></table>",
    "declared by easyui": "<table class='easyui-datagrid' data-options=\"url:'/gk/list.json?cid=5',method:'get'\">",
    "declared by layui": "<table lay-data=\"{url:'/gk/list.json',where:{cid:5}}\"></table>",
    "holder": "<ul data-url='/gk/list.json?cid=5'></ul>",
    "htmx": "<div hx-get='/gk/list.json?cid=5' hx-trigger=load></div>",
    "more": "<div class=more data-url='/gk/list.json?cid=5&page={page}'>加载更多</div>",
}


@pytest.mark.parametrize("name", GET)
def test_rows_asked_for_by_get(name: str) -> None:
    (lead,) = leads_of(RECOGNISER, GET[name])
    assert lead.reader == NAME
    assert lead.url.startswith(f"{SITE}/gk/list.json?")
    assert fields(lead.url)["cid"] == "5"


def test_rows_asked_for_by_post_say_which_page() -> None:
    (url,) = urls_of(RECOGNISER, script("$('#t').datagrid({url:'/gk/list.do',queryParams:{cid:5}})"))
    assert is_posted(url)
    address, body = split_posted(url)
    assert address == f"{SITE}/gk/list.do"
    assert dict(parse_qsl(body.decode())) == {"page": "1", "rows": "20", "cid": "5"}


NONE = {
    "no address": script("layui.table.render({elem:'#t',data:rows})"),
    "only the script knows": script("layui.table.render({elem:'#t',url:makeUrl(3)})"),
    "posts a form": script("$('#t').datagrid({url:'/comment/save.do'})"),
    "a counter": "<div data-url='/count/hit.do?id=5'></div>",
    "filled": "<ul data-url='/gk/list.json?cid=5'><li><a href=1.html>县政府关于清雪除冰工作的通知</a></li></ul>",
    "the menu": "<nav><ul data-url='/gk/list.json?cid=5'></ul></nav>",
    "pages of the page": "<div data-url='index_{page}.html'></div>",
}


@pytest.mark.parametrize("name", NONE)
def test_nothing_to_ask(name: str) -> None:
    assert urls_of(RECOGNISER, NONE[name]) == []


def test_only_so_many_sources() -> None:
    body = "".join(f"<ul data-url='/gk/list.json?cid={number}'></ul>" for number in range(MAX_SOURCES * 3))
    assert len(urls_of(RECOGNISER, body)) == MAX_SOURCES


@given(st.dictionaries(st.sampled_from(["cid", "deptId", "type", "lm"]), st.integers(1, 9999), min_size=1))
def test_fields_as_the_script_writes_them(where: dict[str, int]) -> None:
    (url,) = urls_of(RECOGNISER, script(f"layui.table.render({{url:'/gk/list.json',where:{json.dumps(where)}}})"))
    assert fields(url) == {"page": "1", "limit": "20", **{name: str(value) for name, value in where.items()}}


@given(st.text(alphabet="table.render({url:'/list',where:{}})\"\\`$", max_size=120))
def test_never_raises(text: str) -> None:
    assert all(url.startswith("http") for url in urls_of(RECOGNISER, script(f"layui.table.render({text}")))
