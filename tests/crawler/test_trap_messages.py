"""A second trap site: what systems of many makes say when nothing is there, and what only sounds so."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from core.county import Site
from core.snapshot import open_snapshot
from crawler.crawl import CrawlJob, crawl_site
from crawler.options import CrawlOptions
from settings import Settings
from tests.crawler import test_trap_site as first
from tests.crawler.test_trap_site import ACCUSING, PDF, TEXT, Answer, html, says, to

_MENU = "<ul>" + "".join(f'<li><a href="/good.html?{n}">栏目导航{n}</a></li>' for n in range(40)) + "</ul>"

BROKEN_LINKS: dict[str, Answer] = {
    "/says-beside-a-menu.html": says(html("云岭县", f"{_MENU}<p>对不起，您要查看的文章不存在！</p>")),
    "/says-and-links-home.html": says("<title>提示</title>您访问的页面不存在或已被删除！<a href='/'>返回首页</a>"),
    "/says-withdrawn.html": says(html("系统消息", "<p>该稿件已被撤回！</p>")),
    "/says-not-published.html": says(html("提示信息", "<p>该信息尚未发布或已被删除！</p>")),
    "/says-flown.html": says(html("页面飞走了", "<h1>哎呀，页面飞走了~</h1><p>5秒后自动返回首页</p>")),
    "/says-no-right.html": says("<title>错误</title>该文档不存在或没有权限访问"),
    "/says-gbk.html": says("<title>提示</title><p>您访问的信息不存在，请联系管理员！</p>".encode("gbk")),
    "/says-english.html": says(html("错误页面", "<h2>Sorry, the page you requested could not be found.</h2>")),
    "/picture-404.html": says("<title>404</title><img src='/good.png'><a href='/'>返回首页</a>"),
    "/weblogic.html": says("<title>Error 404--Not Found</title><h2>Error 404--Not Found</h2><h3>From RFC 2068</h3>"),
    "/tomcat.html": says("<title>Apache Tomcat - Error report</title><h1>HTTP Status 404 - /x.jsp</h1>"),
    "/iis.html": says("<title>无法找到该页</title><h1>无法找到该页</h1><h2>HTTP 错误 404 - 文件或目录未找到。</h2>"),
    "/alert-and-home.html": says("<script>alert('参数错误，找不到该文章');window.location='/';</script>"),
    "/php.html": says("<br><b>Fatal error</b>:  Call to undefined function f() in /x.php on line 1"),
    "/asp.html": says("<font>Microsoft OLE DB Provider for ODBC Drivers</font> <font>错误 '80004005'</font>"),
    "/aspnet.html": says("<title>“/”应用程序中的服务器错误。</title><p>Web 请求期间，出现未经处理的异常。</p>"),
    "/oracle.html": says("<body>ORA-12541: TNS:no listener</body>"),
    "/sent-on.html": to("/common/error.jsp?c=1"),
    "/art/2024/3/art_12_88231.html": to("/"),
    "/null.docx": says("null", "text/plain"),
    "/no-such-key.zip": says("<?xml version='1.0'?><Error><Code>NoSuchKey</Code></Error>", "application/xml"),
    "/message.json": says('{"success":false,"msg":"文章不存在"}', "application/json"),
}
LOOK_ALIKES: dict[str, Answer] = {
    "/not-held.html": says(html("告知书", "<h1>政府信息不存在告知书</h1><p>您申请公开的信息不存在，予以告知。</p>")),
    "/question.html": says(html("常见问题", "<h1>提示“页面不存在”怎么办</h1><p>请检查网址是否正确。</p>")),
    "/bus-404.html": says(html("404路公交车", "<h1>404路公交车线路调整</h1><p>末班车延至21时。</p>")),
    "/taken-off-list.html": says(html("公告", "<h1>移出名单的公告</h1><p>经核实，相关信息已删除，不再公示。</p>")),
    "/no-longer-in-force.html": says(html("云政发〔2010〕3号", "<p>该文件已失效。</p>")),
    "/not-yet.html": says(html("部门动态", "<p>内容尚未发布</p>")),
    "/no-records.html": says(html("结果公开", "<p>没有找到符合条件的记录</p>")),
    "/corrected.html": says(html("更正", "<p>统计年鉴第12页数据错误，现予更正。</p>")),
    "/pause.html": says(html("公告", "<p>因系统升级，今晚暂停网上办理服务。</p>")),
    "/errata-moved.html": to("/errata.html"),
    "/column-moved.html": to("/good.html"),
    "/viewer.pdf": to("/web/viewer.html?file=/real.pdf"),
    "/empty-archive.zip": says(b"PK\x05\x06" + bytes(18), "application/zip"),
    "/list.json": says('{"code":200,"data":[1]}', "application/json"),
    "/blocked-400.html": says("<title>访问拦截</title><p>您的请求可能存在风险，已被拦截！</p>", status=400),
}
BESIDE: dict[str, Answer] = {
    "/good.html": says(html("要闻")),
    "/errata.html": says(html("勘误表", f"<p>原文错误，更正如下。{TEXT}</p>")),
    "/common/error.jsp": says(html("出错了", "<p>系统繁忙，请稍后再试</p>")),
    "/web/viewer.html": says("<title>PDF</title><div id=viewer></div>"),
    "/real.pdf": says(PDF, "application/pdf"),
    "/good.png": says(first.PNG, "image/png"),
}


async def test_messages_in_many_wordings_are_found_and_look_alikes_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, rows in (("BROKEN_LINKS", BROKEN_LINKS), ("LOOK_ALIKES", LOOK_ALIKES), ("BESIDE", BESIDE)):
        monkeypatch.setattr(first, name, rows)
    async with first.trap_site() as root:
        site, folder = Site("yunling", "云岭县人民政府", f"{root}/"), tmp_path / "s"
        options = CrawlOptions.from_settings(Settings(retry_wait=0, timeout=30), site)
        await asyncio.to_thread(crawl_site, CrawlJob(site, (), folder, (), options), lambda _: None)
        with open_snapshot(folder) as snapshot:
            links = [(link.target.removeprefix(root), link.resource) for link in snapshot.links()]
    accused = {path for path, found in links if found is not None and found.verdict in ACCUSING}
    assert (set(BROKEN_LINKS) - accused, accused - set(BROKEN_LINKS)) == (set(), set())
