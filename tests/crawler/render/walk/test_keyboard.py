"""The keyboard walk in real Chromium: pages that are well made, badly made, and made to trap it."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.render.walk import keyboard, walker
from tests.crawler.render.walk.walking import Lab, needs_chromium, sources

pytestmark = [needs_chromium, pytest.mark.asyncio(loop_scope="module")]
KINDS = (
    "mouse",
    "perhaps",
    "unreached",
    "hidden",
    "blurred",
    "moves",
    "windows",
    "trap",
    "late",
    "unseen",
    "unsure",
    "changes",
)
GOOD = """<a href="#main">跳到主要内容</a><a href="/a">一</a><button>二</button><input aria-label="三">
<label><input type="checkbox"> 四</label><select><option>五</select>
<main id="main"><h1>题</h1><a href="/b">六</a></main>"""


def found(data: dict[str, Any]) -> dict[str, list[str]]:
    return {kind: sources(data[kind]) for kind in KINDS if data[kind]}


async def test_nothing_is_wrong_with_a_good_page_and_its_skip_link_works(lab: Lab) -> None:
    data = await lab.measure(GOOD, "keyboard")
    assert found(data) == {}
    assert (data["ended"], data["stops"], data["controls"], data["skip"]["works"]) == ("", 7, 7, "yes")


@pytest.mark.parametrize(
    "element",
    [
        '<div onclick="go()">点我</div>',
        '<span id="s" style="cursor:pointer">脚本</span><script>s.addEventListener("click", () => go())</script>',
        '<div role="button">角色</div>',
        '<a onclick="go()">没有地址</a>',
        '<a href="/x" tabindex="-1">去掉了</a>',
        '<img src="data:," onclick="go()" alt="图" width="40" height="40">',
    ],
)
async def test_what_only_a_mouse_works_is_found(lab: Lab, element: str) -> None:
    data = await lab.measure(element + "<a href=/z>末</a>", "keyboard")
    assert [source[:4] for source in found(data)["mouse"]] == [element[:4]]
    assert data["mouse"][0]["lineage"][0][0] == element[1:].split(maxsplit=1)[0]


@pytest.mark.parametrize(
    "element",
    [
        '<li onclick="go()"><a href="/x">链接在里面</a></li>',
        '<div onclick="go()" tabindex="0">可到达</div>',
        '<a href="/x"><span onclick="go()">在链接里</span></a>',
        '<div onclick="return false">什么也不做</div>',
        '<div onclick="_hmt.push([1])">只计数</div>',
        '<div onclick="go()" style="display:none">看不见</div>',
        '<a href="/x" tabindex="-1"><img src="data:," alt="" width="40" height="40"></a><a href="/x">同一地址</a>',
        '<span onclick="location=\'/x\'">同一去处</span><a href="/x">同一去处</a>',
        '<div role="tablist"><button role="tab">一</button><button role="tab" tabindex="-1">二</button></div>',
        '<label onclick="go()"><input type="checkbox"> 标签</label>',
        '<div aria-disabled="true" role="button">停用</div>',
    ],
)
async def test_what_a_keyboard_reaches_otherwise_is_no_fault(lab: Lab, element: str) -> None:
    assert "mouse" not in found(await lab.measure(element + "<a href=/z>末</a>", "keyboard"))


@pytest.mark.parametrize(
    ("style", "unseen"),
    [
        ("a{outline:none}", True),
        ("a:focus{outline:2px solid #fff}", True),
        ("a{outline:none} a:focus{background:#eee}", False),
        ("a{outline:none} p:focus-within{border:2px solid #000}", False),
        ("a:focus{outline:none;box-shadow:0 0 0 3px #06c;transition:box-shadow 9s}", False),
        ("a{outline:none;position:absolute;left:-999px} a:focus{left:9px}", False),
        ("a{outline:none} a:after{content:'';padding:9px} .open:after{background:#06c}", False),
        ("a{opacity:0}", True),
        ("", False),
    ],
)
async def test_focus_is_seen_or_not(lab: Lab, style: str, *, unseen: bool) -> None:
    menu = "onfocus='this.className = \"open\"' onblur='setTimeout(() => { this.className = \"\" }, 150)'"
    data = await lab.measure(f"<style>{style}</style><p><a href=/a {menu}>一</a></p>", "keyboard")
    assert (bool(data["unseen"]), data["unsure"]) == (unseen, [])


HEARD = """<span id=a>展开全文</span> <b id=b>云岭县</b> <i id=c>计数</i> <i id=d style="cursor:pointer">也计数</i>
<p id=e>拖动</p> <u id=f>政务公开</u> <a href=/x>政务公开</a>
<div><img id=g src="data:," width=40 height=40 alt=""><a href=/x>新闻</a></div>
<p id=h>{}</p> <ul id=i><li><a href=/x>列表</a></ul>
<p id=l><s onclick="go()">只能用鼠标</s></p>
<p id=j tabindex=0>能到达</p> <label id=k><input type=checkbox> 同意</label>
<script>const on = (kind, ids, work) =>
  ids.split('').forEach(id => document.getElementById(id).addEventListener(kind, work));
