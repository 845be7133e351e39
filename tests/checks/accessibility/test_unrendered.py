"""What stands in the source but not on the page: nobody is accused of it; and words that styles write or hide."""

from __future__ import annotations

import pytest

from tests.checks.accessibility.judging import judge

#: Where nothing is rendered until somebody opens it, or ever.
HIDERS = (
    "<details><summary>更多</summary>{}</details>",
    "<div popover>{}</div>",
    '<div style="content-visibility: hidden">{}</div>',
    "<video>{}</video>",
    "<audio controls>{}</audio>",
)
FAULTS = (
    ("a11y.link_name", "<a href='/x'></a>"),
    ("a11y.button_name", "<button></button>"),
    ("a11y.form_label", "<input>"),
    ("a11y.image_alt", "<img src='/a.png'>"),
    ("a11y.iframe_title", "<iframe src='/x'></iframe>"),
    ("a11y.aria_hidden_focus", "<div aria-hidden='true'><a href='/x'>甲</a></div>"),
)


@pytest.mark.parametrize("hider", HIDERS)
@pytest.mark.parametrize(("check", "fault"), FAULTS, ids=[check for check, _ in FAULTS])
def test_what_is_not_rendered_is_not_accused(check: str, fault: str, hider: str) -> None:
    assert judge(check, fault).outcome == "failed"
    assert judge(check, hider.format(fault)).outcome != "failed"


@pytest.mark.parametrize(
    "shown",
    ["<details open><summary>更多</summary>{}</details>", "<div popover style='display:block'>{}</div>"],
)
def test_what_is_open_is_judged(shown: str) -> None:
    assert judge("a11y.link_name", shown.format("<a href='/x'></a>")).outcome == "failed"


def test_inert_content_takes_no_focus() -> None:
    html = "<div aria-hidden='true'><span inert><a href='/x'>甲</a></span></div>"
    assert judge("a11y.aria_hidden_focus", html).outcome != "failed"


@pytest.mark.parametrize(
    ("check", "style", "html", "outcome"),
    [
        ("a11y.link_name", ".m::after{content:'更多'}", "<a href=/x class='b m'></a>", "cantTell"),
        ("a11y.link_name", "i.h:before{content:attr(data-l)}", "<a href=/x><i class=h></i></a>", "cantTell"),
        ("a11y.button_name", ".x:before{content:'\\5173\\95ed'}", "<button class=x></button>", "cantTell"),
        ("a11y.heading_empty", "#t::after{content:'通知'}", "<h2 id=t></h2>", "passed"),
        ("a11y.form_label", ".w label::before{content:'姓名'}", "<label for=i></label><input id=i>", "cantTell"),
        ("a11y.link_name", ".m::after{content:''}", "<a href=/x class=m></a>", "failed"),
        ("a11y.link_name", ".m::after{content:'>'}", "<a href=/x class=m></a>", "failed"),
        ("a11y.link_name", ".m::after{content:'\\e601'}", "<a href=/x class=m></a>", "failed"),
        ("a11y.link_name", ".other::after{content:'更多'}", "<a href=/x class=m></a>", "failed"),
        ("a11y.link_name", ".m{align-content:'更多'}", "<a href=/x class=m></a>", "failed"),
    ],
)
def test_words_that_a_style_writes_may_be_the_name(check: str, style: str, html: str, outcome: str) -> None:
    assert judge(check, f"<style>{style}</style>{html}").outcome == outcome


@pytest.mark.parametrize(
    "inner",
    [
        "<svg><title>图标</title></svg>首页",
        "<svg><desc>房子</desc></svg>首页",
        "<span style='position:absolute;left:-9999px'>前往</span>首页",
        "<span style='clip:rect(0 0 0 0);position:absolute'>前往</span>首页",
        "<span style='opacity:0'>前往</span>首页",
        "<span style='font-size:0'>前往</span>首页",
    ],
)
def test_words_that_nobody_sees_need_not_be_in_the_name(inner: str) -> None:
    assert judge("a11y.label_in_name", f"<a href='/' aria-label='首页'>{inner}</a>").outcome == "passed"


def test_seen_words_must_be_in_the_name() -> None:
    html = "<a href='/' aria-label='了解详情'><span style='opacity:0.5'>走进云岭</span></a>"
    assert judge("a11y.label_in_name", html).outcome == "failed"
