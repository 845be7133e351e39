"""Tricky cases, rule by rule: above all what must not be accused."""

from __future__ import annotations

import pytest

from core.snapshot import PageKind
from tests.checks.accessibility.judging import judge, page_of

FINE = [
    ("image_alt", "<IMG SRC=a.png ALT='云岭县地图'>"),
    ("image_alt", "<img src=a.png alt>"),
    ("image_alt", "<img src=a.png aria-label='、。'>"),
    ("link_name", "<a href=/x><span class='hide'>县政府</span></a>"),
    ("link_name", "<a href=/x aria-labelledby='a b'></a><p id=b hidden>更多</p>"),
    ("link_name", "<a href=/x><i aria-labelledby=t></i></a><b id=t aria-label=县></b>"),
    ("link_name", "<a href=/x>？</a>"),
    ("form_label", "<label for=q>甲</label><input id=q><input id=q>"),
    ("form_label", "<label hidden for=q>检索</label><input id=q>"),
    ("form_label", "<label><label>名称</label></label><select aria-label=单位></select>"),
    ("form_label", "<label aria-label=检索 for=q></label><input id=q>"),
    ("button_name", "<label for=b>保存</label><button id=b></button>"),
    ("button_name", "<input type=BUTTON title=查询>"),
    ("button_name", "<input type=submit role=button value=提交><button role=button>甲</button>"),
    ("iframe_title", "<iframe src=/a aria-label=天气></iframe>"),
    ("viewport_zoom", "<meta name=viewport content='user-scalable=1;maximum-scale=2.0'>"),
    ("viewport_zoom", "<meta name=viewport content='maximum-scale=device-width, user-scalable=yes'>"),
    ("viewport_zoom", "<meta name=viewport content='maximum-scale=-1'>"),
]
#: Something that the source does not show may give the name.
UNSURE = [
    ("image_alt", "<img src=a.png :alt='item.title'>"),
    ("link_name", "<a href=/x><script>document.write('更多')</script></a>"),
    ("link_name", "<a href=/x><span v-text='title'></span></a>"),
    ("link_name", "<a href=/x><object data=a.swf></object></a>"),
    ("link_name", "<a href=/x><i class=iconfont>\ue601</i></a>"),
    ("link_name", "<a href=/x id=more></a><script>document.getElementById('more').innerHTML = t</script>"),
    ("link_name", "<a href=/x><x-icon></x-icon></a>"),
    ("form_label", "<div contenteditable></div>"),
    ("widget_name", "<dialog open><p>正文</dialog><progress></progress>"),
]
NOTHING = [
    ("image_alt", "<img src=a.png width=1 height=1><img src=b.png style='width:0px'>"),
    ("image_alt", "<template><img src=a.png></template><map name=m><area href=/x></map>"),
    ("image_alt", "<div aria-hidden=TRUE><p><img src=a.png></p></div><img class='d-none' src=a.png>"),
    ("image_alt", "<svg><img1 src=a></svg><area href=/x>"),
    ("link_name", "<a></a><a href=/x role=tab></a><dialog><a href=/x></a></dialog><p inert><a href=/x></a>"),
    ("link_name", "<div style='color:red; VISIBILITY : hidden'><a href=/x></a></div>"),
    ("form_label", "<input type=hidden><input type=image><input role=button><input style='display:none'>"),
    ("iframe_title", "<iframe></iframe><iframe src='javascript:0'></iframe><iframe src=about:blank></iframe>"),
    ("iframe_title", "<iframe src=/x role=presentation></iframe><iframe src=/x height=1px></iframe>"),
    ("viewport_zoom", "<p>正文</p>"),
    ("title", "<script>location.href='/index.html'</script>"),
    ("lang", "<div id=app></div><script>start()</script>"),
]
WRONG = [
    ("image_alt", "<img src=a.png alt=' '>"),
    ("image_alt", "<img src=a.png width='100%' aria-label='' title=' '>"),
    ("image_alt", "<img src=a.png aria-labelledby='none'>"),
    ("link_name", "<a href=/x>\u200b&nbsp;</a>"),
    ("link_name", "<a href=/x id=a aria-labelledby=a></a>"),
    ("link_name", "<a href=/x><span hidden>更多</span><style>a{}</style></a>"),
    ("form_label", "<label for=q></label><input id=q>"),
    ("form_label", "<label>甲</label><input><input placeholder=提示>"),
    ("button_name", "<button></button><input type=reset value='　'>"),
    ("iframe_title", "<iframe srcdoc='<p>1'></iframe>"),
    ("viewport_zoom", "<meta name=viewport content='user-scalable=0'>"),
    ("viewport_zoom", "<meta name=viewport content='width=1'><meta name=viewport content='maximum-scale=1.9'>"),
    ("title", "<p>正文</p><title>&nbsp;</title>"),
]


