"""One site of links that are truly broken and of others that only look so. A row says what a visitor would meet."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web

from core.county import Site
from core.snapshot import BROKEN, TEMPORARY, Verdict, open_snapshot
from crawler.crawl import CrawlJob, crawl_site
from crawler.options import CrawlOptions
from settings import Settings

Answer = Callable[[web.Request, int], web.Response]
ACCUSING = {*BROKEN, *TEMPORARY, Verdict.CLIENT_ERROR, Verdict.PARKED}
TEXT = "云岭县召开会议，研究部署重点工作，要求各部门抓好落实。" * 12
PNG, PDF = b"\x89PNG\r\n\x1a\n" + b"\0" * 200, b"%PDF-1.4\n" + b"x" * 600


def html(title: str, main: str = f"<p>{TEXT}</p>") -> str:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body>'
        f'<div><a href="/">首页</a></div><div>{main}</div><div>主办：云岭县人民政府办公室 版权所有</div></body></html>'
    )


def says(body: str | bytes, kind: str = "text/html", status: int = 200, **headers: str) -> Answer:
    raw = body.encode() if isinstance(body, str) else body
    return lambda _request, _time: web.Response(status=status, body=raw, content_type=kind, headers=headers)


def to(where: str, status: int = 302) -> Answer:
    return says(b"", status=status, Location=where)


def first(times: int, bad: Answer, good: Answer) -> Answer:
    return lambda request, time: (bad if time <= times else good)(request, time)


def by_head(head: Answer, get: Answer) -> Answer:
    return lambda request, time: (head if request.method == "HEAD" else get)(request, time)


def cookie_wall(request: web.Request, time: int) -> web.Response:
    if request.cookies.get("pass") == "1":
        return says(html("要闻"))(request, time)
    return web.Response(status=302, headers={"Location": request.path, "Set-Cookie": "pass=1"})


GOOD, LOST = says(html("要闻")), html("404", "<h1>404</h1><p>您访问的页面不存在或已删除</p>")
#: As such walls do, with a pause: what reloads without one keeps a browser busy for half a minute each time.
CHALLENGE = (
    "<script>var x='__jsl_clearance';document.cookie='__jsl_clearance=1';"
    "setTimeout(() => location.reload(), 1500)</script>"
)
SENTENCES = ("您访问的页面不存在或已删除", "该信息不存在", "页面找不到了", "文章已下线", "404 Not Found", "栏目不存在")

BROKEN_LINKS: dict[str, Answer] = {
    **{f"/status-{code}.html": says(html("错误"), status=code) for code in (400, 404, 410, 500, 502, 503, 504, 505)},
    **{f"/soft-sentence-{n}.html": says(html("云岭县", f"<p>{said}</p>")) for n, said in enumerate(SENTENCES)},
    **{f"/soft-title-{n}.html": says(html(said, f"<p>{said}</p>")) for n, said in enumerate(SENTENCES)},
    "/soft-script.html": says("<html><script>location.href='/404.html'</script></html>"),
    "/soft-refresh.html": says('<html><head><meta http-equiv="refresh" content="0;url=/404.html"></head></html>'),
    "/soft-alert.html": says("<html><script>alert('该信息不存在');history.back();</script></html>"),
    "/soft-json.html": says('{"code":404,"msg":"不存在"}', "application/json"),
    "/error-page-tomcat.html": says("<title>HTTP Status 500 – Internal Server Error</title><h1>HTTP Status 500</h1>"),
    "/error-page-nginx.html": says("<title>502 Bad Gateway</title><h1>502 Bad Gateway</h1>"),
    "/error-page-thinkphp.html": says("<title>系统发生错误</title><p>模块不存在 ThinkPHP</p>"),
    "/redirect-to-404.html": to("/status-404.html"),
    "/redirect-to-error-page.html": to("/404.html"),
    "/redirect-to-itself.html": to("/redirect-to-itself.html"),
    "/redirect-round-1.html": to("/redirect-round-2.html"),
    "/redirect-round-2.html": to("/redirect-round-1.html"),
    "/redirect-nowhere.html": says(b"", status=302),
    "/redirect-to-script.html": to("javascript:alert(1)"),
    "/empty.html": says(b""),
    "/empty.png": says(b"", "image/png"),
    "/empty.pdf": says(b"", "application/pdf"),
    "/html-as-picture.png": says(LOST),
    "/html-called-picture.png": says(LOST, "image/png"),
    "/html-as-file.pdf": says(html("提示")),
    "/html-as-file.docx": says(html("提示"), "application/octet-stream"),
    "/json-as-file.xls": says('{"code":404}', "application/json"),
    "/words-as-file.pdf": says("文件不存在", "text/plain"),
    "/html-as-script.js": says(LOST),
    "/html-as-style.css": says(LOST),
    "/gone.js": says("x", status=404),
    "/gone.css": says("x", status=404),
    "/lying-head.png": by_head(says(PNG, "image/png"), says("x", status=404)),
}
LOOK_ALIKES: dict[str, Answer] = {
    **{f"/refused-{code}.html": says("denied", status=code) for code in (401, 403, 412, 418, 429, 451, 521, 999)},
    **{f"/challenge-{code}.html": says(CHALLENGE, status=code) for code in (200, 202, 403, 404, 503, 521)},
    **{f"/moved-{code}.html": to("/good.html", code) for code in (301, 302, 303, 307, 308)},
    **{f"/head-{code}.png": by_head(says("x", status=code), says(PNG, "image/png")) for code in (403, 404, 405, 500)},
    **{f"/once-{code}.html": first(1, says("x", status=code), GOOD) for code in (429, 500, 502, 503)},
    "/out-for-a-while.html": first(4, says("x", status=503), GOOD),
    "/out-for-a-while.png": first(4, says("x", status=503), says(PNG, "image/png")),
    "/asks-for-a-second.html": first(1, says("x", status=503, **{"Retry-After": "1"}), GOOD),
    "/cookie-wall.html": cookie_wall,
    "/login-wall.html": to("/cas/login"),
    "/about-404.html": says(html("我县整治网站404错误页面不存在问题")),
    "/closing-notice.html": says(html("关于关闭部分政务新媒体的公告")),
    "/search.html": says(html("搜索结果", "<p>没有找到相关信息，请更换关键词。</p>")),
    "/empty-column.html": says(html("通知公告", "<p>暂无内容</p>")),
    "/one-sentence.html": says(html("公告", "<p>详见附件。</p>")),
    "/picture-only.html": says(html("一图读懂", '<img src="/head-404.png">')),
    "/hidden-tip.html": says(
        html("视频", '<style>.tip{display:none}</style><p class="tip">页面不存在</p><p>云岭风光</p>')
    ),
    "/hidden-tip-inline.html": says(html("视频", '<p style="display:none">页面不存在</p><p>云岭风光</p>')),
    "/index.html": to("/"),
    "/empty.js": says(b"", "text/javascript"),
    "/script-called-html.js": says("var x = 1;"),
    "/piece-of-html.js": says("<div>1</div>"),
    "/empty.css": says(b"", "text/css"),
    "/picture-called-html.png": says(PNG),
    "/picture-without-type.png": says(PNG, "application/octet-stream"),
    "/file-called-html.pdf": says(PDF),
    "/office.xls": says('<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table></table></html>'),
    "/nothing-to-say.html": says(b"", status=204),
}
BESIDE: dict[str, Answer] = {
    "/good.html": GOOD,
    "/404.html": says(LOST),
    "/cas/login": says("<title>统一身份认证</title><form><input name=u><input type=password></form>"),
}


def linked(path: str) -> str:
    if path.endswith(".png"):
        return f'<img src="{path}">'
    if path.endswith(".js"):
        return f'<script src="{path}"></script>'
    return (
        f'<link rel="stylesheet" href="{path}">'
        if path.endswith(".css")
        else f'<li><a href="{path}">{path[1:]}</a></li>'
    )


@asynccontextmanager
async def trap_site() -> AsyncIterator[str]:
    times: Counter[str] = Counter()
    home = says(html("云岭县人民政府", "".join(map(linked, (*BROKEN_LINKS, *LOOK_ALIKES))) + f"<p>{TEXT}</p>"))
    answers = {**BROKEN_LINKS, **LOOK_ALIKES, **BESIDE, "/": home}

    async def handle(request: web.Request) -> web.StreamResponse:
        times[request.path] += 1
        return answers.get(request.path, says("not here", status=404))(request, times[request.path])

    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", handle)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def test_the_broken_are_found_and_nobody_else_is_accused(tmp_path: Path) -> None:
    async with trap_site() as root:
        site, folder = Site("yunling", "云岭县人民政府", f"{root}/"), tmp_path / "s"
        options = CrawlOptions.from_settings(Settings(retry_wait=0, timeout=30), site)
        await asyncio.to_thread(crawl_site, CrawlJob(site, (), folder, (), options), lambda _: None)
        with open_snapshot(folder) as snapshot:
            links = [(link.target.removeprefix(root), link.resource) for link in snapshot.links()]
    accused = {path for path, found in links if found is not None and found.verdict in ACCUSING}
    assert len(BROKEN_LINKS) >= 40
    assert len(LOOK_ALIKES) >= 40
    assert (set(BROKEN_LINKS) - accused, accused - set(BROKEN_LINKS)) == (set(), set())
    again = next(found for path, found in links if path == "/out-for-a-while.html")
    assert again is not None
    assert [hop.status for hop in again.hops][-2:] == [503, 200]
