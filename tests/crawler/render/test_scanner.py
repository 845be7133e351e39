"""Real Chromium with axe-core against loopback sites, harmless and hostile."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from aiohttp import web
from playwright.async_api import Page

from core.elements import KEPT
from core.snapshot.scan import mark_of
from crawler.fetch import Resolver
from crawler.render import Measurer, RenderOptions, Scanned, Scanner, Unavailable, find_chromium, scan_tab
from crawler.render.scanned import MAX_MEASURE, Measured
from crawler.render.scanner import MOBILE_WIDTH
from crawler.render.walk.canary import missed_on_canary
from crawler.render.walk.measurers import MEASURERS
from crawler.render.walk.walker import KINDS, Walker
from tests.crawler.site import Body, LiveSite, serve

needs_chromium = pytest.mark.skipif(not find_chromium(), reason="no Chromium here")
OWN = "127.0.0.2"
OPTIONS = RenderOptions(identity="Xunjian/test", allow_private=(f"{OWN}/32", "127.0.0.3/32"), seconds=20.0)

GOOD = """<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>通知公告</title></head>
<body><main><h1>通知公告</h1><p>全文清楚可读。</p></main></body></html>"""


def faulty(extra: str = "", head: str = "") -> str:
    return GOOD.replace("</main>", f'<img src="/none.png" class="logo" width="30" height="30">{extra}</main>').replace(
        "</head>", f"{head}</head>"
    )


def own(host: str, port: int) -> bool:
    return host == OWN


@asynccontextmanager
async def scanning(
    answers: Mapping[str, Body], options: RenderOptions = OPTIONS
) -> AsyncIterator[tuple[LiveSite, Scanner]]:
    async with serve(answers, OWN) as site, Scanner(options, Resolver(), own) as scanner:
        yield site, scanner


async def scan_one(body: Body, options: RenderOptions = OPTIONS, **more: Body) -> Scanned:
    answers = {"/": body, **{f"/{name}": answer for name, answer in more.items()}}
    async with scanning(answers, options) as (site, scanner):
        return await scanner.scan(site.home)


def rules(found: Scanned, group: str = "violations", view: int = 0) -> dict[str, Any]:
    return {rule["id"]: rule for rule in found.views[view][group]}


@needs_chromium
async def test_faults_are_found_with_a_picture() -> None:
    found = await scan_one(faulty())
    assert (found.failure, found.status, found.settled, found.missed) == ("", 200, True, ())
    assert [view["width"] for view in found.views] == [1280, MOBILE_WIDTH]
    rule = rules(found)["image-alt"]
    assert (rule["help"], rule["criteria"], rule["act"], rule["best"], rule["count"]) == (
        "图像必须有替代文本",
        ["1.1.1"],
        ["23a2a8"],
        False,
        1,
    )
    (node,) = rule["nodes"]
    assert node["selector"] == "html > body:nth-of-type(1) > main:nth-of-type(1) > img:nth-of-type(1)"
    assert node["html"].startswith('<img src="/none.png"')
    assert node["lineage"][:2] == [["img", {"class": "logo"}], ["main", {}]]
    assert "元素没有 alt 属性" in node["notes"]
    assert node["moved"] is False
    assert "color-contrast" in rules(found, "passes")
    assert "aria-roles" in found.views[0]["inapplicable"]
    assert found.views[0]["errors"] == []
    assert [(shown is node, shot[:3]) for shown, shot in found.pictures] == [(True, b"\xff\xd8\xff")]


@needs_chromium
async def test_one_picture_of_an_element_serves_all_rules_that_accuse_it() -> None:
    bare = GOOD.replace(' lang="zh-CN"', "").replace("<main>", "").replace("</main>", "")
    async with scanning({"/": bare}) as (site, scanner):
        with pytest.MonkeyPatch.context() as patch:
            taken: list[str] = []

            async def take(tab: object, node: dict[str, Any], options: object) -> bytes:
                taken.append(node["selector"])
                return b"picture"

            patch.setattr("crawler.render.scanner.take_picture", take)
            found = await scanner.scan(site.home)
    assert {"html-has-lang", "landmark-one-main"} <= rules(found).keys()
    assert taken.count("html") == 1
    assert [node["selector"] for node, _ in found.pictures].count("html") == 2


def test_the_script_keeps_the_attributes_that_elements_are_known_by() -> None:
    from crawler.render.engine import load_engine

    names = ", ".join(f'"{name}"' for name in KEPT)
    assert f"const KEPT = [{names}];" in load_engine().source


@needs_chromium
@pytest.mark.parametrize(
    ("style", "asked"),
    [
        ("p{color:#333}", "visual"),
        (".menu{display:none} @media(max-width:600px){.menu{display:block}}", "all"),
        ("@media(max-width:600px){a span{display:none}}", "all"),
    ],
    ids=["the same", "unfolds", "loses its words"],
)
async def test_a_further_width_asks_all_rules_again_only_where_it_shows_something_else(style: str, asked: str) -> None:
    menu = '<button class="menu" style="width:30px;height:30px"></button>' if "menu" in style else ""
    link = '<p><a href="/a" style="display:inline-block;width:30px;height:30px"><i></i><span>搜索</span></a></p>'
    found = await scan_one(faulty(menu + link, f"<style>{style}</style>"))
    wide, narrow = found.views
    assert (wide["rules"], narrow["rules"]) == ("all", asked)
    new = {rule["id"] for rule in narrow["violations"]} - {rule["id"] for rule in wide["violations"]}
    assert new == ({"button-name"} if menu else {"link-name"} if asked == "all" else set())
    assert any(rule.get("marks") for rule in wide["passes"])
    assert not any(rule.get("marks") for rule in narrow["passes"])


@needs_chromium
@pytest.mark.parametrize(
    ("head", "asked", "new"),
    [
        (
            "<style>a i{position:absolute;left:-9999px} @media(max-width:600px){a i{position:static}}</style>",
            "visual",
            "label-content-name-mismatch",
        ),
        (
            "<script>onresize = () => document.querySelector('a').setAttribute('role', 'nonsense')</script>",
            "all",
            "aria-roles",
        ),
    ],
    ids=["moves into sight", "is rewritten"],
)
async def test_a_further_width_asks_what_places_and_scripts_can_change(head: str, asked: str, new: str) -> None:
    link = (
        '<p><a href="/a" aria-label="search" style="display:inline-block;height:30px">search <i>all of it</i></a></p>'
    )
    found = await scan_one(faulty(link, head))
    assert found.views[1]["rules"] == asked
    told = [{*view["inapplicable"], *view["errors"]} for view in found.views]
    for number, names in enumerate(told):
        names.update(*(rules(found, group, number) for group in ("violations", "incomplete", "passes")))
    assert told[1] <= told[0]
    assert new not in rules(found)
    assert new in rules(found, view=1)


@needs_chromium
async def test_nothing_stays_from_the_page_before() -> None:
    stains = "<script>document.cookie = 'seen=1'; window.name = 'x'; setInterval(() => fetch('/tick'), 20)</script>"
    tells = "<script>if (document.cookie) document.querySelector('img').alt = 'known'</script>"
    async with scanning({"/": faulty(stains), "/next": faulty(tells), "/tick": "x"}, replace(OPTIONS, tabs=1)) as (
        site,
        scanner,
    ):
        await scanner.scan(site.home)
        asked = len(site.asked)
        found = await scanner.scan(f"{site.home}next")
    assert "image-alt" in rules(found)
    assert "GET /tick" not in site.asked[asked:]
    assert found.lacking == ()


@needs_chromium
async def test_what_changes_while_it_is_looked_at_is_looked_at_again() -> None:
    later = "<script>setTimeout(() => { document.querySelector('img').alt = '县徽' }, 100)</script>"
    async with scanning({"/": faulty(later), "/none.png": "x"}) as (site, scanner):
        found = await scanner.scan(site.home)
    assert found.settled
    assert "image-alt" not in rules(found)


@needs_chromium
async def test_another_place_in_the_same_document_is_opened_anew() -> None:
    async with scanning({"/": faulty()}, replace(OPTIONS, tabs=1)) as (site, scanner):
        found = [await scanner.scan(site.home + place) for place in ("", "#a", "#b")]
    assert [each.failure for each in found] == ["", "", ""]
    assert site.asked.count("GET /") == 3


@needs_chromium
async def test_a_tab_is_used_again() -> None:
    opened: list[object] = []
    original = scan_tab.ScanTab.open.__func__  # type: ignore[attr-defined]

    async def counting(cls: type, *arguments: object) -> object:
        opened.append(cls)
        return await original(cls, *arguments)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scan_tab.ScanTab, "open", classmethod(counting))
        async with scanning({f"/{n}": faulty() for n in range(6)}, replace(OPTIONS, tabs=2)) as (site, scanner):
            found = await asyncio.gather(*(scanner.scan(f"{site.home}{n}") for n in range(6)))
    assert all("image-alt" in rules(each) for each in found)
    assert len(opened) == 2


@needs_chromium
@pytest.mark.parametrize(
    ("script", "failure"),
    [
        ("while (true) {}", "time:"),
        ("while (true) alert('x')", "time:"),
        ("setInterval(() => location.reload(), 50)", ""),
        ("setInterval(() => location.href = '/?' + Math.random(), 30)", ""),
        ("setInterval(() => { for (let i = 0; i < 500; i++) document.body.append('增长') }, 10)", ""),
        ("for (let i = 0; i < 100; i++) window.open('/pop')", ""),
        ("const a = []; while (true) a.push(new Array(1e6).fill(a.length))", ""),
        ("location = '/file'", ""),
        ("for (const end of ['beforeunload', 'pagehide', 'unload']) addEventListener(end, () => { while (1); })", ""),
    ],
    ids=["busy", "alerts", "reloads", "flees", "growing", "pop-ups", "memory", "download", "clings"],
)
async def test_a_hostile_page_costs_only_itself(script: str, failure: str) -> None:
    file = web.Response(body=b"x" * 100, headers={"Content-Disposition": "attachment; filename=a.zip"})
    answers: dict[str, Body] = {"/": faulty(f"<script>{script}</script>"), "/good": faulty(), "/file": file}
    async with scanning(answers, replace(OPTIONS, seconds=6.0, tabs=1)) as (site, scanner):
        hostile = await scanner.scan(site.home)
        good = await replace_seconds(scanner).scan(f"{site.home}good")
    assert hostile.failure.startswith(failure)
    assert (good.failure, good.missed) == ("", ())
    assert "image-alt" in rules(good)


def replace_seconds(scanner: Scanner) -> Scanner:
    """A harmless page has all the time it needs on a busy machine."""
    scanner.options = replace(scanner.options, seconds=60.0)
    return scanner


@needs_chromium
async def test_downloads_and_refusals_end_in_words() -> None:
    file = web.Response(body=b"x" * 100, headers={"Content-Disposition": "attachment; filename=a.zip"})
    async with scanning({"/file": file}) as (site, scanner):
        saved, gone = await asyncio.gather(scanner.scan(f"{site.home}file"), scanner.scan(f"{site.home}gone"))
    assert saved.failure.startswith("browser:")
    assert (gone.status, gone.failure) == (404, "")


@needs_chromium
async def test_only_the_sites_own_hosts_are_asked() -> None:
    async with serve({"/a.css": "p{}", "/b.js": "", "/c.png": "x"}, "127.0.0.3") as other:
        foreign = f'<link rel="stylesheet" href="{other.home}a.css"><script src="{other.home}b.js"></script>'
        found = await scan_one(faulty(f'<img alt="" src="{other.home}c.png">', foreign))
    assert other.asked == []
    assert found.failure == ""
    assert set(found.lacking) == {("stylesheet", f"{other.home}a.css"), ("script", f"{other.home}b.js")}


@needs_chromium
async def test_what_the_guard_forbids_is_out_of_reach() -> None:
    async with serve({"/": "<p>neighbour"}, "127.0.0.1") as neighbour:
        async with Scanner(OPTIONS, Resolver()) as scanner:
            direct = await scanner.scan(neighbour.home)
        embedded = await scan_one(faulty(f'<iframe title="邻居" src="{neighbour.home}"></iframe>'))
    assert neighbour.asked == []
    assert direct.failure.startswith("guard:")
    assert embedded.failure == ""


@needs_chromium
async def test_the_page_cannot_speak_for_the_engine() -> None:
    sabotage = """<script>
    window.axe = {run: async () => ({violations: [], incomplete: [], passes: [], inapplicable: []})};
    Array.prototype.filter = () => []; JSON.stringify = () => '{}'; Element.prototype.getAttribute = () => null;
    document.querySelector = document.querySelectorAll = () => [];
    </script>"""
    found = await scan_one(faulty("", sabotage))
    assert found.failure == ""
    assert "image-alt" in rules(found)


@needs_chromium
async def test_an_engine_that_misses_known_faults_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_tab, "CANARY_URL", "data:text/html,<title>nothing wrong</title>")
    found = await scan_one(faulty())
    assert "color-contrast" in found.missed
    assert "image-alt" in found.missed


@needs_chromium
async def test_what_is_fading_in_is_marked_as_moving() -> None:
    fading = """<p id="slow" style="color:#000;opacity:0.2">这一行字正在淡入。</p><script>
    let step = 200; setInterval(() => { document.getElementById('slow').style.opacity = ++step / 1000 }, 30);
    </script><p id="still" style="color:#bbb">这一行字一直这样浅。</p>"""
    found = await scan_one(faulty(fading))
    nodes = {node["selector"]: node["moved"] for node in rules(found)["color-contrast"]["nodes"]}
    assert nodes == {"#slow": True, "#still": False}


@needs_chromium
async def test_what_only_needs_review_stays_apart() -> None:
    found = await scan_one(faulty('<p style="background-image:url(/none.png);color:#888">图片上的文字</p>'))
    (node,) = rules(found, "incomplete")["color-contrast"]["nodes"]
    assert any("背景" in note for note in node["notes"])
    assert "color-contrast" not in rules(found)


@needs_chromium
async def test_boxes_that_this_browser_lets_scroll_by_key_are_for_a_person() -> None:
    box = f'<div id=box style="width:200px;height:100px;overflow:auto"><p>{"全文" * 200}</p></div><p id=told></p>'
    tells = """<script>for (const name of ['focus', 'focusin', 'blur', 'focusout'])
    document.addEventListener(name, () => told.append('得'.repeat(1000)), true)</script>"""
    found = await scan_one(faulty(box + tells))
    assert "scrollable-region-focusable" not in rules(found)
    (node,) = rules(found, "incomplete")["scrollable-region-focusable"]["nodes"]
    assert (node["selector"], "其他浏览器" in node["notes"][0]) == ("#box", True)
    assert found.text_length < 1000


@needs_chromium
async def test_a_page_whose_process_ended_is_opened_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[str] = []
    original = Scanner._scan

    async def ending(self: Scanner, tab: scan_tab.ScanTab, found: Scanned, measurers: Sequence[Measurer]) -> None:
        tries.append(found.url)
        await original(self, tab, found, measurers)
        found.failure = "" if len(tries) > 1 else "crash: the page's process ended"

    monkeypatch.setattr(Scanner, "_scan", ending)
    found = await scan_one(faulty())
    assert (len(tries), found.failure, "image-alt" in rules(found)) == (2, "", True)


@needs_chromium
async def test_other_measurements_run_beside_and_cannot_break_the_scan() -> None:
    async def narrow(page: Page) -> Measured:
        await page.set_viewport_size({"width": 320, "height": 900})
        return {"told": await page.evaluate("innerWidth")}, {}

    async def width(page: Page) -> Measured:
        return {"told": await page.evaluate("innerWidth")}, {"img": b"picture"}

    async def leaves(page: Page) -> Measured:
        await page.evaluate("document.body.innerHTML = ''; fetch('/gone')")
        return {"told": await page.evaluate("document.title")}, {}

    async def fresh(page: Page) -> Measured:
        return {"told": await page.locator("img").count()}, {}

    async def breaks(page: Page) -> Measured:
        return {"told": await page.evaluate("nothing.at.all")}, {}

    async def hangs(page: Page) -> Measured:
        await asyncio.Event().wait()
        raise AssertionError

    async def floods(page: Page) -> Measured:
        return {"told": "x" * MAX_MEASURE}, {}

    async def crashes(page: Page) -> Measured:
        await page.goto("chrome://crash")
        raise AssertionError

    measurers = (
        Measurer("narrow", narrow),
        Measurer("width", width),
        Measurer("narrower", narrow),
        Measurer("leaves", leaves),
        Measurer("fresh", fresh, fresh=True),
        Measurer("breaks", breaks),
        Measurer("hangs", hangs, seconds=0.2),
        Measurer("floods", floods),
        Measurer("unwanted", floods, unfit=lambda found: f"it is {found.status}"),
        Measurer("crashes", crashes),
        Measurer("late", width),
    )
    async with scanning({"/": faulty()}) as (site, scanner):
        found = await scanner.scan(site.home, measurers)
    assert "image-alt" in rules(found)
    assert (found.failure, found.status, found.lacking) == ("", 200, ())
    measures = found.measures
    told = [measures[name].get("told") for name in ("narrow", "width", "narrower", "leaves", "fresh")]
    assert told == [320, 1280, 320, "通知公告", 1]
    assert measures["width"].items() >= {"final": site.home, "status": 200, "lacking": []}.items()
    assert found.shots["width"] == {"img": b"picture"}
    assert measures["unwanted"] == {"failure": "it is 200"}
    assert all(measures[name]["failure"] for name in ("crashes", "late"))
    assert measures["breaks"]["failure"].startswith("browser:")
    assert measures["hangs"]["failure"].startswith("time:")
    assert measures["floods"]["failure"].startswith("size:")


@needs_chromium
async def test_large_pages_are_told_in_part_with_their_counts() -> None:
    found = await scan_one(faulty('<img src="/none.png" width="9" height="9">' * 400))
    rule = rules(found)["image-alt"]
    assert rule["count"] == 401
    assert len(rule["nodes"]) == scan_tab.LIMITS["each"]


@needs_chromium
async def test_the_walk_in_the_same_tab_says_what_it_says_in_one_of_its_own() -> None:
    page = """<a href="/a">一</a><button>二</button><span onclick="go()" style="cursor:pointer">鼠标</span>
    <a href="#" onclick="return false">长者模式</a><p style="width:800px">这一段文字要左右滚动才能读完。</p>"""
    async with scanning({"/": GOOD.replace("</main>", f"{page}</main>")}) as (site, scanner):
        missed = await scanner.trial(missed_on_canary)
        found = await scanner.scan(site.home, MEASURERS)
        async with Walker(OPTIONS, Resolver()) as walker:
            apart = {kind: (await walker.walk(site.home, kind))[0] for kind in KINDS}
    assert missed == ()
    assert all(found.measures[kind].items() <= apart[kind].items() for kind in KINDS)
    assert [entry["label"] for entry in found.measures["ageing"]["entries"]] == ["长者模式"]


async def test_no_browser_is_a_reason_in_words() -> None:
    with pytest.raises(Unavailable, match="none"):
        await Scanner(RenderOptions(browser="none"), Resolver()).__aenter__()


@needs_chromium
async def test_what_style_sheets_write_is_named_by_the_browser_and_what_is_not_shown_is_told() -> None:
    style = "<style>.go::before{content:'搜索'} .pop{display:none}</style>"
    body = faulty("<button class=go></button><button class=no></button><img src=a class=pop><a href=x>甲</a>", style)
    found = await scan_one(body)
    nodes = rules(found)["button-name"]["nodes"]
    assert [(node["html"][:18], node.get("named", "")) for node in nodes] == [
        *(('<button class="go"', "搜索"), ('<button class="no"', "")),
    ]
    unseen = mark_of("html > body:nth-of-type(1) > main:nth-of-type(1) > img:nth-of-type(2)")
    assert [view["hidden"] for view in found.views] == [[unseen], [unseen]]
