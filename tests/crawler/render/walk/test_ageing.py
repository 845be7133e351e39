"""Modes for the elderly in real Chromium: those that work, those that do nothing, and what merely sounds like one."""

from __future__ import annotations

from typing import Any

import pytest

from checks.ageing.tried import Effect, effect_of
from tests.crawler.render.walk.walking import Lab, needs_chromium

pytestmark = [needs_chromium, pytest.mark.asyncio(loop_scope="module")]
TEXT = "<a href=/n1.html>新闻</a><a href=/n2.html>公开</a>" + "这是一段用来检查字号的文字，足够长，会占好几行。" * 5
BAR = """<script>
function bar() { const d = document.createElement('div'); localStorage.m = 1; d.innerHTML =
  '<button onclick="document.body.style.zoom=1.5">放大</button><button>语音朗读</button>' +
  '<button onclick="document.body.style.background=`black`;document.body.style.color=`yellow`">高对比</button>' +
  '<button onclick="document.body.style.cursor=`url(data:image/png;base64,iVBORw0KGgo=),auto`">大鼠标</button>';
  document.body.prepend(d) }
if (localStorage.m) addEventListener('DOMContentLoaded', bar)
</script>"""
BIG = "<style>body{font-size:26px}</style>"
COOKIE = f"<script>if (document.cookie.includes('big')) document.write('{BIG}')</script>"
NEXT = "/n1.html"


async def tried(lab: Lab, home: str, following: str = TEXT, **more: str) -> dict[str, Any]:
    """The one entry of a home page."""
    (entry,) = (await lab.mode({"/": home + TEXT, NEXT: following, **more}))["entries"]
    return dict(entry)


async def test_a_toolbar_that_works_and_stays(lab: Lab) -> None:
    entry = await tried(lab, f"{BAR}<a href='javascript:void(0)' onclick=bar()>无障碍浏览</a>", BAR + TEXT)
    assert effect_of(entry)[0] is Effect.WORKS
    assert entry["tried"]["works"] == {"zoom": True, "cursor": True, "contrast": True}
    assert "reading" in entry["tried"]["after"]["senses"]
    assert "zoom" in entry["tried"]["next"]["on"]["senses"] and not entry["tried"]["next"]["without"]["senses"]


async def test_larger_text_by_a_cookie(lab: Lab) -> None:
    button = "<span style='cursor:pointer' onclick=\"document.cookie='big=1';location.reload()\">长者模式</span>"
    entry = await tried(lab, COOKIE + button, COOKIE + TEXT)
    assert (entry["tried"]["before"]["size"], entry["tried"]["after"]["size"]) == (16, 26)
    assert (entry["tried"]["next"]["on"]["size"], entry["tried"]["next"]["without"]["size"]) == (26, 16)


@pytest.mark.parametrize(
    "entry",
    [
        "<a href=/slh/ target=_blank><img src=/slh.png alt='' width=80 height=30></a>",
        "<a href=/x onclick=\"window.open('/slh/');return false\">长者助手</a>",
        "<button onclick=\"location='/slh/'\" aria-label=进入关怀版>关</button>",
    ],
)
async def test_a_mode_of_its_own_pages(lab: Lab, entry: str) -> None:
    found = await tried(lab, entry, **{"/slh/": BIG + TEXT})
    assert effect_of(found)[0] is Effect.WORKS
    assert found["tried"]["moved"]


@pytest.mark.parametrize(
    "entry",
    [
        "<a href='javascript:void(0)'>适老版</a>",
        "<a href='#' title=进入关怀版><i>关</i></a>",
        "<a href=\"javascript:alert('功能建设中')\">老年模式</a>",
        "<a href=/gone/>长辈版</a>",
    ],
)
async def test_an_entry_that_does_nothing(lab: Lab, entry: str) -> None:
    assert effect_of(await tried(lab, entry))[0] is Effect.NOTHING


@pytest.mark.parametrize(
    "entry",
    [
        "<script src=http://127.0.0.9:9/dist/aria.js></script><a href='#' onclick=aria.start()>无障碍</a>",
        "<a href='#' onclick=\"document.body.append('已切换到新的界面')\">长者模式</a>",
        "<a href=/other.html>无障碍服务</a>",
    ],
)
async def test_what_cannot_be_told(lab: Lab, entry: str) -> None:
    found = await tried(lab, entry, **{"/other.html": TEXT})
    assert effect_of(found)[0] is Effect.UNSURE


async def test_what_merely_sounds_like_an_entry(lab: Lab) -> None:
    page = """<!-- <a href="#">无障碍浏览</a><script src=/dist/aria.js></script> -->
    <a href=/1>我县举办老年人健康讲座</a>
    <a href=/2>关怀慰问困难群众</a><a href=/3>老年人</a><a href=/4>无障碍环境建设条例</a><p hidden>长者模式</p>"""
    found = await lab.mode({"/": page + TEXT})
    assert (found["entries"], found["toolbars"]) == ([], [])


async def test_layers_that_wander(lab: Lab) -> None:
    layer = """<div id=f style='position:absolute;left:0;top:0;width:120px;height:120px'><a href=/ad>广告</a>{}</div>
    <script>let x = 0; setInterval(() => {{ f.style.left = (x += 2) + 'px' }}, 30)</script>"""
    shut = "<span onclick='f.remove()'>×</span>"
    loose = (await lab.mode({"/": layer.format("") + TEXT}))["floats"]
    closed = (await lab.mode({"/": layer.format(shut) + TEXT}))["floats"]
    assert [(one["moves"], one["closers"], one["closes"]) for one in loose] == [(True, 0, False)]
    assert [(one["moves"], one["closers"], one["closes"]) for one in closed] == [(True, 1, True)]


async def test_a_layer_over_the_middle(lab: Lab) -> None:
    layer = "<div style='position:fixed;left:400px;top:250px;width:500px;height:400px'><a href=/ad>通知</a></div>"
    (found,) = (await lab.mode({"/": layer + TEXT}))["floats"]
    assert (found["moves"], found["middle"], found["closers"]) == (False, True, 0)


async def test_windows_and_forms_are_neither_opened_nor_sent(lab: Lab) -> None:
    page = """<script>setInterval(() => window.open('/pop'), 5)</script>
    <form action=/sent><button>长者模式</button></form>"""
    await lab.mode({"/": page + TEXT, "/pop": "窗口", "/sent": "收到"})
    assert not any("/sent" in asked for asked in lab.site.asked)
