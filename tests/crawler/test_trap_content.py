"""A fifth trap site: addresses that open, and what came is of no use all the same, or only seems to be of none."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web

from core.outcome import Outcome
from core.snapshot import Verdict
from tests.crawler.files.test_picture import file
from tests.crawler.test_trap_silence import TEXT, bare, framed
from tests.crawler.trap_rows import Answer, Rows, says, verdicts
from tests.support.judging import judge


def article(title: str, day: str, text: str) -> str:
    """A page of the site's article template."""
    head = f"<h1>{title}</h1><p><span>发布时间：{day}</span> <span>来源：</span> 浏览次数：<em>0</em></p>"
    return framed(f"<p>当前位置：<a href=/>首页</a> > 要闻</p>{head}<div id=zoom>{text}</div><p>【打印】【关闭】</p>")


def ranged(body: bytes, kind: str) -> Answer:
    """A file of which parts can be had."""

    def answer(request: web.Request) -> web.Response:
        part = request.http_range
        if part.start is None:
            return web.Response(body=body, content_type=kind)
        start, stop = part.start, min(part.stop or len(body), len(body))
        where = {"Content-Range": f"bytes {start}-{stop - 1}/{len(body)}"}
        return web.Response(status=206, body=body[start:stop], content_type=kind, headers=where)

    return answer


