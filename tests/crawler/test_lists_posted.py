"""Data that a page's own script asks for by POST, and lists that could not be read: told as such, never as empty."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from checks.freshness.entries import read_entries
from core.snapshot import Gap, GapReason, open_snapshot
from core.snapshot.warc import read_record
from crawler.extract.lists.answers import MAX_DATA_PAGES
from tests.crawler.site import Body, page, serve
from tests.crawler.test_lists import TITLE, crawled, entries

LIST = "<ul id=l></ul><script>{}</script>"
PAGED = "$.post('/info/queryList.do', {columnId: 7, pageNo: 1, pageSize: 2}, show)"


class Portal:
    """A site whose one column is fed by POST; keeps what was posted."""

    def __init__(self, script: str, *answers: web.Response) -> None:
        self.script, self.answers, self.posted = script, list(answers), list[tuple[str, str, str]]()
        self.app = web.Application()
        self.app.router.add_route("*", "/{tail:.*}", self.handle)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        if request.method == "POST":
            self.posted.append((request.path, await request.text(), request.headers.get("Referer", "")))
            found = self.answers[min(len(self.posted), len(self.answers)) - 1]
            return web.Response(status=found.status, headers=found.headers.copy(), body=found.body)
        pages = {"/": page("首页", "/zwdt/"), "/zwdt/": page("政务动态", extra=LIST.format(self.script))}
        if request.path not in pages:
            return web.Response(status=404, text="not here")
        return web.Response(text=pages[request.path], content_type="text/html")


async def judged(folder: Path, portal: Portal) -> tuple[Path, str]:
    async with TestServer(portal.app, host="127.0.0.1") as server:
        home = str(server.make_url("/"))
        return await crawled(folder, home, "zwdt/"), home


async def test_a_posted_query_is_read_page_by_page_and_recorded_with_its_body(tmp_path: Path) -> None:
    first = web.json_response({"total": 4, "rows": entries("2026-11-20", "2026-11-19")})
    second = web.json_response({"total": 4, "rows": entries("2026-10-01", "2026-09-30", start=2)})
    portal = Portal(PAGED, first, second)
    folder, home = await judged(tmp_path, portal)
    assert [(path, parse_qs(body)["pageNo"], referer) for path, body, referer in portal.posted] == [
        ("/info/queryList.do", [number], f"{home}zwdt/") for number in ("1", "2")
    ]
    with open_snapshot(folder) as snapshot:
        days = [item.day for item in snapshot.listed(f"{home}zwdt/")]
        assert days == [date(2026, 11, 20), date(2026, 11, 19), date(2026, 10, 1), date(2026, 9, 30)]
        (row, _) = snapshot.data_of(f"{home}zwdt/")
        found = snapshot.resource(row.source)
        assert found is not None and found.record is not None and found.method == "POST"
        assert b"total" in read_record(folder, found.record).body()
        # What the same address says to GET was never asked.
        assert snapshot.resource(f"{home}info/queryList.do") is None
        assert snapshot.complete


JPAGE = "$('#7').jpage({proxyUrl: '/module/web/jpage/dataproxy.jsp', columnid: 3, unitid: 7, webid: 1, perPage: 2})"


def store(first: int, total: int) -> web.Response:
    """A window of six entries of a list of `total`, as the pager's own script gets it."""
    rows = (
        f"<record><![CDATA[<li><a href='/art/{n}.html'>{TITLE}{n}</a> 2026-11-{n % 28 + 1:02}</li>]]></record>"
        for n in range(first, min(first + 6, total + 1))
    )
    text = f"<datastore><totalrecord>{total}</totalrecord><recordset>{''.join(rows)}</recordset></datastore>"
    return web.Response(text=text, content_type="text/xml")


async def test_a_pager_that_posts_is_asked_window_by_window_to_its_end_or_to_the_bound(tmp_path: Path) -> None:
    portal = Portal(JPAGE, *(store(first, 14) for first in (1, 7, 13)))
    folder, home = await judged(tmp_path / "a", portal)
    asked = [parse_qs(body) for _, body, _ in portal.posted]
    windows = [(fields["startrecord"][0], fields["endrecord"][0], fields["columnid"][0]) for fields in asked]
    assert windows == [("1", "6", "3"), ("7", "12", "3"), ("13", "18", "3")]
    with open_snapshot(folder) as snapshot:
        assert len(snapshot.listed(f"{home}zwdt/")) == 14
        assert snapshot.complete
    portal = Portal(JPAGE, *(store(first, 100) for first in range(1, 100, 6)))
    folder, home = await judged(tmp_path / "b", portal)
    assert len(portal.posted) == MAX_DATA_PAGES
    with open_snapshot(folder) as snapshot:
        (gap,) = snapshot.gaps()
        assert (gap.reason, gap.example, gap.count) == (GapReason.LIST_UNREAD, f"{home}zwdt/", 100 - 6 * MAX_DATA_PAGES)


@pytest.mark.parametrize(
    "script",
    [
        "$.post('/hdjl/message/list', {pageNo: 1, content: c}, show)",
        "$.post('/info/list', {title: t, text: x}, show)",
        "$.post('/info/saveList', {pageNo: 1}, show)",
        "$.post('/info/list', {pageNo: 1, channelId: id}, show)",
        "$.ajax({type: 'post', url: '/info/list', data: $('form').serialize()})",
    ],
)
async def test_what_may_be_a_form_is_never_posted(tmp_path: Path, script: str) -> None:
    portal = Portal(script, web.json_response({"total": 0, "rows": []}))
    folder, home = await judged(tmp_path, portal)
    assert portal.posted == []
    with open_snapshot(folder) as snapshot:
        column = snapshot.page(f"{home}zwdt/")
        assert column is not None and "ajax" in column.facts.scripted


