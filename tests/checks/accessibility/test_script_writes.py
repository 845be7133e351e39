"""What a script of the page visibly writes is not accused of being absent; what none writes is."""

from __future__ import annotations

import pytest

from tests.checks.accessibility.judging import judge, page_of

SITE = "https://www.yunling-demo.gov.cn"
TEXT = "<p>云岭县位于省境西南部，辖十二个乡镇。"


def script(text: str) -> str:
    return f"<script>{text}</script>"


WRITTEN = [
    ("title", "<title></title>" + script("document.title = '云岭县'")),
    ("title", script("$('title').text(name)")),
    ("title", script("document.write('<title>云岭县<\\/title>')")),
    ("title", "<div id=app><p>加载中</div><script src=/app.1a2b.js></script>"),
    ("lang", script("document.documentElement.lang='zh-CN'")),
    ("lang", script("var r = document.documentElement; r.lang = 'zh'")),
    ("lang", script("$('html').attr('lang', 'zh-CN')")),
    ("image_alt", "<img src=a id=im>" + script("document.getElementById('im').alt='国徽'")),
    ("image_alt", "<img src=a class='x logo'>" + script("$('.logo').attr({src: b, alt: '国徽'})")),
    ("image_alt", "<img src=a>" + script("document.querySelectorAll('img').forEach(function(i){ i.alt = name(i) })")),
    ("image_alt", "<img src=a id=emblem>" + script("emblem.alt = '国徽'")),
    ("image_alt", "<img src=a id=emblem>" + script("window.emblem.alt = '国徽'")),
    ("image_alt", "<input type=image src=a id=go>" + script("go.alt='搜索'; f('#go')")),
    ("form_label", "<input id=k>" + script("s.innerHTML = '<label for=\\'k\\'>词<\\/label>'")),
    ("form_label", "<input id=k>" + script("add('k', '<label for=\"' + id + '\">')")),
    ("form_label", "<label for=k id=l></label><input id=k>" + script("$('#l').html(words)")),
    ("form_label", "<input id=k>" + script("$('#k').attr('placeholder', '请输入')")),
    ("button_name", "<input type=button id=b value=''>" + script("$('#b'); b.value = '查询'")),
    ("button_name", "<button class=go></button>" + script("$('form .go').text('查询')")),
    ("button_name", "<button><i id=t></i></button>" + script("t('#t').innerText = '查询'")),
    ("button_name", "<button aria-labelledby=w></button><i id=w></i>" + script("$('#w').html(x)")),
    ("iframe_title", "<iframe src=a></iframe>" + script("$('iframe').attr('title', '天气')")),
]
NOT_WRITTEN = [
    ("title", "<title></title>" + script("var t = document.title; if (document.title == '') f()")),
    ("title", "<script src=/jquery.min.js></script><script src=https://cdn.example/app.js></script>"),
    ("lang", script("speech.lang = 'zh-CN'; f(document.documentElement)")),
    ("lang", "<script src=/jquery.min.js></script>"),
    ("image_alt", "<img src=a class=logo>" + script("$('.logo').attr('src', b)")),
    ("image_alt", "<img src=a class=logo>" + script("$('.other').attr('alt', b)")),
    ("image_alt", "<img src=a>" + script("$('img').load(f)" + " " * 500 + "banner.alt = 'x'")),
    ("image_alt", "<img src=a id=logo>" + script("x.src = 'images/logo.png'; my.logo.size = 1; x.alt = '标志'")),
    ("image_alt", "<img src=a><script src=/unread.js></script>"),
    ("form_label", "<input id=k>" + script("s.innerHTML = '<label for=\\'other\\'>词<\\/label>'; $('#k').val()")),
    ("form_label", "<input id=k>" + script("k.value = ''; $('#k')")),
    ("button_name", "<button class=go></button>" + script("$('.go').click(f)")),
    ("button_name", "<button class=text></button>" + script("x = 'text'; y.innerHTML = x; a.text = b")),
]


@pytest.mark.parametrize(("check", "html"), WRITTEN)
def test_what_a_script_writes_is_a_doubt(check: str, html: str) -> None:
    assert judge(f"a11y.{check}", "<!DOCTYPE html>" + html + TEXT).outcome == "cantTell"


@pytest.mark.parametrize(("check", "html"), NOT_WRITTEN)
def test_what_none_writes_is_a_fault(check: str, html: str) -> None:
    assert judge(f"a11y.{check}", "<!DOCTYPE html>" + html + TEXT).outcome == "failed"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$('img:not([alt])').each(function () { $(this).attr('alt', '') })", "cantTell"),
        ("function f() { return 1 }", "failed"),
        ("", "failed"),
    ],
)
def test_files_of_the_site_are_read_as_far_as_the_crawl_did(text: str, expected: str) -> None:
    html = f"<base href=/js/><script src=a.js></script><img src=a>{TEXT}"
    assert judge("a11y.image_alt", page_of(html, scripts={f"{SITE}/js/a.js": text})).outcome == expected


def test_strange_scripts_end() -> None:
    long = script("'" * 50_000 + ".a" * 50_000 + "img" * 10_000 + "documentElement" * 5_000 + "<html " * 10_000)
    assert judge("a11y.image_alt", f"<img src=a id=i class='a b'>{long}{TEXT}").outcome == "failed"
    assert judge("a11y.lang", f"{long}{TEXT}").outcome == "failed"
