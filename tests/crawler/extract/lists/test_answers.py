"""The data of lists, in the forms in which sources answer."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.documents.interface import Document
from crawler.extract.leads import Lead
from crawler.extract.lists.answers import MAX_DATA_PAGES, reader, reader_of_items

SEEN = date(2026, 11, 23)
HOST = "http://www.yunling-demo.gov.cn"
SOURCE = f"{HOST}/api/list?page=1&size=2"
TITLE = "关于开展冬季安全生产大检查的通知"
DAY = date(2026, 11, 20)
READ = reader("demo")
LI = f'<li><a href="/art/2026/11/20/art_1_2.html" title="{TITLE}">{TITLE}</a><span>2026-11-20</span></li>'


def read(text: str, url: str = SOURCE) -> Document | None:
    return READ(text.encode(), "", url, SEEN)


def row(**fields: object) -> str:
    return json.dumps({"data": {"list": [fields]}})


FORMS = {
    "json": row(title=TITLE, url="/a/1.html", publishTime="2026-11-20 09:00"),
    "jsonp": f"show({row(title=TITLE, url='/a/1.html', date='2026/11/20')});",
    "script": f"var data = [['{TITLE}','/a/1.html','2026-11-20']];",
    "single quotes": f"{{rows:[{{title:'{TITLE}',url:'/a/1.html',date:'2026年11月20日'}}]}}",
    "byte order mark": "\ufeff" + row(title=TITLE, url="/a/1.html", date="2026-11-20"),
    "midnight in UTC": row(title=TITLE, url="/a/1.html", releaseDate="2026-11-19T16:00:00.000Z"),
    "milliseconds": row(title=TITLE, url="/a/1.html", createTime=1795104000000),
    "seconds": row(title=TITLE, url="/a/1.html", created_at=1795104000),
    "eight digits": row(title=TITLE, url="/a/1.html", pubDate="20261120"),
    "digits with clock": row(title=TITLE, url="/a/1.html", pubDate="20261120101500"),
    "LocalDateTime": row(title=TITLE, url="/a/1.html", publishTime=[2026, 11, 20, 9, 30]),
    ".NET": row(title=TITLE, url="/a/1.html", InfoDate="/Date(1795104000000)/"),
    "Java": row(title=TITLE, url="/a/1.html", cjsj={"time": 1795104000000}),
    "Java text": row(title=TITLE, url="/a/1.html", fbsj="Fri Nov 20 08:00:00 CST 2026"),
    "no year": row(title=TITLE, url="/a/1.html", rq="11-20"),
    "not the updated one": row(title=TITLE, url="/a/1.html", updateTime="2026-11-22", publishDate="2026-11-20"),
    "publish before create": row(title=TITLE, url="/a/1.html", createDate="2026-11-18", publishDate="2026-11-20"),
    "marked": row(title=f"<em>关于</em>{TITLE[2:]}", url="/a/1.html", date="2026-11-20"),
    "linked title": row(title=f"<a href='/a/1.html'>{TITLE}</a>", date="2026-11-20"),
    "scheme left out": row(title=TITLE, url="//www.yunling-demo.gov.cn/a/1.html", date="2026-11-20"),
    "html in json": json.dumps({"data": {"html": LI}}),
    "html": f"<ul>{LI}</ul>",
    "records": f"<datastore><recordset><record><![CDATA[{LI}]]></record></recordset></datastore>",
    "escaped records": f"<recordset><record>{LI.replace('<', '&lt;').replace('>', '&gt;')}</record></recordset>",
    "table rows": f"<record><![CDATA[<tr><td><a href=/a/1.html>{TITLE}</a></td><td>2026-11-20</td></tr>]]></record>",
    "xml": f"<?xml?><list><item><title>{TITLE}</title><url>/a/1.html</url><date>2026-11-20</date></item></list>",
    "xml attributes": f"<?xml version='1.0'?><rows><row title='{TITLE}' url='/a/1.html' date='2026-11-20'/></rows>",
}


@pytest.mark.parametrize("form", FORMS)
def test_forms(form: str) -> None:
    found = read(FORMS[form])
    assert found is not None
    assert [(item.title, item.day) for item in found.items] == [(TITLE, DAY)]
    assert [link.url for link in found.links] == [found.items[0].url]


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ('{"total":0,"rows":[]}', 0),
        ('{"data":{"totalCount":"0","list":[]}}', 0),
        ('{"page":{"content":[],"totalElements":0}}', 0),
        ('{"code":200,"data":[]}', -1),
        ("[]", -1),
        ("<datastore><totalrecord>0</totalrecord></datastore>", 0),
    ],
)
def test_nothing_listed(text: str, total: int) -> None:
    found = read(text)
    assert found is not None
    assert (found.items, found.total) == ((), total)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ok",
        '{"code":403,"msg":"请先登录"}',
        "<html><body><h1>500</h1></body></html>",
        "{",
        "[[[[",
        "var a = ;",
        "\x00\x01",
    ],
)
def test_what_is_no_data(text: str) -> None:
    assert read(text) is None


def test_totals_and_next_pages() -> None:
    rows = [{"title": TITLE, "url": f"/a/{n}.html", "date": "2026-11-20"} for n in range(2)]
    found = read(json.dumps({"total": 5, "articles": rows}))
    assert found is not None
    assert (found.total, found.leads) == (5, (Lead(f"{HOST}/api/list?page=2&size=2", "demo"),))
    last = read(json.dumps({"total": 4, "articles": rows}), f"{HOST}/api/list?page=2&size=2")
    assert last is not None and last.leads == ()
    far = read(json.dumps({"total": 5000, "articles": rows}), f"{HOST}/api/list?page={MAX_DATA_PAGES}")
    assert far is not None and far.leads == ()


def test_the_page_in_a_field_of_json() -> None:
    html = json.dumps({"data": {"html": f"{LI}<div class=pagination rows='15' count='260'></div>"}})
    found = read(html, f"{HOST}/unit?pageId=p1&paramJson=%7B%22pageNo%22%3A+1%2C+%22pageSize%22%3A+15%7D")
    assert found is not None and found.total == 260
    assert found.leads[0].url == f"{HOST}/unit?pageId=p1&paramJson=%7B%22pageNo%22%3A+2%2C+%22pageSize%22%3A+15%7D"


def test_an_address_that_starts_from_the_page_is_no_link() -> None:
    found = read(row(title=TITLE, url="./t20261120_1.html", date="2026-11-20"))
    assert found is not None
    assert (found.links, found.items[0].day) == ((), DAY)


def test_items_alone() -> None:
    found = reader_of_items("demo")(row(title=TITLE, url="/a/1.html", date="2026-11-20").encode(), "", SOURCE, SEEN)
    assert found is not None
    assert ([item.day for item in found.items], found.links) == ([DAY], ())


def test_an_entry_without_an_address_still_has_its_day() -> None:
    found = read(row(title=TITLE, id=31, publishDate="2026-11-20"))
    assert found is not None
    assert [(item.url, item.day) for item in found.items] == [(f"{SOURCE}#0", DAY)]


@given(
    st.one_of(
        st.binary(max_size=400), st.text(alphabet="<>[]{}\":,'titleurl/1a&;!CDATArecord ", max_size=300).map(str.encode)
    )
)
def test_never_raises(body: bytes) -> None:
    READ(body, "", SOURCE, SEEN)
