"""A third trap site: pages that answer normally and hold nothing, whatever the reason, and pages that only seem so."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

from aiohttp import web

from core.county import Column, ColumnCategory, Site
from core.snapshot import Verdict, open_snapshot
from crawler.crawl import CrawlJob, crawl_site
from crawler.options import CrawlOptions
from settings import Settings
from tests.crawler.site import Body, serve

NAME = "云岭县人民政府"
TEXT = "云岭县召开会议，研究部署重点工作，要求各乡镇和部门抓好落实，切实改善民生。" * 8
MENU = "".join(
    f'<li><a href="/menu.html">{word}公开目录</a></li>' for word in ("财政", "教育", "医疗", "住房", "就业", "环保")
)


def framed(main: str, title: str = NAME) -> str:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body>'
        f"<div>欢迎来到云岭之窗</div><ul>{MENU}</ul><div>{main}</div>"
        "<div>主办：云岭县人民政府办公室</div><div>云岭县乐水路一号</div></body></html>"
    )


def bare(main: str, title: str = "") -> str:
    return f'<html><head><meta charset="utf-8"><title>{title}</title></head><body>{main}</body></html>'


def sent(content: str, kind: str, **headers: str) -> web.Response:
    return web.Response(body=content.encode(), content_type=kind, headers=headers)


Rows = Mapping[str, tuple[str, Body]]
#: Path: what the link to it says, and what comes. By the verdict that is right.
SILENT: dict[Verdict, Rows] = {
    Verdict.SOFT_404: {
        "/gone/1.html": ("县城供水价格听证", framed("<p>哎哟，您想看的内容被小编收走了，去别处看看吧</p>")),
        "/gone/2.html": ("乡村医生考核", framed("<h2>操作提示</h2><p>该稿件编号无效，或者已被发布单位撤下。</p>")),
        "/gone/3.html": ("公交线路调整", bare("<h3>链接地址有误，请核对后重新输入</h3>", "提示")),
        "/gone/4.html": (
            "老旧小区名单",
            bare("<p>We can't find that page. It may have moved, or it is no longer available.</p>"),
        ),
        "/gone/5.html": ("粮食补贴标准", sent('{"success":false,"code":1,"message":"稿件已被删除"}', "text/html")),
        "/gone/6.html": ("水库除险加固", sent("文章不存在", "text/plain")),
        "/gone/7/20240311_5521.html": ("村级道路养护", "<script>window.location.href = '/';</script>"),
        "/gone/8.html": ("学区划分方案", "<script>history.go(-1);</script>"),
        "/gone/9.html": ("林权登记办法", bare("<iframe src='/err/404.html' width=100%></iframe>")),
        "/gone/12.html": (
            "耕地保护标准",
            framed("<h3>热门推荐</h3><p>非常抱歉，您查看的文章已被撤下或尚未公开</p>", f"耕地保护标准-{NAME}"),
        ),
        "/gone/11.html": ("养老机构名录", sent("<html></html>", "text/html", Refresh="0; url=/404.html")),
    },
    Verdict.UNAVAILABLE: {
        "/off/1.html": ("不动产登记查询", framed("<p>平台正在升级改造中，暂停访问，敬请谅解。</p>")),
        "/off/2.html": ("县志在线阅读", framed("<img src=/dot.png><p>本频道正在紧张建设中……</p>")),
        "/off/3.html": ("公积金查询", bare("<h1>系统开小差了，请稍后再试</h1>")),
        "/off/4.html": ("社保卡进度", bare("<p>Sorry, we are down for scheduled maintenance.</p>", "Maintenance")),
        "/off/5.html": ("学籍查询系统", sent('{"code":500,"msg":"服务器内部异常","data":null}', "application/json")),
        "/off/6.html": ("招投标平台", "<script>location.replace('/common/error.html')</script>"),
        "/off/7.html": ("疫苗接种点", bare("undefined")),
    },
    Verdict.LOGIN_WALL: {
        "/shut/1.html": ("预算执行情况", "<script>top.location = '/sso/login?service=1'</script>"),
        "/shut/2.html": ("决算公开说明", bare("<p>会话已超时，请您重新登录后访问。</p>")),
        "/shut/4.html": (
            "民政救助标准",
            framed("<h2>账号登录</h2><form><input name=q><input name=u><input type=password></form>" + MENU * 6),
        ),
        "/shut/3.html": ("三公经费明细", framed("<p>抱歉，您没有查看该内容的权限</p>")),
    },
    Verdict.EMPTY: {
        "/void/1.html": ("饮用水监测", "<html><head><title>饮用水监测</title></head><body> </body></html>")
    },
}
HONEST: Rows = {
    "/ok/1.html": (
        "系统维护公告",
        framed("<h1>系统维护公告</h1><p>因系统升级，本网站将于周五晚暂停访问，敬请谅解。</p>"),
    ),
    "/ok/2.html": ("办事大厅", framed("<p>因系统升级，大厅今日只受理预约业务。</p>", "通知")),
    "/ok/3.html": ("打不开网页怎么处理", framed("<h1>常见问题</h1><p>页面无法打开时请刷新。</p>")),
    "/ok/4.html": ("站内搜索", framed("<p>没有找到与您输入的关键词相关的内容</p>")),
    "/ok/5.html": ("部门动态", framed("<p>本栏目暂无内容</p>")),
    "/ok/6.html": ("手机版", "<script>if (/Mobile/.test(navigator.userAgent)) location.href='/'</script>"),
    "/ok/7.html": ("旧版入口", "<script>location.href='/menu.html'</script>"),
    "/ok/8.html": ("返回首页", "<script>location.href='/'</script>"),
    "/ok/9.html": ("平台数据", sent('{"code":200,"msg":"操作成功","data":[1]}', "application/json")),
    "/ok/10.html": ("一图读懂", bare("<img src=/dot.png>", "一图读懂")),
    "/ok/11.html": ("地图", bare("<div id=map></div><script>draw()</script>")),
    "/ok/12.html": ("网站改版升级工作总结", framed("<h1>总结</h1><p>网站升级改造期间，访问量下降。</p>")),
    "/ok/13.html": ("个人中心", bare("<p>您尚未登录，请先登录</p>")),
    "/ok/15.html": ("服务代码说明", bare("<h1>服务代码说明</h1><p>401</p><p>无权访问</p><p>404</p><p>页面不存在</p>")),
    "/ok/14.html": ("本日提示", sent("明日停水", "text/plain")),
}
BESIDE: dict[str, Body] = {
    "/menu.html": framed(f"<p>{TEXT}</p>"),
    "/404.html": framed("<p>页面不存在</p>"),
    "/err/404.html": framed("<p>页面不存在</p>"),
    "/common/error.html": framed("<p>出错了</p>"),
    "/dot.png": web.Response(body=b"\x89PNG\r\n\x1a\n" + b"\0" * 200, content_type="image/png"),
    "/column/": framed("<p>栏目正在建设中，敬请期待。</p>"),
}


async def test_pages_that_hold_nothing_are_told_by_what_they_say_and_others_are_left(tmp_path: Path) -> None:
    wanted = {path: verdict for verdict, rows in SILENT.items() for path in rows}
    rows = {**{path: row for group in SILENT.values() for path, row in group.items()}, **HONEST}
    links = "".join(f'<p><a href="{path}">{text}</a></p>' for path, (text, _) in rows.items())
    home = framed(f"{links}<p><a href=/column/>专题专栏</a></p><p>{TEXT}</p>")
    async with serve({"/": home, **BESIDE, **{path: body for path, (_, body) in rows.items()}}) as live:
        site = Site("yunling", NAME, live.home)
        column = Column("yunling", "专题专栏", f"{live.home}column/", ColumnCategory.OTHER)
        options = CrawlOptions.from_settings(Settings(retry_wait=0, timeout=30, render_pages=0), site)
        job = CrawlJob(site, (column,), tmp_path / "s", (), options)
        await asyncio.to_thread(crawl_site, job, lambda _: None)
        with open_snapshot(tmp_path / "s") as snapshot:
            found = {
                link.target.removeprefix(live.home.rstrip("/")): link.resource.verdict
                for link in snapshot.links()
                if link.resource is not None
            }
            # Whether a registered column is empty is judged by what it shows.
            assert snapshot.page(f"{live.home}column/") is not None
    assert {path: found[path] for path in wanted} == wanted
    assert {path: found[path] for path in HONEST} == dict.fromkeys(HONEST, Verdict.OK)
