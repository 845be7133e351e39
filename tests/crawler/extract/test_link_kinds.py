"""Links by the letter of the HTML standard: what a browser would fetch or follow, and what only looks so."""

from datetime import date

import pytest

from core.snapshot import Role
from crawler.extract import FoundLink, extract

URL = "http://www.yunling-demo.gov.cn/zwgk/index.html"
ROOT = "http://www.yunling-demo.gov.cn"
LONG = "本页为测试页面，内容用于检验采集程序。" * 6


def links(html: str) -> tuple[FoundLink, ...]:
    return extract(html.encode(), "text/html; charset=utf-8", URL, date(2026, 11, 23)).links


def addresses(html: str) -> list[str]:
    return [link.url.removeprefix(ROOT) for link in links(html)]


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        # 4.2.5.3 refresh: a number first; quotes end the address; "url" may be missing
        ("<meta http-equiv=Refresh content='0;url=a.html'>", ["/zwgk/a.html"]),
        ("<meta http-equiv=refresh content='5 , URL = \"a.html\" and more'>", ["/zwgk/a.html"]),
        ("<meta http-equiv=refresh content=\"0;url='/a.html'\">", ["/a.html"]),
        ("<meta http-equiv=refresh content='.5; /a.html'>", ["/a.html"]),
        ("<meta http-equiv=refresh content='3 a.html'>", ["/zwgk/a.html"]),
        ("<meta http-equiv=refresh content='url=/a.html'>", []),
        ("<meta http-equiv=refresh content='soon; url=/a.html'>", []),
        ("<meta http-equiv=refresh content='5'><meta http-equiv=refresh content='5;'>", []),
        # 4.8.3 img, 4.8.4 srcset, 4.8.1 picture, 4.8.8 media
        ("<img srcset='a.png, b.png 2x, c,d.png 100w,'>", ["/zwgk/a.png", "/zwgk/b.png", "/zwgk/c,d.png"]),
        ("<picture><source srcset='a.webp 1x, b.webp 2x'></picture>", ["/zwgk/a.webp", "/zwgk/b.webp"]),
        ("<video><source src=/a.mp4><source src=/b.webm></video>", ["/a.mp4", "/b.webm"]),
        ("<video src=/a.mp4><source src=/never.mp4></video>", ["/a.mp4"]),
        ("<source src=/nowhere.mp4>", []),
        ("<audio><source src=/a.mp3></audio>", ["/a.mp3"]),
        ("<div data-background=/a.jpg></div><p data-bg='b.png'></p><p data-bg=dark></p>", ["/a.jpg", "/zwgk/b.png"]),
        # microdata's pictures, plug-ins' parameters
        ("<link itemprop=image href=/a.png><meta itemprop=image content=/b.png>", ["/a.png", "/b.png"]),
        ("<object><param name=movie value=/a.swf><param name=quality value=high></object>", ["/a.swf"]),
        # 4.6.7 link types
        ("<link rel='alternate stylesheet' href=/a.css title=a>", ["/a.css"]),
        ("<link rel=next href=/n.html><link rel=prev href=/p.html>", ["/n.html", "/p.html"]),
        ("<link rel=license href=/l.html><link rel=author href=mailto:a@b.cn>", ["/l.html"]),
        ("<link rel=preload as=image imagesrcset='/a.png 1x, /b.png 2x' href=/c.png>", ["/a.png", "/b.png", "/c.png"]),
        ("<link href=/no-rel.css><link rel=nonsense href=/n>", []),
        # 4.10 forms: existence only
        ("<form action=/f method=dialog></form>", []),
        ("<form><button type=button formaction=/no>x</button><button type=reset formaction=/no>x</button></form>", []),
        ("<form><button formaction=/a>x</button><input type=submit formaction=/b></form>", ["/a", "/b"]),
        ("<form><input type=text formaction=/no><input type=image src=/i.png formaction=/c></form>", ["/i.png", "/c"]),
        # 4.12 scripts, svg's own too
        ("<svg><script href=/s.js></script><script xlink:href=/t.js></script></svg>", ["/s.js", "/t.js"]),
        ("<svg><a xlink:href=/a.html><text>甲</text></a></svg>", ["/a.html"]),
        ("<svg><use href='#icon'/><use xlink:href='#icon'/></svg>", []),
        ("<svg><use href='/s.svg#icon'/></svg>", ["/s.svg"]),
        ("<script type=importmap src=/no.js></script><script type=module src=/m.js></script>", ["/m.js"]),
        (
            "<script type=module>import '/js/a.js'; import {x,\ny} from \"./b.js\"\nexport * from '../c.js'</script>",
            ["/js/a.js", "/zwgk/b.js", "/c.js"],
        ),
        (
            "<script type=module>import 'vue'; // import '/n.js'\nimport('/l.js'); x = 'import \"/n.js\"'</script>",
            [],
        ),
        ("<script>import '/js/no.js'</script>", []),
        # 2.4.3 a base moves places too
        ("<base href=/b/><a href='#x'>甲</a>", ["/b/"]),
        ("<base href=/b/><a href='#x' onclick=go()>甲</a><a href='#'>乙</a><svg><use href='#y'/></svg>", []),
        ("<base href=/zwgk/index.html><a href='#x'>甲</a>", []),
        # 16 obsolete features
        (
            "<object codebase=/lib/ archive='a.jar b.jar' data=c.swf></object>",
            ["/lib/c.swf", "/lib/a.jar", "/lib/b.jar"],
        ),
        ("<applet archive='a.jar,b.jar'></applet>", ["/zwgk/a.jar", "/zwgk/b.jar"]),
        ("<frameset><frame src=/f.html></frameset>", ["/f.html"]),
        # 4.8.5 srcdoc: relative to the page around, unless it has a base; src is then overlooked
        (
            "<iframe srcdoc='<a href=a.html>甲</a><img src=/i.png>' src=/never.html></iframe>",
            ["/zwgk/a.html", "/i.png"],
        ),
        ("<base href=/b/><iframe srcdoc='<a href=a.html>'></iframe>", ["/b/a.html"]),
        ("<base href=/b/><iframe srcdoc='<base href=c/><a href=a.html>'></iframe>", ["/b/c/a.html"]),
        ("<iframe srcdoc=\"<iframe srcdoc='<a href=a.html>'>\"></iframe>", ["/zwgk/a.html"]),
        ("<iframe srcdoc='<!-- <a href=/c> --><noscript><a href=/n></noscript>'></iframe>", []),
        ("<iframe src='about:blank'></iframe>", []),
        # metadata for machines
        ("<meta property=og:video content=/v.mp4><meta property=og:title content=/no>", ["/v.mp4"]),
        ('<script type=application/ld+json>{"itemListElement":[{"item":"/a.html","name":"/n"}]}</script>', ["/a.html"]),
        (
            '<script type=application/ld+json>{"thumbnailUrl":"/t.jpg","sameAs":["/s.html"]}</script>',
            ["/t.jpg", "/s.html"],
        ),
        ("<img src=/a.png srcset='/a.png 1x, /b.png 2x' longdesc=/long.html>", ["/a.png", "/b.png", "/long.html"]),
        # late pictures
        ("<img data-lazyload='/a.jpg' data-title='图.jpg 说明' data-link='http://a.cn/x.html'>", ["/a.jpg"]),
        ("<img src=/i.gif file=/a.jpg zoomfile='b.png' file-id=3>", ["/i.gif", "/a.jpg", "/zwgk/b.png"]),
        ("<img src=/i.gif data-original-src=b.png>", ["/i.gif", "/zwgk/b.png"]),
        ("<img data-src='loading' data-lazy=true data-image='icon:home'>", []),
    ],
)
def test_by_the_standard(html: str, wanted: list[str]) -> None:
    assert sorted(addresses(html)) == sorted(wanted)