@pytest.mark.parametrize(
    "refusal",
    [
        web.json_response({"code": 401, "msg": "token 已失效", "total": 0, "rows": []}),
        web.json_response({"success": False, "message": "非法请求", "data": []}),
        web.Response(status=403, text="forbidden"),
        web.Response(text="<html><body>您访问的页面需要登录</body></html>", content_type="text/html"),
    ],
)
async def test_data_that_is_refused_is_told_as_unread_and_never_as_empty(tmp_path: Path, refusal: web.Response) -> None:
    folder, home = await judged(tmp_path, Portal(PAGED, refusal))
    with open_snapshot(folder) as snapshot:
        column = snapshot.page(f"{home}zwdt/")
        assert column is not None and not read_entries(column, snapshot).said_none
        assert [gap.reason for gap in snapshot.gaps()] == [GapReason.LIST_UNREAD]
        assert not snapshot.complete


async def test_empty_data_is_believed_only_when_all_that_the_page_asks_for_was_read(tmp_path: Path) -> None:
    empty = web.json_response({"code": 200, "msg": "操作成功", "total": 0, "rows": []})
    folder, home = await judged(tmp_path, Portal(PAGED, empty))
    with open_snapshot(folder) as snapshot:
        column = snapshot.page(f"{home}zwdt/")
        assert column is not None and read_entries(column, snapshot).said_none
    other = Portal(f"{PAGED}; $.post('/info/otherList.do', {{pageNo: 1}}, show)", empty, web.Response(status=403))
    folder, home = await judged(tmp_path / "other", other)
    with open_snapshot(folder) as snapshot:
        column = snapshot.page(f"{home}zwdt/")
        assert column is not None and not read_entries(column, snapshot).said_none


async def test_a_guessed_page_that_is_refused_is_no_gap_beside_one_that_was_read(tmp_path: Path) -> None:
    refused = web.Response(status=403, text="forbidden")
    script = "<script>createPageHTML(2,1,'index','html')</script>"
    answers: dict[str, Body] = {
        "/": page("首页", "/tzgg/"),
        "/tzgg/": page("通知公告", extra=entries("2026-11-20") + script),
        "/art/0.html": page("稿件0"),
        "/tzgg/index_1.html": refused,
        "/tzgg/index_2.html": page("通知公告", extra=entries("2026-11-01", start=1)),
        "/art/1.html": page("稿件1"),
    }
    async with serve(answers) as live:
        folder = await crawled(tmp_path / "read", live.home, "tzgg/")
    with open_snapshot(folder) as snapshot:
        assert snapshot.complete
    answers["/tzgg/index_2.html"] = refused
    async with serve(answers) as live:
        folder = await crawled(tmp_path / "unread", live.home, "tzgg/")
    with open_snapshot(folder) as snapshot:
        (gap,) = snapshot.gaps()
        assert (gap.reason, gap.count) == (GapReason.LIST_UNREAD, 2)


async def test_pages_that_only_sending_the_form_back_would_bring_are_told_as_not_followed(tmp_path: Path) -> None:
    pager = '<a href="javascript:__doPostBack(&#39;AspNetPager1&#39;,&#39;2&#39;)">下一页</a>'
    form = f"<form method=post action=/tzgg/><input type=hidden name=__VIEWSTATE value=dDw>{{}}{pager}</form>"
    answers: dict[str, Body] = {
        "/": page("首页", "/tzgg/"),
        "/tzgg/": page("通知公告", extra=form.format(entries("2026-11-20"))),
        "/art/0.html": page("稿件0"),
    }
    async with serve(answers) as live:
        folder = await crawled(tmp_path, live.home, "tzgg/")
        assert not [request for request in live.asked if request.startswith("POST")]
    with open_snapshot(folder) as snapshot:
        detail = "列表翻页需提交表单，后续页面未采集"
        assert list(snapshot.gaps()) == [Gap(GapReason.LIST_UNREAD, f"{live.home}tzgg/", 1, detail)]


async def test_columns_behind_a_fragment_have_the_data_of_their_own_number(tmp_path: Path) -> None:
    rows = {
        number: {
            "total": 1,
            "articles": [{"title": f"关于公开第{number}号目录的说明", "url": f"/c{number}/1.html", "date": day}],
        }
        for number, day in (("12", "2026-11-20"), ("34", "2026-02-03"))
    }
    answers: dict[str, Body] = {
        "/": page("首页", "/gkmlpt/index"),
        "/gkmlpt/index": "<title>公开目录</title><div id=app></div><script>var SITE_ID = 755; // gkmlpt</script>",
        "/gkmlpt/api/all/0?page=1&sid=755": web.json_response({"total": 0, "articles": []}),
        **{f"/gkmlpt/api/all/{n}?page=1&sid=755": web.json_response(data) for n, data in rows.items()},
    }
    async with serve(answers) as live:
        folder = await crawled(tmp_path, live.home, "gkmlpt/index#12", "gkmlpt/index#34", "gkmlpt/index#56")
    with open_snapshot(folder) as snapshot:
        found = {}
        for column in snapshot.columns:
            shown = snapshot.page(column.url)
            assert shown is not None
            found[column.name] = read_entries(shown, snapshot, column.url)
        assert [item.day for item in found["gkmlpt/index#12"].items] == [date(2026, 11, 20)]
        assert [item.day for item in found["gkmlpt/index#34"].items] == [date(2026, 2, 3)]
        unread = found["gkmlpt/index#56"]
        assert (unread.items, unread.said_none, unread.unread) == ((), False, True)
