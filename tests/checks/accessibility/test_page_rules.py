"""Refresh, zoom, movement, sound, spacing, orientation and keyboard: conditions of ACT rules and WCAG failures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.accessibility.meta_refresh import delay
from checks.accessibility.styles import declarations, rules
from checks.accessibility.viewport_zoom import viewport
from tests.checks.accessibility.judging import judge

LONG = "云岭县人民政府办公室关于印发全县重点工作任务分工方案的通知，请各乡镇、各部门认真贯彻落实。"


def refresh(*contents: str) -> str:
    return "".join(f'<meta http-equiv="Refresh" content="{content}">' for content in contents)


REFRESH = [
    (refresh("0; URL='/index.html'"), "passed"),
    (refresh("0; /a", "5; /a"), "passed"),
    (refresh("72001; /a"), "passed"),
    (refresh(".5"), "passed"),
    (refresh("30"), "failed"),
    (refresh("  30 ; url=/a"), "failed"),
    (refresh("5,/a"), "failed"),
    (refresh("1.9"), "failed"),
    (refresh("72000; /a"), "failed"),
    (refresh("0: /a", "5; /a"), "failed"),
    (refresh("-0.5", "", "; 30", "+5; /a", "x; /a", "0: /a"), "inapplicable"),
    ("<meta http-equiv=refresh><meta content=30>", "inapplicable"),
    ("<noscript>" + refresh("5") + "</noscript>", "inapplicable"),
]
ZOOM = [
    ("user-scalable=yes", "passed"),
    ("user-scalable=5", "passed"),
    ("user-scalable=device-width", "passed"),
    ("maximum-scale=2.0", "passed"),
    ("maximum-scale=-1", "passed"),
    ("maximum-scale=device-height", "passed"),
    ("user-scalable=no", "failed"),
    ("user-scalable=0.5", "failed"),
    ("user-scalable=invalid", "failed"),
    ("user-scalable=yes, initial-scale=0.8, maximum-scale=1.5", "failed"),
    ("maximum-scale=yes", "failed"),
    ("width=device-width;MAXIMUM-SCALE = 1.0", "failed"),
    ("width=device-width", "inapplicable"),
    ("", "inapplicable"),
]
MOVING = [
    ("<marquee>通知</marquee>", "failed"),
    ("<marquee onmouseover='this.stop()'><img src=a alt=甲></marquee>", "failed"),
    ("<marquee aria-hidden=true>通知</marquee>", "failed"),
    ("<marquee loop=-1>通知</marquee>", "failed"),
    ("<blink>通知</blink>", "failed"),
    ("<b style='text-decoration: underline blink'>通知</b>", "failed"),
    ("<marquee>通知</marquee><a href='/x'>关于暂停供水的通知</a>", "failed"),
    ("<marquee loop=1>通知</marquee>", "cantTell"),
    ("<marquee></marquee>", "cantTell"),
    ("<marquee>通知</marquee><a href='#' onclick='s()'>停止滚动</a>", "cantTell"),
    ("<marquee scrollamount=0>通知</marquee>", "passed"),
    ("<div hidden><marquee>通知</marquee></div><!-- <marquee>甲</marquee> -->", "inapplicable"),
]
SOUND = [
    ("<audio src=a.mp3 autoplay controls></audio>", "passed"),
    ("<video autoplay><source src='v.mp4#t=8,10'></video>", "passed"),
    ("<audio src='a.mp3#t=,2.5' autoplay></audio>", "passed"),
    ("<audio src=a.mp3 autoplay loop></audio>", "failed"),
    ("<audio src=a.mp3 autoplay loop></audio><button id=mute>开关</button>", "cantTell"),
    ("<audio src=a.mp3 autoplay></audio>", "cantTell"),
    ("<audio src='a.mp3#t=25' autoplay></audio>", "cantTell"),
    ("<video src='v.mp4#t=1,9' autoplay></video>", "cantTell"),
    ("<video src=v.mp4 autoplay muted></video>", "inapplicable"),
    ("<audio src=a.mp3></audio><audio autoplay></audio>", "inapplicable"),
]
SPACING = [
    (f"<p style='letter-spacing: 0.1em'>{LONG}", "inapplicable"),
    (f"<p style='letter-spacing: 0.15em !important'>{LONG}", "passed"),
    (f"<p style='letter-spacing: 0.1em !important; letter-spacing: 0.15em !important'>{LONG}", "passed"),
    (f"<p style='letter-spacing: 0.15em !important; letter-spacing: 0.1em'>{LONG}", "passed"),
    (f"<p style='letter-spacing: inherit !important'>{LONG}", "inapplicable"),
    (f"<p style='letter-spacing: 0.1em !important'>{LONG}", "failed"),
    (f"<p style='letter-spacing: normal ! important'>{LONG}", "failed"),
    (f"<p style='word-spacing: 0 !important'>{LONG}", "inapplicable"),
    ("<p style='word-spacing: 0 !important'>Welcome", "inapplicable"),
    ("<p style='font-size:20px;word-spacing: 2px !important'>Welcome to the county", "failed"),
    (f"<p style='font-size:10px;letter-spacing: 2px !important'>{LONG}", "passed"),
    (f"<p style='letter-spacing: 2px !important'>{LONG}", "cantTell"),
    (f"<p style='letter-spacing: -1px !important'>{LONG}", "failed"),
    (f"<p style='line-height: 120% !important'>{LONG}", "failed"),
    (f"<p style='line-height: 1.2 !important'>{LONG}", "failed"),
    (f"<p style='line-height: initial !important'>{LONG}", "failed"),
    (f"<p style='line-height: 1.6 !important'>{LONG}", "passed"),
    ("<p style='line-height: 1 !important'>首页", "cantTell"),
    (f"<p style='line-height: 1em !important; width: 1000px'>{LONG}", "cantTell"),
    (f"<p style='line-height: calc(1em + 2px) !important'>{LONG}", "cantTell"),
    ("<div style='line-height: 0.1em !important'></div>", "inapplicable"),
    (f"<p style='position:absolute; top: -999em; letter-spacing: 0 !important'>{LONG}", "inapplicable"),
    (f"<p style='display:none; letter-spacing: 0 !important'>{LONG}", "inapplicable"),
]


def turned(declaration: str, selector: str = "html", media: str = "(orientation: portrait)") -> str:
    return f"<style>@media {media} {{ {selector} {{ {declaration} }} }}</style><p>正文"


TURNED = [
    (turned("transform: rotateZ(1turn)"), "passed"),
    (turned("transform: matrix(1, -1.22465e-15, 1.22465e-15, 1, 0, 0)"), "passed"),
    (turned("rotate: 0turn"), "passed"),
    (turned("transform: rotate(180deg)"), "passed"),
    (turned("transform: rotate(1.5708rad)"), "failed"),
    (turned("transform: translateX(2px) rotate(-90deg)"), "failed"),
    (turned("rotate: 90deg", media="only screen and (orientation:landscape)"), "failed"),
    (turned("transform: rotate3d(0, 0, 1, 270deg)"), "failed"),
    (turned("transform: matrix3d(0,-1,0,0, 1,0,0,0, 0,0,1,0, 0,0,0,1)", "body"), "failed"),
    ("<style>body { transform: rotate(2.5deg) }</style>" + turned("transform: rotate(92.5deg)", "body"), "failed"),
    (turned("transform: rotate(90deg)", ".arrow"), "cantTell"),
    (turned("transform: translateX(100px)"), "inapplicable"),
    (turned("transform: rotate(90deg)", media="(min-width: 30em)"), "inapplicable"),
    ("<style>body { transform: rotate(90deg) } /* orientation */</style><p>正文", "inapplicable"),
    ("<p>正文", "inapplicable"),
]
LINKS = "<a href=/x>栏目</a>" * 25
BYPASS = [
    (f"<main>正文</main>{LINKS}", "passed"),
    (f"{LINKS}<h1>正文</h1>", "passed"),
    (f"{LINKS}<div role=main>正文</div>", "passed"),
    (f"<a href=#c>跳到正文</a>{LINKS}<div id=c>正文</div>", "passed"),
    (f"<a href=#c>跳到正文</a>{LINKS}<a name=c></a>正文", "passed"),
    (f"<a href=#c>跳到正文</a>{LINKS}正文", "cantTell"),
    (f"{LINKS}<a href=#c>返回</a><div id=c>正文</div>", "cantTell"),
    ("<a href=/x>栏目</a><p>正文", "inapplicable"),
]
TITLES = [
    ("关于停水的通知", "passed"),
    ("Document management handbook", "passed"),
    ("测试赛成绩公告", "passed"),
    ("关于印发方案的通知.doc", "passed"),
    ("无标题文档", "failed"),
    ("Untitled Document", "failed"),
    ("untitled-1", "failed"),
    ("New Page 1", "failed"),
    ("index.html", "failed"),
    ("2026.doc", "failed"),
    ("20261125", "cantTell"),
    ("——", "cantTell"),
    ("", "inapplicable"),
]


def acting(address: str, words: str) -> str:
    return f"<span role=link tabindex=0 onclick=\"location='{address}'\">{words}</span>"


PURPOSE = [
    ("<p><a href=/a>甲</a> <a href=/b>乙</a></p>", "passed"),
    ("<p><a href=/a>联系我们</a> <a href=/a/index.html#t>联系我们</a></p>", "passed"),
    ("<ul><li><a href=/a>下载表格</a></li><li><a href=/b>下载表格</a></li></ul>", "passed"),
    ("<p><a href=/a>甲</a> <a href='javascript:go()'>甲</a></p>", "passed"),
    ("<div><a href=/a>更多</a><a href=/b>更多&gt;&gt;</a></div>", "passed"),
    ("<p><a href=/a>联系我们</a> <a href=/b>联系我们</a></p>", "cantTell"),
    ("<div><a href=/a>联系我们</a><b><a href='/a?page=2'>联系我们</a></b></div>", "cantTell"),
    ("<p><a href=/a><img src=a alt=甲></a> <a href=/b aria-label=甲></a></p>", "cantTell"),
    ("<p><a href='http://[x'>甲</a> <a href=/b>甲</a></p>", "passed"),
    (f"<p>{acting('/a', '年报')} {acting('/b', '年报')}", "cantTell"),
    (f"<p><a href=/a>年报</a> {acting('/b', '年报')}", "cantTell"),
    (f"<p>{acting('/a', '年报')} {acting('/a/index.html', '年报')} {acting('/b', '月报')}", "passed"),
    ("<p><span role=link onclick='go(1)'>年报</span> <span role=link onclick='go(2)'>年报</span>", "inapplicable"),
    ("<p>甲", "inapplicable"),
]
CASES = {
    "link_purpose": PURPOSE,
    "meta_refresh": REFRESH,
    "viewport_zoom": [(f"<meta name=Viewport content='{content}'>", outcome) for content, outcome in ZOOM],
    "moving_text": MOVING,
    "autoplay": SOUND,
    "text_spacing": SPACING,
    "orientation": TURNED,
    "bypass": BYPASS,
    "title_meaning": [(f"<title>{text}</title><p>正文", outcome) for text, outcome in TITLES],
}


@pytest.mark.parametrize(
    ("rule", "html", "outcome"), [(rule, html, outcome) for rule, cases in CASES.items() for html, outcome in cases]
)
def test_conditions(rule: str, html: str, outcome: str) -> None:
    found = judge(f"a11y.{rule}", html)
    assert found.outcome == outcome, found.message


def test_links_that_only_say_more_are_one_word_of_advice() -> None:
    found = judge("a11y.link_purpose", "<div><a href=/a>更多</a><a href=/b>[更多]</a><a href=/c>详情&gt;&gt;</a></div>")
    assert "3 个链接" in found.warning


@pytest.mark.parametrize("html", ["<html><title></title>", "<html></html>", "<iframe src=/a></iframe>"])
def test_page_without_scripts_is_no_shell(html: str) -> None:
    assert judge("a11y.title", html).outcome == "failed"


@pytest.mark.parametrize("html", [" ", "<script src=a.js></script>", refresh("0;url=/")])
def test_stub_needs_neither_title_nor_language(html: str) -> None:
    assert judge("a11y.title", html).outcome == "inapplicable"
    assert judge("a11y.lang", html).outcome == "inapplicable"


@given(st.text(alphabet=st.sampled_from("0123456789.,;: \tux=/-+e"), max_size=30))
def test_any_refresh_is_read(content: str) -> None:
    seconds = delay(content)
    assert seconds is None or seconds >= 0
    if seconds is not None and content.strip()[:1].isdigit():
        assert content.strip().startswith(content.strip()[: len(str(seconds))])


@given(st.integers(0, 10**9), st.sampled_from(["", ";", ",/a", " ; url=/a", ".5;"]))
def test_seconds_come_before_the_separator(seconds: int, rest: str) -> None:
    assert delay(f"{seconds}{rest}") == seconds


@given(st.text(max_size=200))
def test_any_viewport_is_read(content: str) -> None:
    assert all(key == key.lower() for key in viewport(content))


@given(st.text(alphabet=st.sampled_from("ab:;!important (){}[]@media'\"\\/*,0"), max_size=200))
def test_any_style_is_read(text: str) -> None:
    assert isinstance(declarations(text), dict)
    assert isinstance(list(rules(text)), list)


@pytest.mark.parametrize("text", ["(" * 50_000, "{" * 50_000, "@media x {" * 20_000, "a{b:" + "[" * 9_000])
def test_styles_that_nest_without_end_are_left_unread(text: str) -> None:
    assert declarations(text) == {}
    assert not list(rules(text))