@pytest.mark.parametrize(("rule", "html"), FINE)
def test_not_accused(rule: str, html: str) -> None:
    assert judge(f"a11y.{rule}", html).outcome == "passed"


@pytest.mark.parametrize(("rule", "html"), UNSURE)
def test_a_doubt_is_no_accusation(rule: str, html: str) -> None:
    assert judge(f"a11y.{rule}", html).outcome == "cantTell"


@pytest.mark.parametrize(("rule", "html"), NOTHING)
def test_nothing_to_judge(rule: str, html: str) -> None:
    found = judge(f"a11y.{rule}", html)
    assert found.outcome == "inapplicable", found.message


@pytest.mark.parametrize(("rule", "html"), WRONG)
def test_accused(rule: str, html: str) -> None:
    assert judge(f"a11y.{rule}", html).outcome == "failed"


def test_counts_all_and_shows_five() -> None:
    found = judge("a11y.image_alt", "<img src=/a.png>" * 7 + "<img src=/b.png alt=乙>" + "x" * 300)
    assert found.message == "图片缺少替代文字，本页 7 处。"
    assert len(found.evidence) == 5


def test_long_source_is_cut_in_the_excerpt() -> None:
    (item,) = judge("a11y.image_alt", f"<img src=/{'a' * 900}.png>").evidence
    assert len(item.excerpt) == 200


@pytest.mark.parametrize("rule", ["image_alt", "title"])
def test_cut_page_is_not_accused(rule: str) -> None:
    page = page_of("<p>正文<img src=a.png>", truncated=True)
    assert judge(f"a11y.{rule}", page).outcome == "cantTell"


def test_placeholder_alone_passes_with_a_warning() -> None:
    found = judge("a11y.form_label", "<input placeholder=请输入关键词>")
    assert (found.outcome, "placeholder" in found.warning) == ("passed", True)


def test_frameset_needs_title_and_frame_titles() -> None:
    html = "<html><frameset><frame src=/a><frame src=/b title=正文></frameset></html>"
    assert judge("a11y.title", html).outcome == "failed"
    assert "本页 1 处" in judge("a11y.iframe_title", html).message


CHINESE = "云岭县人民政府办公室关于印发工作要点的通知" * 20


@pytest.mark.parametrize(
    ("tag", "body", "outcome"),
    [
        ("lang=zh", "正文", "passed"),
        ("lang=cn", "正文", "passed"),
        ("v-bind:lang=x", "正文", "cantTell"),
        ("lang=' '", "正文", "failed"),
        ("xml:lang=zh-CN", "正文", "failed"),
    ],
)
def test_lang(tag: str, body: str, outcome: str) -> None:
    assert judge("a11y.lang", f"<html {tag}><body>{body}").outcome == outcome


def test_xml_lang_counts_in_xhtml() -> None:
    page = page_of("<html xml:lang=zh-CN><p>正文", content_type="application/xhtml+xml", kind=PageKind.HOME)
    assert judge("a11y.lang", page).outcome == "passed"