BUDGET = "<a href='{}'>部门预算公开</a>"
NEWS = "<a href='{}'>全县工作动态一览</a>"
SITE_SCRIPT = "<script src=/js/plain.js></script>"
CODE = "<form><input placeholder=请输入手机号><input placeholder=短信验证码><button>登录</button></form>"
#: A picture as files of several formats.
BY_FORM = {form: file(form) for form in ("PNG", "JPEG")}
LARGE = file("JPEG", quality=100)
SHEET, SCRIPT = "<link rel=stylesheet href='{}'>", "<script src='{}'></script>"
SVG = "<svg xmlns='http://www.w3.org/2000/svg'>{}</svg>"
PICTURE = "<img src='{}'>"
MODULE = "<script type=module src='{}'></script>"
BROKEN: dict[Verdict, Rows] = {
    Verdict.WRONG_TYPE: {
        "/svg/broken.svg": (PICTURE, says(SVG.format("<g>"), "image/svg+xml")),
        "/svg/cut.svg": (PICTURE, says((SVG.format("<path d='M0 0'/>" * 400))[:5000], "image/svg+xml")),
        "/svg/plain.svg": (PICTURE, says(SVG.format(""), "text/plain")),
        "/css/plain.css": (SHEET, says("a{}", "text/plain")),
        "/css/as-page.css": (SHEET, says("a{}", "text/html")),
        "/css/bytes.css": (SHEET, says("a{}", "application/octet-stream")),
        "/js/picture.js": (SCRIPT, says("1", "image/png")),
        "/js/table.js": (SCRIPT, says("1", "text/csv")),
        "/js/module.js": (MODULE, says("export default 1", "text/plain")),
    },
    Verdict.SOFT_404: {
        "/gone/1.html": (NEWS, says(article("", "2024-05-06", "<p>已下线</p>"))),
        "/gone/2.html": (NEWS, says(article("春耕备耕工作推进会", "2024-05-06", "<p>该稿件已撤回。</p>"))),
        "/gone/3.html": (NEWS, says(framed("<p>【本文已被作者删除】</p>"))),
    },
    Verdict.EMPTY: {
        "/void/1.html": (NEWS, says(article("", "", ""))),
        "/void/2.html": (NEWS, says(framed("<table><tr><td>索引号：<td>文号：<tr><td>发布日期：<td>有效性：</table>"))),
        "/void/3.html": (NEWS, says(article("", "", "") + SITE_SCRIPT)),
    },
    Verdict.UNSURE: {
        "/perhaps/3.html": (NEWS, says(article("全县工作动态一览", "2024-05-06", f"<p>{TEXT}</p>"), status=404)),
        "/perhaps/4.html": (NEWS, says(article("全县工作动态一览", "2024-05-06", f"<p>{TEXT}</p>"), status=500)),
        "/perhaps/1.html": (NEWS, says(framed(""))),
        "/perhaps/2.html": (NEWS, says(b"", status=302, Location="/")),
    },
    Verdict.LOGIN_WALL: {
        "/wall/sso.html": (BUDGET, says(b"", status=302, Location="/cas/login?service=/wall/sso.html")),
        "/wall/same.html": (BUDGET, says(b"", status=302, Location="/cas/login?service=/wall/same.html")),
        "/wall/gate.html": (BUDGET, says(b"", status=302, Location="/entrance.html")),
        "/wall/user.html": (BUDGET, says(b"", status=302, Location="/user/index.html?returnUrl=/wall/user.html")),
        "/wall/code.html": (BUDGET, says(framed(CODE))),
        "/wall/scan.html": (BUDGET, says(bare("<p>微信扫码登录</p><img src=/pic/whole.png>", "用户登录"))),
        "/wall/frame.html": (BUDGET, says(bare("<h2>云岭县统一门户</h2><iframe src='/sso/login.html'></iframe>"))),
        "/wall/framed.html": (BUDGET, says("<iframe src='/oauth2/authorize?client_id=1'></iframe>")),
        "/wall/token.html": (BUDGET, says("<script>if(!localStorage.token){location.href='/login.html'}</script>")),
        "/login/budget.html": (BUDGET, says(framed("<h2>用户登录</h2><form><input><input type=password></form>"))),
    },
    Verdict.TRUNCATED: {
        "/pic/cut.png": (PICTURE, says(BY_FORM["PNG"][: len(BY_FORM["PNG"]) // 2], "image/png")),
        "/pic/cut-at-once.jpg": (PICTURE, says(LARGE[: len(LARGE) // 2], "image/jpeg")),
        "/pic/cut.jpg": (PICTURE, ranged(BY_FORM["JPEG"][: len(BY_FORM["JPEG"]) // 2], "image/jpeg")),
    },
    Verdict.DEAD: {
        "/dead/1.html": (NEWS, says(article("云岭", "", f"<p>{TEXT}</p>"), status=404)),
        "/dead/2.html": (NEWS, says(framed("<h1>全县工作动态一览</h1><p>页面不存在</p>"), status=404)),
        "/drawn/gone.html": ("", says("-", status=404)),
        "/drawn/gone.png": ("", says("-", status=404)),
    },
}
GOOD: Rows = {
    "/here/1.html": (NEWS, says(article("撤稿说明", "2024-05-06", "<p>关于春耕的报道已撤稿，特此说明。</p>"))),
    "/here/2.html": ("<a href='{}'>农机平台已下线</a>", says(article("农机平台", "2024-05-06", "<p>已下线</p>"))),
    "/here/3.html": (NEWS, says(framed("<table><tr><td>农机平台<td>已下线<tr><td>粮食平台<td>运行中</table>"))),
    "/here/4.html": (NEWS, says(article("图说春耕", "", "<img src=/pic/whole.png>"))),
    "/here/5.html": (NEWS, says(article("", "", "<p><a href=/menu.html>附件：名单</a></p>"))),
    "/here/6.html": (NEWS, says(framed("<form>标题：<input name=t>来源：<input name=s></form>"))),
    "/here/7.html": (NEWS, says(article("", "", "") + "<script>$('#zoom').html(data)</script>")),
    "/void/9.html": (NEWS, says(article("秋季招生工作方案", "2024-05-06", f"<p>{TEXT}</p>") + SITE_SCRIPT)),
    "/here/8.html": ("<a href='{}'>网站地图</a>", says(framed(""))),
    "/here/9.html": ("<a href='{}'>云岭县人民政府</a>", says(b"", status=302, Location="/")),
    "/way/1.html": ("<a href='{}'>登录</a>", says(b"", status=302, Location="/cas/login?service=/way/1.html")),
    "/way/2.html": ("<a href='{}'>协同办公平台</a>", says(b"", status=302, Location="/office.html")),
    "/login/apply.html": ("<a href='{}'>在线申报</a>", says(framed(CODE))),
    "/ok/moved.html": (BUDGET, says(b"", status=302, Location="/login-guide/2.html")),
    "/ok/query.html": (BUDGET, says(framed("<p>办件查询</p><input placeholder=手机号><input placeholder=验证码>查询"))),
    "/ok/guide.html": (BUDGET, says(framed(f"<h1>政务服务网登录说明</h1><p>{TEXT}</p>", "政务服务网登录说明"))),
    "/ok/letter.html": (BUDGET, says(framed("<p>请留下手机号</p><input placeholder=手机号><button>提交</button>"))),
    "/ok/now-and-then.html": (BUDGET, says(f"<p>{TEXT}</p><script>if(x)location.href='/login.html'</script>")),
    "/svg/good.svg": (PICTURE, says(SVG.format("<path d='M0 0'/>" * 400), "image/svg+xml")),
    "/svg/linked.svg": ("<a href='{}'>图标文件</a>", says(SVG.format(""), "text/plain")),
    "/pic/whole.png": (PICTURE, ranged(BY_FORM["PNG"], "image/png")),
    "/pic/at-once.jpg": (PICTURE, says(LARGE, "image/jpeg")),
    "/pic/more.jpg": (PICTURE, ranged(BY_FORM["JPEG"] + b"x" * 2000, "image/jpeg")),
    "/pic/no-mark.jpg": (PICTURE, ranged(BY_FORM["JPEG"][:-2], "image/jpeg")),
    "/pic/no-mark.png": (PICTURE, ranged(BY_FORM["PNG"][:-12], "image/png")),
    "/css/good.css": (SHEET, says("a{}", "text/css")),
    "/css/less.css": ("<link rel=stylesheet type=text/less href='{}'>", says("a{}", "text/plain")),
    "/css/early.css": ("<link rel=preload as=style href='{}'>", says("a{}", "text/plain")),
    "/js/plain.js": (SCRIPT, says("1", "text/plain")),
    "/js/bytes.js": (SCRIPT, says("1", "application/octet-stream")),
    "/js/old.js": (MODULE, says("1", "application/x-javascript")),
    "/quirks.html": ("<a href='{}'>旧网站样式</a>", says(f"<link rel=stylesheet href=/css/quirks.css><p>{TEXT}</p>")),
}
BESIDE: dict[str, Answer] = {
    "/towns.svg": says(
        SVG.format("<a href='/drawn/gone.html'><text>城关镇</text></a><image href='drawn/gone.png'/>"), "image/svg+xml"
    ),
    "/icons.svg": says(SVG.format("<symbol id='phone'/>"), "image/svg+xml"),
    "/picture.svg": says(SVG.format("<a href='/drawn/never.html'/><image href='/drawn/never.png'/>"), "image/svg+xml"),
    "/cas/login": says(bare("<div id=app></div><script src=/js/bytes.js></script>", "统一身份认证")),
    "/entrance.html": says(bare("<form><input><input type=password><button>进入</button></form>", "云岭")),
    "/office.html": says(bare("<form><input><input type=password><button>进入</button></form>", "协同办公")),
    "/user/index.html": says(bare("<div id=app></div><script src=/js/bytes.js></script>")),
    "/login-guide/2.html": says(framed(f"<p>{TEXT}</p>")),
    "/menu.html": says(framed(f"<p>{TEXT}</p>")),
    "/css/quirks.css": says("a{}", "text/plain"),
}


async def test_what_came_is_judged_by_its_use(tmp_path: Path) -> None:
    wanted = {path: verdict for verdict, rows in BROKEN.items() for path in rows}
    rows = {**{path: row for group in BROKEN.values() for path, row in group.items()}, **GOOD}
    more = "<iframe src=/towns.svg></iframe><img src=/picture.svg>"
    more += "<svg><symbol id=there /><use href='#there'/><use href='#lost'/></svg>"
    more += "<svg><use href='/icons.svg#phone'/><use xlink:href='/icons.svg#fax'/></svg>"
    home, found = await verdicts(rows, BESIDE, tmp_path / "s", more)
    undrawn = {item.subject for item in judge("link.fragment", tmp_path / "s") if item.outcome is Outcome.FAILED}
    # A script of an unknown kind may bring what the page's own drawings lack.
    assert undrawn == {f"{home}icons.svg#fax"}
    assert {path: found.get(path) for path in wanted} == wanted
    assert not any("never" in path for path in found)
    assert {path: found.get(path) for path in GOOD} == dict.fromkeys(GOOD, Verdict.OK)
