"""Entries that stand in a page's scripts: data, html in strings, records in XML."""

from __future__ import annotations

import base64
import json
from datetime import date
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract import extract

SEEN = date(2026, 11, 23)
URL = "http://www.yunling-demo.gov.cn/zwgk/tzgg/"
TITLES = ("关于开展冬季安全生产大检查的通知", "云岭县2026年秋季学期招生公告")
ROWS = [
    {"title": t, "url": f"/zwgk/tzgg/{n}.html", "date": d}
    for n, (t, d) in enumerate(zip(TITLES, ("2026-11-20", "2026-09-05"), strict=True))
]
HTML = "".join(f"<li><a href='{row['url']}'>{row['title']}</a><span>{row['date']}</span></li>" for row in ROWS)
JSON = json.dumps(ROWS, ensure_ascii=False)


def found(body: str) -> list[tuple[str, str, date | None]]:
    page = f"<html><head><title>通知公告</title></head><body><ul id=list></ul>{body}</body></html>"
    return [(i.title, i.url, i.day) for i in extract(page.encode(), "text/html", URL, SEEN).facts.items]


def script(code: str) -> str:
    return f"<script>{code}</script>"


SHAPES = {
    "array": script(f"var list = {JSON};"),
    "bare keys": script(
        "var list=[" + ",".join(f"{{title:'{r['title']}',url:'{r['url']}',date:'{r['date']}'}}" for r in ROWS) + ",];"
    ),
    "initial state": script(f"window.__INITIAL_STATE__={{a:1,page:{{rows:{JSON},total:2}},f:undefined}}"),
    "json script": f'<script type=application/json id=data>{{"data":{{"list":{JSON}}}}}</script>',
    "parse": script(f"var d = JSON.parse('{JSON}');"),
    "encoded": script(f"var d = JSON.parse(decodeURIComponent('{quote(JSON)}'));"),
    "base64": script(f"var d = JSON.parse(atob('{base64.b64encode(JSON.encode()).decode()}'));"),
    "base64 html": script(f"document.write(atob('{base64.b64encode(HTML.encode()).decode()}'));"),
    "document.write": script(f'document.write("{HTML}");'),
    "inner html": script(f'document.getElementById("list").innerHTML = "{HTML}";'),
    "template string": script(f"el.innerHTML = `{HTML}`;"),
    "escaped": script('document.write("' + HTML.replace("</", "<\\/") + '");'),
    "line by line": script("".join(f'h += "{row}</li>";\n' for row in HTML.split("</li>")[:-1])),
    "datastore": "<script type='text/xml'><datastore><recordset>"
    + "".join(f"<record><![CDATA[{row}</li>]]></record>" for row in HTML.split("</li>")[:-1])
    + "</recordset></datastore></script>",
    "rows": script("var rows = " + json.dumps([[r["title"], r["url"], r["date"]] for r in ROWS]) + ";"),
    "calls": script("".join(f"addNews('{r['title']}','{r['url']}','{r['date']}');" for r in ROWS)),
    "push": script("".join(f"list.push({json.dumps(r)});" for r in ROWS)),
    "objects": script("".join(f"list.push(new Item('{r['title']}','{r['url']}','{r['date']}'));" for r in ROWS)),
    "text area": f"<textarea style='display:none' id=d>{JSON}</textarea>",
    "attribute": f"<div data-list='{JSON}'></div>",
    "other names": script(
        "var d="
        + json.dumps(
            [{"docTitle": r["title"], "docPubUrl": r["url"], "docRelTime": r["date"] + " 10:00:00"} for r in ROWS]
        )
    ),
    "chinese names": script(
        "var d=" + json.dumps([{"bt": r["title"], "lj": r["url"], "fbsj": r["date"]} for r in ROWS])
    ),
    "seconds": script(
        "var d=[{t:1}];var list="
        + json.dumps(
            [
                {"name": r["title"], "link": r["url"], "publishTime": m}
                for r, m in zip(ROWS, (1795104000000, 1788537600000), strict=True)
            ]
        )
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_shapes(shape: str) -> None:
    assert found(SHAPES[shape]) == [
        (TITLES[0], URL + "0.html", date(2026, 11, 20)),
        (TITLES[1], URL + "1.html", date(2026, 9, 5)),
    ]


@pytest.mark.parametrize(
    "body",
    [
        script("var menu = [{name:'政务公开',url:'/zwgk/'},{name:'互动交流',url:'/hdjl/'}];"),
        script("var banner = [{title:'冬季安全生产大检查',url:'/a/1.html',date:'2026-11-20'}];"),
        f"<div class=sidebar>{script(f'var list = {JSON};')}</div><p>{'正文' * 300}</p>",
        script("var data = [[1, 2], [3, 4]]; var s = [{value: 3, name: '农业'}];"),
        script("h += '<li><a href=\"' + item.url + '\">' + item.title + '</a></li>';"),
        script("var list = [{title: t, url: u, date: d}];"),
        script("var broken = [{title:'冬季安全生产大检查', url:"),
    ],
)
def test_what_is_no_entry(body: str) -> None:
    assert found(body) == []


def test_only_addresses_in_full_are_links() -> None:
    rows = [
        {"title": TITLES[0], "url": "/a/1.html", "date": "2026-11-20"},
        {"title": TITLES[1], "url": "2.html", "date": "2026-11-19"},
    ]
    page = f"<html><body>{script('var list=' + json.dumps(rows))}</body></html>"
    read = extract(page.encode(), "text/html", URL, SEEN)
    assert [link.url for link in read.links] == ["http://www.yunling-demo.gov.cn/a/1.html"]
    assert len(read.facts.items) == 2


def test_addresses_that_the_page_adds_to_are_no_links() -> None:
    body = script(f"var list={JSON};") + script("h += '<a href=\"/portal' + list[i].url + '\">'")
    read = extract(f"<html><body>{body}</body></html>".encode(), "text/html", URL, SEEN)
    assert (len(read.facts.items), read.links) == (2, ())


@given(st.text(alphabet="[]{}(),:;+'\"`\\ /*<>a1=\n\0push.title&ahref", max_size=300))
def test_no_script_breaks_the_reading(code: str) -> None:
    extract(
        f"<html><body><script>var l=[{{title:'冬季安全检查',url:'/a.html',{code}</script></body></html>".encode(),
        "",
        URL,
        SEEN,
    )


@pytest.mark.parametrize(
    "code", ["<record>", "<record><![CDATA[<li>", "[{", "[[", "'", "`a", "atob('", "/*", "add('标题标题',"]
)
def test_repeated_beginnings_keep_nobody_busy(code: str) -> None:
    # Quadratic reading of these took minutes.
    assert found(script(code * 40_000)) == []
