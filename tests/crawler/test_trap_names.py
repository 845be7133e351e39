"""A fourth trap site: names that promise a file or an article, and what really comes for them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from aiohttp import web

from core.snapshot import Verdict
from tests.crawler.test_trap_silence import NAME, TEXT, bare, framed
from tests.crawler.trap_rows import Answer, Rows, says, verdicts

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 200


def strict(body: str, kind: str) -> Answer:
    return lambda _: web.Response(text=body, content_type=kind, headers={"X-Content-Type-Options": "nosniff"})


def to(where: str) -> Answer:
    return says(b"", status=302, Location=where)


def from_own_page(good: Answer, bad: Answer) -> Answer:
    return lambda request: (good if request.host in request.headers.get("Referer", "") else bad)(request)


def package(name: str) -> bytes:
    """A package cut before its end."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr(name, b"x" * 3000)
    return buffer.getvalue()[:2400]


OFFERED = {"Content-Disposition": 'attachment; filename="null"'}
PLAYER = "<h1>{}</h1><video src=/film.webm controls></video>"
BROKEN: Rows = {
    "/art/a_1.html": ("<a href='{}'>关于公布普惠幼儿园名单的通知</a>", to("/")),
    "/art/a_2.html": (
        "<a href='{}'>城市更新三年行动方案（2024—2026年）</a>",
        says("<script>location.href='/'</script>"),
    ),
    "/round/1.html": ("<a href='{}'>河长制工作</a>", says("<meta http-equiv=refresh content='0;url=/round/2.html'>")),
    "/lost/count.html": (
        "<a href='{}'>查看</a>",
        says(
            "<title>抱歉</title><meta http-equiv=refresh content='5;url=/'><h1>呀，您要的页面走丢了</h1>5秒后返回首页"
        ),
    ),
    "/on/nowhere.html": ("<a href='{}'>库区移民安置</a>", says(b"", Refresh="0; url=/none.html")),
    "/on/refreshed.html": ("<a href='{}'>查看</a>", says(framed("<p>请稍候</p>"), Refresh="0; url=/404.html")),
    "/old/page_7.html": ("<a href='{}'>原文</a>", says("<script>self.location.href='/index.html'</script>")),
    "/lost/picture.html": ("<a href='{}'>详情</a>", says(framed("<img src=/dot.png alt=404>", f"404-{NAME}"))),
    "/lost/object.html": (
        "<a href='{}'>详情</a>",
        says(
            bare(
                "<h1>Object not found!</h1><p>The link seems to be outdated.</p><h2>Error 404</h2>", "Object not found!"
            )
        ),
    ),
    "/pack/zeros.pdf": ("<a href='{}'>规划文本</a>", says(bytes(20_000), "application/pdf")),
    "/pic/zeros.jpg": ("<img src='{}'>", says(bytes(9000), "image/jpeg")),
    "/down.jsp": (
        "<a href='{}'>附件下载</a>",
        says(
            bare("文件不存在！"),
            "application/octet-stream",
            200,
            **{"Content-Disposition": 'attachment; filename="null"'},
        ),
    ),
    "/pack/1.zip": ("<a href='{}'>规划图集</a>", says(package("规划图.txt"), "application/zip")),
    "/pic/words.jpg": ("<img src='{}'>", says("no such image", "image/jpeg")),
    "/pic/page.png": ("<img src='{}'>", says(bare("<h1>现场图片</h1>", "现场图片"))),
    "/doc/failed.doc": ("<a href='{}'>登记表</a>", says(bare("<p>文档读取失败</p>"), "application/msword")),
    "/doc/tip.pdf": ("<a href='{}'>年度预算公开表</a>", says(framed(f"<p>{TEXT}</p>", "信息提示"))),
    "/doc/home.xls": ("<a href='{}'>名录.xls</a>", says("<script>location='/'</script>")),
    "/js/strict.js": ("<script src='{}'></script>", strict("1", "text/plain")),
    "/css/strict.css": (
        "<link rel=stylesheet href='{}'>",
        strict("a{{}}", "text/plain"),
    ),
}
GOOD: Rows = {
    "/show/1.pdf": ("<a href='{}'>公报全文.pdf</a>", says(bare("<embed src=/real.pdf>", "查看器"))),
    "/show/2.mp4": ("<a href='{}'>云岭四季</a>", says(bare(PLAYER.format("云岭四季"), "云岭四季"))),
    "/show/3.jpg": ("<a href='{}'>开工现场照片</a>", says(framed("<img src=/dot.png>", "开工现场照片"))),
    "/show/4.doc": ("<a href='{}'>附件2：补贴申请表.doc</a>", to("/preview?f=4")),
    "/show/5.xls": ("<a href='{}'>汇总表.xls</a>", says("正在下载，请稍候<script>location.href='/real.bin'</script>")),
    "/own/leech.png": ("<img src='{}'>", from_own_page(says(PNG, "image/png"), says("x", status=404))),
    "/own/leech.doc": ("<a href='{}'>样表</a>", from_own_page(says("a", "application/msword"), to("/denied.html"))),
    "/on/header.html": ("<a href='{}'>新闻中心</a>", says(b"", Refresh="0; url=/menu.html")),
    "/on/moved.html": ("<a href='{}'>查看</a>", says(framed("<p>页面已迁移</p>"), Refresh="0; url=/menu.html")),
    "/on/moved-too.html": (
        "<a href='{}'>查看</a>",
        says(framed("<meta http-equiv=refresh content='3;url=/menu.html'><p>系统升级，本页面已迁移</p>")),
    ),
    "/on/gone.html": (
        "<a href='{}'>查看</a>",
        says(framed("<meta http-equiv=refresh content='2;url=/none.html'><p>请稍候</p>")),
    ),
    "/on/later.html": ("<a href='{}'>查看</a>", says(framed(f"<p>{TEXT}</p>"), Refresh="60; URL='/none-later.html'")),
    "/old/page_8.html": ("<a href='{}'>返回首页</a>", says("<script>location.href='/'</script>")),
    "/old/way.html": ("<a href='{}'>原文</a>", says("<script>location.href='/'</script>")),
    "/old/list.html": ("<a href='{}'>通知公告</a>", to("/")),
    "/old/way-in.html": (
        "<a href='{}'>旧版入口</a>",
        says("<meta http-equiv=refresh content='3;url=/'>网站已改版，3秒后自动进入新版首页"),
    ),
    "/frame.html": ("<iframe src='{}' title='x'></iframe>", says("<html><body></body></html>")),
    "/waits.html": ("<a href='{}'>办理进度</a>", says("<meta http-equiv=refresh content='5;url=/waits.html'>请稍候")),
    "/guard.html": ("<a href='{}'>公告检索</a>", says("请完成安全检测", status=468)),
    "/js/plain.js": ("<script src='{}'></script>", says("1", "text/plain")),
    "/js/strict-good.js": (
        "<script src='{}'></script>",
        strict("1", "text/javascript"),
    ),
    "/pic/drawn.png": ("<img src='{}'>", says("<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml")),
}
BESIDE: dict[str, Answer] = {
    "/round/2.html": says("<meta http-equiv=refresh content='0;url=/round/1.html'>"),
    "/menu.html": says(framed(f"<p>{TEXT}</p>")),
    "/preview": says(framed(f"<h1>补贴申请表</h1><p>{TEXT}</p>", "补贴申请表-在线查看")),
    "/denied.html": says(bare("<p>请从本站访问</p>")),
    "/real.pdf": says(b"%PDF-1.4\n%%EOF", "application/pdf"),
    "/film.webm": says(b"\x1aE\xdf\xa3", "video/webm"),
    "/dot.png": says(PNG, "image/png"),
    "/real.bin": says(b"\0\1", "application/octet-stream"),
}


async def test_what_comes_is_judged_by_what_a_visitor_makes_of_it(tmp_path: Path) -> None:
    _, found = await verdicts({**BROKEN, **GOOD}, BESIDE, tmp_path / "s")
    good = {Verdict.OK, Verdict.BLOCKED}
    assert {path for path in BROKEN if found.get(path, Verdict.OK) in good} == set()
    assert {path: found[path] for path in GOOD if found[path] not in good} == {}
    # What a page or its head refreshes to is a link of the page.
    assert (found["/none.html"], found["/none-later.html"]) == (Verdict.DEAD, Verdict.DEAD)
    assert (found["/round/1.html"], found["/pack/1.zip"]) == (Verdict.REDIRECT_LOOP, Verdict.TRUNCATED)
