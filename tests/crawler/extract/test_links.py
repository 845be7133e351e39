"""Every element that refers to an address, and what is no link."""

from datetime import date

import pytest

from core.snapshot.link import POSTED, Role
from crawler.extract import FoundLink, extract

URL = "http://www.yunling-demo.gov.cn/zwgk/index.html"
ROOT = "http://www.yunling-demo.gov.cn"


def links(html: str) -> tuple[FoundLink, ...]:
    return extract(html.encode(), "text/html", URL, date(2026, 11, 23)).links


@pytest.mark.parametrize(
    ("html", "address", "role"),
    [
        ("<a href=a.html>甲</a>", "/zwgk/a.html", Role.PAGE),
        ("<a href='../f/b.DOCX?x=1'>乙</a>", "/f/b.DOCX?x=1", Role.ATTACHMENT),
        ("<a href=/p.jpg>图</a>", "/p.jpg", Role.IMAGE),
        ("<a href=/v.mp4>片</a>", "/v.mp4", Role.MEDIA),
        ("<map><area href=/x.html alt=区></map>", "/x.html", Role.PAGE),
        ("<iframe src=/f.html></iframe>", "/f.html", Role.FRAME),
        ("<meta http-equiv=refresh content='0; URL=new.html'>", "/zwgk/new.html", Role.PAGE),
        ("<img src=/i.png>", "/i.png", Role.IMAGE),
        ("<img data-original=/lazy.png>", "/lazy.png", Role.IMAGE),
        ("<img srcset='/s,1.png 1x'>", "/s,1.png", Role.IMAGE),
        ("<picture><source srcset=/w.webp></picture>", "/w.webp", Role.IMAGE),
        ("<input type=image src=/go.gif>", "/go.gif", Role.IMAGE),
        ("<script src=/s.js></script>", "/s.js", Role.SCRIPT),
        ("<link rel=stylesheet href=/s.css>", "/s.css", Role.STYLE),
        ("<link rel='shortcut icon' href=/favicon.ico>", "/favicon.ico", Role.IMAGE),
        ("<video src=/v.mp4></video>", "/v.mp4", Role.MEDIA),
        ("<video poster=/p.jpg></video>", "/p.jpg", Role.IMAGE),
        ("<embed src=/e.swf>", "/e.swf", Role.MEDIA),
        ("<object data=/o.swf></object>", "/o.swf", Role.MEDIA),
        ("<body background=/b.jpg>", "/b.jpg", Role.IMAGE),
        ("<link rel=apple-touch-icon href=/t.png>", "/t.png", Role.IMAGE),
        ("<link rel=manifest href=/m.json>", "/m.json", Role.OTHER),
        ("<link rel=preload as=script href=/p.js>", "/p.js", Role.SCRIPT),
        ("<link rel=alternate type=application/rss+xml href=/rss.xml>", "/rss.xml", Role.OTHER),
        ("<form method=post action=/send.do></form>", "/send.do", Role.OTHER),
        ("<form><button formaction=/other.do>交</button></form>", "/other.do", Role.OTHER),
        ("<applet codebase=/lib/ archive=a.jar></applet>", "/lib/a.jar", Role.MEDIA),
        ("<object codebase=/lib/ data=a.swf></object>", "/lib/a.swf", Role.MEDIA),
        ("<svg><use xlink:href='/s.svg#a'></use></svg>", "/s.svg", Role.IMAGE),
        ("<svg><image href=/v.png /></svg>", "/v.png", Role.IMAGE),
        ("<table><tr><td background=/c.gif></table>", "/c.gif", Role.IMAGE),
        ("<p style='background: URL( &quot;/d.png&quot; )'>", "/d.png", Role.IMAGE),
        ("<style>@import '/e.css';</style>", "/e.css", Role.STYLE),
        ("<style>/* url(/no) */ a { background: url(/f.png) }</style>", "/f.png", Role.IMAGE),
        ("<video><track src=/t.vtt></video>", "/t.vtt", Role.MEDIA),
        ("<meta property=og:image content=/o.jpg>", "/o.jpg", Role.IMAGE),
        ("<meta property=og:url content=/o.html>", "/o.html", Role.OTHER),
        ("<meta name=twitter:image content=/x.jpg>", "/x.jpg", Role.IMAGE),
        ('<script type=application/ld+json>{"logo": {"url": "/l.png"}}</script>', "/l.png", Role.OTHER),
        ('<script type=application/ld+json>{"image": ["/l.png"]}</script>', "/l.png", Role.IMAGE),
        ("<img data-lazy=/lazy.png>", "/lazy.png", Role.IMAGE),
        ("<img data-src=/i.png src=/i.png>", "/i.png", Role.IMAGE),
        ("<select onchange='window.open(this.value)'><option value='" + ROOT + "/u/'>某局</select>", "/u/", Role.PAGE),
        ("<a href='javascript:window.location.href=%27/q.html%27'>去</a>", "/q.html", Role.PAGE),
        ("<div onclick=\"window.open('/w.html')\">开</div>", "/w.html", Role.PAGE),
        ("<div onclick=\"location.href='/l.html';return false\">去</div>", "/l.html", Role.PAGE),
        ("<a href=\"javascript:window.open('/j.doc')\">附件</a>", "/j.doc", Role.ATTACHMENT),
    ],
)
def test_elements_and_roles(html: str, address: str, role: Role) -> None:
    (link,) = links(html)
    assert (link.url, link.role) == (ROOT + address, role)