OPENS = (
    "window.open(this.value)",
    "location.href=this.options[this.selectedIndex].value",
    "if(this.value)location=this.value;",
    "MM_jumpMenu('parent',this,0)",
    "window.open(this.options[this.options.selectedIndex].value,'_blank')",
)


@pytest.mark.parametrize("handler", OPENS)
def test_entries_of_a_list_that_opens_what_is_chosen(handler: str) -> None:
    entries = (
        "<option value=''>友情链接<option value=0>请选择<option value='#'>无<option value=/u/>甲<option value=b.html>乙"
    )
    assert addresses(f'<select onchange="{handler}">{entries}</select>') == ["/u/", "/zwgk/b.html"]


@pytest.mark.parametrize(
    "handler", ["search(this.value)", "location.href='/s?type='+this.value", "this.form.submit()", ""]
)
def test_values_that_are_no_addresses(handler: str) -> None:
    assert addresses(f'<select onchange="{handler}"><option value="a/b">甲</select>') == []


@pytest.mark.parametrize(
    "script",
    [
        'window.location.href="/a.html";',
        "location.replace('/a.html')",
        "top.location.href = '/a.html'",
        "self.location='/a.html'\nvar x = 1",
        "setTimeout(\"location.href='/a.html'\", 3000)",
        "/* location='/no.html' */ // location='/no.html'\nlocation='/a.html'",
    ],
)
def test_a_page_that_only_sends_on(script: str) -> None:
    assert addresses(f"<html><body><p>正在跳转</p><script>{script}</script></body></html>") == ["/a.html"]
    # Elsewhere it may be done at times only.
    assert addresses(f"<body><p>{LONG}</p><script>{script}</script></body>") == []


