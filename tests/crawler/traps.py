"""Sites on loopback whose pages never end, and large honest ones that look much the same but do."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import product

from aiohttp import web

#: A page by its path and query; None: there is no such page.
Maker = Callable[[str, dict[str, str]], str | None]
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"
GIVEN = "建国志强秀英丽华海燕文博晓东春梅玉兰"


def html(title: str, body: str) -> str:
    """A page of this county."""
    nav = '<a href="/">首页</a> <a href="/open/">政务公开</a> <a href="/news/list_1.html">通知公告</a>'
    return (
        f'<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>{title}</title></head><body><p>{nav}</p>'
        f"<h1>{title}</h1>{body}<p>主办：云岭县人民政府</p></body></html>"
    )


def links(pairs: Iterator[tuple[str, str]]) -> str:
    """An unordered list of links."""
    return "<ul>" + "".join(f'<li><a href="{href}">{text}</a></li>' for href, text in pairs) + "</ul>"


def chance(*of: object) -> int:
    """A number that looks random and is always the same."""
    return int(hashlib.sha256(repr(of).encode()).hexdigest()[:12], 16)


def slug(*of: object) -> str:
    """Six letters that look random."""
    number = chance(of)
    return "".join(chr(97 + number // 26**place % 26) for place in range(6))


def months(path: str, _: dict[str, str]) -> str | None:
    """Calendars by path: months with a link to every day, to their neighbours, and to other years."""
    parts = [int(part) for part in path.split("/") if part.isdigit()]
    year, month = parts[0], parts[1]
    if len(parts) == 3:
        return html(f"{year}年{month}月{parts[2]}日活动安排", "<p>当日暂无活动安排，请查看其他日期。</p>")
    days = [(f"/cal/{year}/{month:02}/{day:02}/", str(day)) for day in range(1, 29 + chance(path) % 3)]
    around = [(year + (month == 12), month % 12 + 1, "下月"), (year - (month == 1), (month + 10) % 12 + 1, "上月")]
    around += [(year + 1, month, "下一年"), (year - 1, month, "上一年")]
    turned = ((f"/cal/{y}/{m:02}/", text) for y, m, text in around)
    return html(f"{year}年{month}月", links(iter(days)) + links(turned))


def days(_: str, query: dict[str, str]) -> str:
    """Calendars by query: the next day for ever."""
    day = int(query.get("day", "0"))
    body = f"<p>第{day}天暂无会议预告。</p>" + links(iter([(f"/agenda?day={day + 1}&view=day", "后一天")]))
    return html("会议预告", body)


def related(path: str, _: dict[str, str]) -> str:
    """The same page under every number, each leading to ten more numbers."""
    number = "".join(filter(str.isdigit, path))
    others = [chance(number, place) % 10**9 for place in range(10)]
    text = f"<p>内容编号{number}，本栏目内容由系统自动生成，仅供参考。</p>"
    return html(f"推荐阅读{number}", text + links((f"/related/{n}.html", f"推荐阅读{n}") for n in others))


def filters(_: str, query: dict[str, str]) -> str:
    """The same twelve entries in every order and under every filter, whose parameters stand in any order."""
    offered = {"sort": "abc", "dept": "123", "view": "xy", "year": "45", "size": "678", "tag": "pqrst", "area": "uvw"}
    rows = sorted(range(12), key=lambda n: chance(n, query.get("sort")))
    changed = ({**query, name: value} for name, values in offered.items() for value in values)
    turned = ("&".join(f"{k}={v}" for k, v in sorted(q.items(), key=lambda pair: chance(pair, q))) for q in changed)
    return html("办事指南检索", links((f"/guide/{n}.html", f"办事指南第{n}号") for n in rows)
                + links((f"/filter?{asked}", "筛选") for asked in turned))  # fmt: skip


def deeper(path: str, _: dict[str, str]) -> str:
    """Relative links that make every path longer, by two names in turn."""
    return html("下级机构", "<p>请选择下级机构，查看其职责与联系方式。</p>" + links((f"{n}/", "下级") for n in "ab"))


def growing(path: str, _: dict[str, str]) -> str:
    """Relative links that make every path longer, by names that never come again and stand on the page."""
    names = [slug(path, place) for place in range(4)]
    text = f"<p>当前目录 {path.strip('/').rpartition('/')[2]}，请选择下级目录继续浏览。</p>"
    return html("资料目录", text + links((f"{name}/", name) for name in names))


def empty_pager(path: str, _: dict[str, str]) -> str:
    """Five pages of a list, and then empty ones for ever."""
    number = int("".join(filter(str.isdigit, path)) or 1)
    rows = [(f"/guide/{n}.html", f"办理须知第{n}号") for n in range(4)] if number <= 5 else []
    text = links(iter(rows)) if rows else "<p>暂时没有更多的内容可以显示。</p>"
    return html("办理须知", f'{text}<p>第{number}页 <a href="/empty/list_{number + 1}.html">下一页</a></p>')


def repeating_pager(_: str, query: dict[str, str]) -> str:
    """Six pages of a list, the last of which is shown for every higher number."""
    number = int(query.get("page", "1"))
    shown = min(number, 6)
    rows = ((f"/guide/{shown * 4 + n}.html", f"便民提示（{GIVEN[shown]}{SURNAMES[n]}）") for n in range(4))
    return html("便民提示", f'{links(rows)}<p>第{number}页 <a href="/repeat?page={number + 1}">下一页</a></p>')


def sessions(path: str, query: dict[str, str], seen: Counter[str]) -> str:
    """Thirty pages whose links carry a new session number, in five ways, whenever they are shown."""
    number = int("".join(filter(str.isdigit, path.rpartition("/")[2])) or 0)
    seen["session"] += 1
    fresh = hashlib.sha256(str(seen["session"]).encode()).hexdigest()[:24]
    ways = ("/session/{n}.jsp;jsessionid={s}", "/(S({s}))/session/{n}.aspx", "/session/{n}.php?PHPSESSID={s}",
            "/session/{n}.do?sid={s}", "/session/{n}.htm?zz={s}")  # fmt: skip
    others = [(n, way) for n in range(30) for way in ways[n % 5 : n % 5 + 1]]
    text = f"<p>第{SURNAMES[number % 20]}{GIVEN[number % 18]}号窗口的办理事项与服务时间。</p>"
    return html("服务窗口", text + links((way.format(n=n, s=fresh), f"窗口{n}") for n, way in others))


TRAPS: dict[str, Maker] = {
    "/cal/": months,
    "/agenda": days,
    "/related/": related,
    "/filter": filters,
    "/deep/": deeper,
    "/grow/": growing,
    "/empty/": empty_pager,
    "/repeat": repeating_pager,
}
ENTRANCES = ("/cal/2031/05/", "/agenda?day=0&view=day", "/related/1.html", "/filter?sort=a", "/deep/", "/grow/",
             "/empty/list_1.html", "/repeat?page=1", "/session/0.jsp")  # fmt: skip


def guide(path: str) -> str:
    """A short page of its own."""
    number = int("".join(filter(str.isdigit, path)))
    return html(f"办事指南（{SURNAMES[number % 20]}）", f"<p>{GIVEN[number % 18] * 3}事项的办理条件与所需材料。</p>")


@dataclass
class TrapSite:
    """Where it stands, and how often each first folder was asked for."""

    home: str
    asked: Counter[str] = field(default_factory=Counter)


@asynccontextmanager
async def serve_handled(
    answer: Callable[[web.Request], Awaitable[web.Response]], host: str = "127.0.0.1"
) -> AsyncIterator[TrapSite]:
    """Serve `answer` on a free port."""
    live = TrapSite("")

    async def handle(request: web.Request) -> web.Response:
        live.asked[request.path.split("/")[1].partition(";")[0]] += 1
        return await answer(request)

    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", handle)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, host, 0).start()
    live.home = f"http://{host}:{runner.addresses[0][1]}/"
    try:
        yield live
    finally:
        await runner.cleanup()


@asynccontextmanager
async def serve_made(make: Callable[[web.Request], str | None], host: str = "127.0.0.1") -> AsyncIterator[TrapSite]:
    """Serve the pages that `make` gives; None is 404."""

    async def answer(request: web.Request) -> web.Response:
        text = make(request)
        if text is None:
            return web.Response(status=404, text="not here")
        return web.Response(text=text, content_type="text/html")

    async with serve_handled(answer, host) as live:
        yield live


def traps() -> Callable[[web.Request], str | None]:
    """A home page that leads into every trap, and thirty honest pages."""
    seen: Counter[str] = Counter()

    def make(request: web.Request) -> str | None:
        path, query = request.path, dict(request.query)
        if path == "/":
            honest = ((f"/guide/{n}.html", f"办事指南{n}") for n in range(30))
            return html("云岭县人民政府", links(honest) + links((way, "进入栏目") for way in ENTRANCES))
        if "/session/" in path:
            return sessions(path, query, seen)
        if path.startswith("/guide/"):
            return guide(path)
        return next((maker(path, query) for prefix, maker in TRAPS.items() if path.startswith(prefix)), None)

    return make


@dataclass(frozen=True)
class County:
    """An honest site: `pages` pages of a list that lead to nothing but the next one and to `each` articles."""

    pages: int
    each: int

    def make(self, request: web.Request) -> str | None:
        """One of its pages."""
        path = request.path
        number = [int(part) for part in path.replace(".", "_").replace("/", "_").split("_") if part.isdigit()]
        if path == "/":
            return html(
                "云岭县人民政府", links(iter([("/news/list_1.html", "通知公告"), ("/air/list_1.html", "空气日报")]))
            )
        if path.startswith(("/news/list_", "/air/list_")):
            return self._list(path.split("/")[1], number[-1])
        if path.startswith("/news/"):
            return self._announcement(number[-1])
        return self._air(number[-1]) if path.startswith("/air/") else None

    def addresses(self) -> Iterator[str]:
        """All of them, without the root."""
        for name in ("news", "air"):
            yield from (f"{name}/list_{number}.html" for number in range(1, self.pages + 1))
            yield from (_article(name, number)[1:] for number in range(self.pages * self.each))

    def _list(self, name: str, page: int) -> str:
        rows = range((page - 1) * self.each, page * self.each)
        title = "关于{}同志任前公示" if name == "news" else "空气质量日报"
        entries = "".join(
            f'<li><a href="{_article(name, n)}">{title.format(person(n))}</a><span>{_day(n)}</span></li>' for n in rows
        )
        following = f'<a href="/{name}/list_{page + 1}.html">下一页</a>' if page < self.pages else ""
        return html("通知公告" if name == "news" else "空气日报", f"<ul>{entries}</ul><p>第{page}页 {following}</p>")

    def _announcement(self, number: int) -> str:
        text = f"<p>发布时间：{_day(number)}</p><p>现将{person(number)}同志拟任职情况予以公示，公示期5个工作日。</p>"
        around = links((_article("news", n), "上一篇" if n < number else "下一篇") for n in (number - 1, number + 1)
                       if 0 <= n < self.pages * self.each)  # fmt: skip
        return html(f"关于{person(number)}同志任前公示", text + around)

    def _air(self, number: int) -> str:
        index, dust = chance(number) % 100, number % 60
        text = f"<p>发布时间：{_day(number)}</p><p>今日空气质量指数{index}，首要污染物浓度{dust}。</p>"
        around = links((_article("air", n), "上一篇" if n < number else "下一篇") for n in (number - 1, number + 1)
                       if 0 <= n < self.pages * self.each)  # fmt: skip
        return html("空气质量日报", text + around)


def person(number: int) -> str:
    """A made-up name."""
    names = [*product(SURNAMES, GIVEN, GIVEN)]
    return "".join(names[chance(number) % len(names)])


def _day(number: int) -> str:
    return f"{2025 - number // 336}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"


def _article(name: str, number: int) -> str:
    return f"/{name}/art/{_day(number).replace('-', '/')}/art_12_{number}.html"
