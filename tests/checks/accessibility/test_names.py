"""Accessible names, step by step of accname-1.2 and HTML-AAM 1.0."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

import checks.accessibility.reading as reading_module
from checks.accessibility.names import Name, Namer
from checks.accessibility.outline import outline_of


def name_of(html: str, selector: str = "[data-t]") -> Name:
    dom = LexborHTMLParser(html)
    node = dom.css_first(selector)
    assert node is not None
    return Namer(outline_of(dom)).name(node)


NAMES = [
    # aria-labelledby goes before all else, in the order of its ids, hidden targets with all that is in them.
    (
        "<i id=a>甲</i><i id=b hidden>乙<b hidden>丙</b></i><button data-t aria-labelledby='b a gone' aria-label=丁>",
        "乙丙 甲",
    ),
    ("<i id=a>甲<b hidden>乙</b></i><button data-t aria-labelledby=a></button>", "甲"),
    ("<button data-t id=x aria-label=删除 aria-labelledby='x f'></button><i id=f>文件一</i>", "删除 文件一"),
    ("<i id=a aria-labelledby=b>甲</i><i id=b>乙</i><button data-t aria-labelledby=a></button>", "甲"),
    ("<img id=a alt=县徽><input id=b value=值><button data-t aria-labelledby='a b'></button>", "县徽 值"),
    ("<select id=a><option>甲<option selected>乙</select><i data-t role=button aria-labelledby=a></i>", "乙"),
    ("<i id=a></i><button data-t aria-labelledby=a>丙</button>", "丙"),
    ("<i id=a title=题></i><button data-t aria-labelledby=a>丙</button>", "题"),
    # aria-label, unless it is blank.
    ("<button data-t aria-label=' 关 闭 '>×</button>", "关 闭"),
    ("<button data-t aria-label=' '>关闭</button>", "关闭"),
    # The element's own means.
    ("<img data-t alt=县徽 title=题>", "县徽"),
    ("<img data-t alt='' title=题>", "题"),
    ("<input data-t type=image alt=搜索 value=x>", "搜索"),
    ("<input data-t type=submit>", "提交"),
    ("<input data-t type=submit value='' title=题>", "题"),
    ("<input data-t type=button value=查询>", "查询"),
    ("<input data-t type=button>", ""),
    ("<label for=q>检索</label><input data-t id=q placeholder=提示>", "检索"),
    ("<label for=q>甲</label><label for=q>乙</label><input data-t id=q>", "甲 乙"),
    ("<label>甲<input data-t value=值>乙</label>", "甲乙"),
    ("<label>甲<select><option>一<option selected>二</select>乙<input data-t></label>", ""),
    ("<label>每<input data-t type=checkbox>隔<input value=3>天</label>", "每隔3天"),
    ("<label for=other>甲<input data-t></label><input id=other>", ""),
    ("<label for=q hidden>检索</label><input data-t id=q>", "检索"),
    ("<label for=q aria-label=乙>甲</label><input data-t id=q>", "乙"),
    ("<label for=q></label><input data-t id=q title=题 placeholder=提示>", "题"),
    ("<input data-t placeholder=提示>", "提示"),
    ("<input data-t type=checkbox placeholder=提示>", ""),
    ("<textarea data-t aria-placeholder=提示></textarea>", "提示"),
    ("<label for=q>保存</label><button data-t id=q>x</button>", "保存"),
    ("<fieldset data-t><legend>题目</legend><p>正文</fieldset>", "题目"),
    ("<fieldset data-t><p>正文</fieldset>", ""),
    ("<table data-t><caption>表一</caption><tr><td>x</table>", "表一"),
    ("<figure data-t><img alt=x><figcaption>图一</figcaption></figure>", "图一"),
    ("<svg data-t role=img><title>走势</title><text>x</text></svg>", "走势"),
    ("<svg data-t role=img><desc>说明</desc></svg>", ""),
    ("<iframe data-t title=天气></iframe>", "天气"),
    ("<object data-t title=图>备用</object>", "图"),
    # Content, where the role allows.
    ("<a data-t href=x>更<b>多</b><i hidden>隐</i><i aria-hidden=true>藏</i></a>", "更多"),
    ("<a data-t href=x><img alt=首><span title=题></span></a>", "首题"),
    ("<a data-t href=x><img alt='' title=题></a>", "题"),
    ("<a data-t href=x><img role=none alt=首>页</a>", "页"),
    ("<a data-t href=x><b aria-label=乙>甲</b></a>", "乙"),
    ("<i id=a>丙</i><a data-t href=x><b aria-labelledby=a>甲</b></a>", "丙"),
    ("<a data-t href=x><svg><title>图</title></svg></a>", "图"),
    ("<a data-t href=x><div>甲</div><div>乙</div>丙<br>丁</a>", "甲 乙 丙 丁"),
    ("<a data-t href=x>甲<i style='display: none'>乙</i><style>b{}</style></a>", "甲"),
    ("<div data-t role=button>甲<input type=range value=30>乙</div>", "甲30乙"),
    ("<div data-t role=button><div role=slider aria-valuetext=大 aria-valuenow=3></div></div>", "大"),
    ("<div data-t role=dialog>正文</div>", ""),
    ("<div data-t role=tab>最新</div>", "最新"),
    ("<details><summary data-t>材料</summary></details>", "材料"),
    ("<a data-t href=x title=题></a>", "题"),
    # What aria-owns claims is read after the element's own content.
    ("<div data-t role=button aria-owns=o>甲<b>乙</b></div><i>丁</i><i id=o>丙</i>", "甲乙丙"),
    ("<h2 data-t><b aria-owns='o p'>甲</b>戊</h2><i id=p>丙</i><i id=o>乙</i>", "甲乙丙戊"),
    ("<a data-t href=x><b style='display:inline-block'>甲</b><b style='display:block'>乙</b></a>", "甲 乙"),
    ("<a data-t href=x><div style='display:inline'>甲</div><div style='display:inline'>乙</div></a>", "甲乙"),
    (
        "<label>约<input data-t type=checkbox><i role=listbox><b role=option aria-selected=true>一</b>二</i>天",
        "约一天",
    ),
    ("<label>约<input data-t type=checkbox><input type=range>分</label>", "约50分"),
    ("<label>甲<input type=hidden><input data-t></label>", "甲"),
    ("<label for=s>甲</label><input data-t id=s type=submit value=乙>", "甲"),
    ("<select><option data-t label=甲>乙</select>", "甲"),
    ("<a data-t role=none href=x>甲</a>", "甲"),
    ("<i data-t role=img>★</i>", ""),
]


@pytest.mark.parametrize(("html", "text"), NAMES)
def test_name(html: str, text: str) -> None:
    found = name_of(html)
    assert (found.text, found.doubt) == (text, False)
    assert found.missing is not bool(text)


@pytest.mark.parametrize(
    "html",
    [
        "<a data-t href=x><iframe src=y></iframe></a>",
        "<a data-t href=x><canvas></canvas></a>",
        "<a data-t href=x :title=t></a>",
        "<label for=gone>甲<input data-t></label>",
        "<label for=x>甲</label><input data-t :id=x>",
        "<label for>甲<input data-t></label>",
        "<a data-t href=x data-bind='text: t'></a>",
        "<a data-t href=x>\ue001</a>",
        "<a data-t href=x id=n></a><script>$('#n').text(1)</script>",
    ],
)
def test_what_may_have_a_name_is_a_doubt(html: str) -> None:
    found = name_of(html)
    assert (found.text, found.missing, found.unsure) == ("", False, True)


def test_a_script_elsewhere_does_not_speak_for_the_element() -> None:
    assert name_of("<a data-t href=x id=n></a><script>var name = 'other-n'</script>").missing


def test_scripts_that_speak_of_a_field_do_not_name_it() -> None:
    assert name_of("<input data-t id=q><script>$('#q').val()</script>").missing


def test_a_name_beside_a_script_is_a_name() -> None:
    found = name_of("<a data-t href=x>更多<script>f()</script></a>")
    assert (found.text, found.missing) == ("更多", False)


_SOUP = (
    "<a href=x data-t>|</a>|<button data-t>|</button>|<label for=i>|<label>|</label>|<input id=i data-t>"
    "|<b aria-label=甲>|<i id=j aria-labelledby='i j k'>|<p id=k title=乙>|<div role=button data-t>|</div>"
    "|<img alt=丙 data-t>|<svg role=img data-t>|<title>丁|<select data-t><option>|</select>|<textarea data-t>"
    "|<fieldset data-t><legend>|<table data-t><caption>|<span hidden>|</span>|<x-y>|<script>|</script>"
    "|<details><summary data-t>|文字|&nbsp;|\x00"
)
_PIECES = st.sampled_from(_SOUP.split("|"))


@given(st.lists(_PIECES | st.text(max_size=4), max_size=60).map("".join))
@settings(max_examples=200)
def test_any_markup_gives_a_name_or_none(html: str) -> None:
    dom = LexborHTMLParser(html)
    namer = Namer(outline_of(dom))
    for node in dom.css("[data-t]"):
        found = namer.name(node)
        assert found.missing == (not found.source and not found.doubt)
        assert bool(found.text) == bool(found.source)


@pytest.mark.parametrize(
    "html",
    [
        "<a href=x data-t>" + "<b>" * 3_000 + "甲",
        "<i id=a aria-labelledby='a a a a'>" * 2_000 + "<a href=x data-t aria-labelledby=a></a>",
        "<div role=button data-t>" * 2_000,
        "<label>" * 1_000 + "<input data-t>" * 1_000,
    ],
    ids=["deep", "references", "nested", "labels"],
)
def test_work_is_bounded(html: str, monkeypatch: pytest.MonkeyPatch) -> None:
    visits = 0

    def counted(self: reading_module.Reader, texts: list[str], node: object) -> None:
        nonlocal visits
        visits += 1
        original(self, texts, node)  # type: ignore[arg-type]

    original = reading_module.Reader._hear
    monkeypatch.setattr(reading_module.Reader, "_hear", counted)
    dom = LexborHTMLParser(html)
    namer = Namer(outline_of(dom))
    for node in dom.css("[data-t]"):
        namer.name(node)
    assert visits <= reading_module.MAX_STEPS