@pytest.mark.parametrize(
    "html",
    [
        "<a href='#top'>顶</a><a href=''>空</a><a>无</a>",
        "<a href='javascript:void(0)'>脚本</a><a href='mailto:a@yunling-demo.gov.cn'>信</a><a href='tel:12345'>电</a>",
        "<!-- <a href=/c.html>注释</a> --><template><a href=/t.html>模板</a></template>",
        "<noscript><img src=/n.png></noscript>",
        "<div id=app><a href='{{item.url}}'>{{item.title}}</a><img src='${src}'></div>",
        "<div onclick=\"location.href='/a?id='+id\">拼接</div>",
        "<div onclick='if(location.href==\"/a\")x()'>比较</div>",
        "<script type=text/template src=/t.html></script><picture><source src=/unused.png></picture>",
        "<style>@namespace svg url(http://www.w3.org/2000/svg); a { content: '/x.png' }</style>",
        '<script type=application/ld+json>{"url": 1, "name": "/x", </script>',
        "<img data-lazy=true data-src='{a: 1}'><select><option value='http://a.gov.cn/'>无脚本</select>",
        "<link rel=dns-prefetch href=//a.gov.cn><link rel=preconnect href=//a.gov.cn>",
        "<meta http-equiv=refresh content=300><link rel=canonical href=/c.html>",
        "<img src='data:image/png;base64,AAAA'>",
    ],
)
def test_what_is_no_link(html: str) -> None:
    assert links(html) == ()


def test_base_text_position_and_region() -> None:
    found = links("<base href='/b/'><nav><a href=x.html> 甲\n乙 </a></nav><a href=y.html><img src=/i.png alt=图></a>")
    assert [(f.url, f.text, f.position, f.region) for f in found] == [
        (f"{ROOT}/b/x.html", "甲 乙", 1, "nav"),
        (f"{ROOT}/b/y.html", "图", 2, ""),
        (f"{ROOT}/i.png", "图", 3, ""),
    ]


def test_a_malformed_address_is_kept_with_its_reason() -> None:
    (link,) = links("<a href='http://http://www.yunling-demo.gov.cn/'>错</a>")
    assert (link.url, link.href) == ("", "http://http://www.yunling-demo.gov.cn/")
    assert link.malformed.startswith("协议头重复")


@pytest.mark.parametrize("href", ["http://localhost/a", "http://192.168.1.9/a.doc", "http://www.example.com/"])
def test_where_an_address_leads_is_not_judged_here(href: str) -> None:
    (link,) = links(f"<a href='{href}'>某</a>")
    assert (link.url, link.malformed) == (href, "")


def test_a_mail_link_without_address_is_malformed() -> None:
    (link,) = links("<a href='mailto:'>信箱</a><a href='mailto:zfb@yunling-demo.gov.cn'>信箱</a><link href='tel:'>")
    assert (link.url, link.href, link.malformed) == ("", "mailto:", "邮箱链接没有写地址：mailto:")


def test_only_the_first_base_counts() -> None:
    assert [f.url for f in links("<base href=''><base href='/b/'><a href=x>甲</a>")] == [f"{ROOT}/zwgk/x"]


@pytest.mark.parametrize(
    ("html", "element"),
    [
        ("<form action=/f.do></form>", "form"),
        ("<form action=/f.do method=' POST '></form>", POSTED),
        ("<form method=post><button formaction=/f.do>交</button></form>", POSTED),
        ("<form method=post><input type=submit formaction=/f.do formmethod=get></form>", "input"),
        ("<form><button formaction=/f.do formmethod=post>交</button></form>", POSTED),
    ],
)
def test_what_is_posted_to_is_told_apart(html: str, element: str) -> None:
    (link,) = links(html)
    assert link.element == element