on('click', 'afghijkl', () => open_it()); on('pointerdown', 'be', () => open_it());
on('pointermove', 'e', () => move()); on('click', 'cd', () => _hmt.push(['_trackEvent', 'a']));
[document, document.body].forEach(all => all.addEventListener('click', () => close_menus()))</script>"""


async def test_what_listens_to_a_press_and_does_not_look_so_is_asked_about_unless_it_only_counts(lab: Lab) -> None:
    data = await lab.measure(HEARD.format("一段长的文字，" * 20), "keyboard")
    told = {kind: sources for kind, sources in found(data).items() if kind != "mouse"}
    assert told == {"perhaps": ['<span id="a">展开全文</span>', '<b id="b">云岭县</b>']}


async def test_windows_that_open_with_focus_are_told_and_each_is_tried_again(lab: Lab) -> None:
    opens = "window.open('/pop')"
    page = f"""<a href=/a onfocus="{opens}">一</a><a href=/b>二</a>
    <a href=/c onfocus="this.done || {opens}; this.done = 1">三</a>"""
    told = (await lab.measure(page, "keyboard"))["windows"]
    assert [(one["text"], one["sure"]) for one in told] == [("一", True), ("三", False)]


CHOICES = """<select aria-label=甲 onchange="{}"><option value=/x>一<option value=/y>二</select>"""


async def test_lists_that_lead_elsewhere_when_chosen_from_are_told_and_nothing_is_left_or_sent(lab: Lab) -> None:
    works = (
        "location.href = this.value",
        "window.open(this.value)",
        "this.form.requestSubmit()",
        "history.pushState(0, '', '/y')",
    )
    lists = "".join(f"<form action=/sent>{CHOICES.format(work)}</form>" for work in works)
    told = f"<label>选择后自动打开新页面{CHOICES.format(works[0])}</label>"
    data = await lab.measure(lists + told, "keyboard")
    assert [one["note"] for one in data["changes"]] == [
        "一选中就转到别的页面或者重新打开本页",
        "一选中就打开新窗口",
        "一选中就提交",
    ]
    assert data["choices"] == 5
    assert not any("/sent" in asked or "/x" in asked for asked in lab.site.asked)


async def test_focus_called_back_after_the_traps_were_tried_is_told_once_more(lab: Lab) -> None:
    page = """<a href='#m'>跳到正文</a><button id=b>一</button><p id=m><a href=/c>二</a>
    <script>addEventListener('keyup', event => { if (event.key == 'Enter') b.focus() })</script>"""
    told = found(await lab.measure(page, "keyboard"))
    assert told["late"] == ['<button id="b">一</button>']
    assert "trap" not in told


async def test_what_changes_by_itself_cannot_be_compared(lab: Lab) -> None:
    page = """<style>a{outline:none}</style><a href=/a><b id=b>0</b></a>
    <script>let n = 0; (function again() { b.textContent = n++; requestAnimationFrame(again); })()</script>"""
    data = await lab.measure(page, "keyboard")
    assert (data["unseen"], len(data["unsure"])) == ([], 1)


TRAPS = {
    "called back": "<a href=/a>一</a><button onblur='setTimeout(() => this.focus(), 10)'>二</button><a href=/b>三</a>",
    "circle": """<div onkeydown="if (event.key == 'Tab') {
    event.preventDefault(); (event.target.id == 'p' ? q : p).focus() }">
    <button id=p>一</button><button id=q>二</button></div><a href=/b>三</a>""",
    "called back late": "<a href=/a>一</a><button onblur='setTimeout(() => this.focus(), 600)'>二</button><a href=/b>",
    "stealing": "<a href=/a>一</a><input id=i><a href=/b>二</a><script>setInterval(() => i.focus(), 1)</script>",
}


@pytest.mark.parametrize("page", TRAPS.values(), ids=TRAPS)
async def test_traps_are_found(lab: Lab, page: str) -> None:
    assert found(await lab.measure(page, "keyboard"))["trap"]


@pytest.mark.parametrize("period", [0, 1, 50, 100])
async def test_focus_stolen_at_any_pace_is_told_of_the_thief_alone(lab: Lab, period: int) -> None:
    page = TRAPS["stealing"].replace("1)", f"{period})")
    told = found(await lab.measure(page, "keyboard"))
    assert [source[:8] for source in told["trap"]] == ["<input i"]
    assert "unreached" not in told


FREE = {
    "backwards": TRAPS["circle"].replace("event.key == 'Tab'", "event.key == 'Tab' && !event.shiftKey"),
    "dialog": f"<div role=dialog aria-modal=true>{TRAPS['circle']}</div>",
    "told": f"<p>按 Ctrl+M 退出编辑区</p>{TRAPS['circle']}",
    "date": "<input type=date aria-label=日期><input type=time aria-label=时间><a href=/z>末</a>",
    "frame": "<iframe srcdoc='<a href=/1>1</a><a href=/2>2</a>'></iframe><a href=/z>末</a>",
    "called back once": "<a href=/a>一</a><button onblur='onblur = null; setTimeout(() => this.focus(), 600)'>二",
    "blur": "<input onblur='this.value=1'><a href=/z>末</a>",
    "blurred date": "<input type=date aria-label=日期 onblur='this.title=1'><a href=/z>末</a>",
    "dialog that calls back": f"<div role=dialog aria-modal=true>{TRAPS['called back']}</div>",
    "taken once": "<a href=/a>一</a><input id=i><a href=/z>末</a><script>setTimeout(() => i.focus(), 1)</script>",
    "roving": "<div tabindex=0 onfocus='g.focus()'><button tabindex=-1 id=g>二</button></div><a href=/z>末</a>",
}


@pytest.mark.parametrize("page", FREE.values(), ids=FREE)
async def test_what_can_be_left_is_no_trap(lab: Lab, page: str) -> None:
    assert "trap" not in found(await lab.measure(page, "keyboard"))


async def test_focus_thrown_away_or_leading_elsewhere_is_told_and_the_page_is_not_left(lab: Lab) -> None:
    page = """<a href=/a onfocus='this.blur()'>一</a><a href=/b onfocus='location.href="/gone"'>二</a>
    <a href=/c>三</a>"""
    lab.show({"/": page, "/gone": "别处"})
    data, shots = await lab.walker.walk(lab.site.home, "keyboard")
    told = found(data)
    assert (len(told["blurred"]), len(told["moves"]), data["final"]) == (1, 1, lab.site.home)
    assert "GET /gone" not in lab.site.asked
    assert all(shot.startswith(b"\xff\xd8\xff") for shot in shots.values())


async def test_focus_in_hidden_places_is_told_but_not_what_shows_itself(lab: Lab) -> None:
    page = """<style>.skip{position:absolute;top:-60px;transition:top 5s}.skip:focus{top:0}</style>
    <a class=skip href=/s>跳过</a><a href=/a style='position:absolute;left:-9999px'>移出</a>
    <div style='height:0;overflow:hidden'><a href=/z>零高</a></div><a href=/b>末</a>"""
    hidden = found(await lab.measure(page, "keyboard"))["hidden"]
    assert ["移出" in hidden[0], "零高" in hidden[1], len(hidden)] == [True, True, 2]


async def test_focus_under_what_does_not_scroll_is_told_but_not_what_scrolls_out_from_under_it(lab: Lab) -> None:
    over = "position:fixed;left:0;width:100%;background:#fff;"
    page = f"""<p style='position:absolute;top:10px'><a href=/a>盖住</a></p><div style='height:60px'></div>
    <p><a href=/b>露出</a></p><p style='margin-top:3000px'><a href=/c>滚动</a></p>
    <div style='{over}top:0;height:60px'>页眉</div><div style='{over}bottom:0;height:20px;opacity:.3'>提示</div>
    <div style='{over}top:60px;height:600px;background:rgba(0,0,0,.2)'></div>"""
    data = await lab.measure(page, "keyboard")
    assert (sources(data["covered"]), data["hidden"]) == (['<a href="/a">盖住</a>'], [])


async def test_a_blocked_tab_key_is_told(lab: Lab) -> None:
    page = """<script>addEventListener('keydown', e => { if (e.key == 'Tab') e.preventDefault() })</script>
    <a href=/a>一</a>"""
    data = await lab.measure(page, "keyboard")
    assert (data["ended"], len(data["unreached"])) == ("blocked", 1)


@pytest.mark.parametrize(
    ("page", "works"),
    [
        ("<a href='#none'>跳过导航</a><a href=/a>一</a><a href=/b>二</a>", "no"),
        ("<a href='#m' onclick='return false'>跳到正文</a><a href=/a>一</a><p id=m><a href=/b>二</a>", "no"),
        (
            "<a href='#' onclick='m.focus()'>跳过导航</a><a href=/a>1</a><a id=m href=/b>二</a><a href=/c>末</a>",
            "yes",
        ),
        ("<a href='#m'>跳到正文</a><a href=/a>一</a><p id=m><a href=/b>二</a>", "yes"),
    ],
)
async def test_skip_links_are_tried(lab: Lab, page: str, works: str) -> None:
    assert (await lab.measure(page, "keyboard"))["skip"]["works"] == works


async def test_forms_are_never_sent(lab: Lab) -> None:
    page = "<form action=/sent><input name=q onfocus='this.form.submit()'><button>发送</button></form>"
    lab.show({"/": page, "/sent": "收到"})
    await lab.walker.walk(lab.site.home, "keyboard")
    assert not any("/sent" in asked for asked in lab.site.asked)


ENDLESS = """<script>function more() { const b = document.createElement('button'); b.textContent = '再';
document.body.append(b) }
addEventListener('focusin', () => { more(); more() }); more()</script>"""
HOSTILE = {
    "/hang": "<a href=/a>一</a><script>while (true) {}</script>",
    "/endless": ENDLESS,
    "/popups": "<a href=/a>一</a><script>setInterval(() => window.open('/pop'), 5)</script>",
    "/prototypes": "<a href=/a>一</a><script>Array.prototype.map = Element.prototype.closest = null</script>",
    "/good": GOOD,
}


async def test_hostile_pages_cost_their_own_walk_only(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    lab.show(HOSTILE)
    # These two are ended by the clock, and keep a processor busy for as long as they are let.
    with monkeypatch.context() as patch:
        patch.setattr(walker, "PAGE_SECONDS", 8.0)
        hung, _ = await lab.walker.walk(f"{lab.site.home}hang", "keyboard")
    with monkeypatch.context() as patch:
        patch.setattr(keyboard, "PRESS_SECONDS", 3.0)
        endless, _ = await lab.walker.walk(f"{lab.site.home}endless", "keyboard")
    others = ("popups", "prototypes", "good")
    walked = {name: (await lab.walker.walk(f"{lab.site.home}{name}", "keyboard"))[0] for name in others}
    assert "failure" in hung
    assert endless["ended"] == "bounds"
    assert walked["popups"]["windows"] == []
    assert walked["popups"]["stops"] == walked["prototypes"]["stops"] == 1
    assert walked["good"]["stops"] == 7