@pytest.mark.parametrize(
    "code",
    [
        "/* window.open('/a.html') */",
        "//window.open('/a.html')",
        "//location.href='/a.html'",
        "<!-- location='/a.html'",
        "return false; // location='/a.html';",
        "x('/*', 1); /* open('/a.html') */",
    ],
)
def test_remarks_in_code_are_not_run(code: str) -> None:
    assert addresses(f'<p onclick="{code}">甲</p>') == []
    assert addresses(f'<a href="javascript:{code}">甲</a>') == []
    assert addresses(f"<script>{code}</script>") == []


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("x('//', 1); open('/a.html')", "/a.html"),
        ("/* 旧 */ open('/a.html') // 新", "/a.html"),
        ("open('//www.yunling-demo.gov.cn/a.html')", "/a.html"),
        ("//旧\nlocation='/a.html'", "/a.html"),
        ("x('it\\'s /*'); location='/a.html'", "/a.html"),
        ("open('/a/*/b.html')", "/a/*/b.html"),
    ],
)
def test_what_only_looks_like_a_remark(code: str, wanted: str) -> None:
    assert addresses(f'<p onclick="{code}">甲</p>') == [wanted]


def test_what_a_loaded_page_opens() -> None:
    assert addresses(f"<body onload=\"location.href='/a.html'\">{LONG}</body>") == ["/a.html"]
    assert addresses("<script type=text/template>location='/a.html'</script>") == []


@pytest.mark.parametrize(
    ("href", "address", "reason"),
    [
        ("http:\\\\www.yunling-demo.gov.cn\\a.html", "/a.html", "反斜杠"),
        ("images\\a.html", "/zwgk/images/a.html", "反斜杠"),
        ("a b.html", "/zwgk/a%20b.html", "空格"),
        ("a.html?k=a b", "/zwgk/a.html?k=a%20b", "空格"),
        ("a\nb.html", "/zwgk/ab.html", "换行"),
    ],
)
def test_what_browsers_put_right_is_followed_and_told(href: str, address: str, reason: str) -> None:
    (link,) = links(f'<a href="{href}">甲</a>')
    assert link.url == ROOT + address
    assert link.malformed.startswith("地址中")
    assert reason in link.malformed


@pytest.mark.parametrize(
    "href", [" a.html ", "\na.html\t", "a.html#a b", "a.html?p=C:\\x", "中　文.html", "a%20b.html"]
)
def test_what_the_standard_allows_is_no_slip(href: str) -> None:
    (link,) = links(f'<a href="{href}">甲</a>')
    assert (bool(link.url), link.malformed) == (True, "")


def test_code_and_style_are_no_addresses_written_wrongly() -> None:
    found = links("<div style=\"background:url('a b.png')\" onclick=\"window.open('/c d.html')\">甲</div>")
    assert [(link.url.removeprefix(ROOT), link.malformed) for link in found] == [
        ("/zwgk/a%20b.png", ""),
        ("/c%20d.html", ""),
    ]


def test_a_space_before_the_colon_is_no_scheme() -> None:
    (link,) = links("<a href='mailto : a@yunling-demo.gov.cn'>信</a>")
    assert (link.url, link.malformed[:3]) == ("", "主机名")


@pytest.mark.parametrize("hidden", ["width=0 height=0", "width=1px height=1px", "style='display: none'"])
def test_an_image_that_only_counts_visitors_is_no_picture(hidden: str) -> None:
    assert [link.role for link in links(f"<img src=/count.php {hidden}>")] == [Role.OTHER]
    assert [link.role for link in links("<img src=/a.php width=1 height=300>")] == [Role.IMAGE]
