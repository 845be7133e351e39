from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.verdicts.not_found import (
    MIN_HOME,
    Learnt,
    as_home,
    by_content,
    by_redirect,
    ending,
    holds_way_home,
    impossible_address,
    is_error_address,
    is_fault_address,
    is_home,
    is_suspect,
    sent_away,
    sent_to_fault,
    top_folder,
)
from crawler.verdicts.sight import Sight, look
from tests.crawler.verdicts.hostile import bodies

_SITE = "https://www.yunling-demo.gov.cn"
_NOWHERE = f"{_SITE}/xunjian-0.html"
_ABSENT = Learnt(_NOWHERE, "absent")
_FRAME = "<div>云岭县人民政府</div><div>主办：云岭县人民政府办公室</div>"


def _see(title: str, body: str) -> Sight:
    return look(f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode())


def _learnt(sight: Sight, final: str = _NOWHERE) -> Learnt:
    return Learnt(_NOWHERE, "page", final, sight.title, sight.lines, sight.digest)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("404", "<h1>页面不存在</h1>"),
        ("页面不存在", "<p>抱歉，您访问的页面不存在。</p><a href='/'>返回首页</a>"),
        ("404 Not Found", "<h1>Not Found</h1>"),
        ("云岭县人民政府 | 404", "<p>您要查看的文章已被删除</p>"),
        ("404", "<img src=404.png><a href='/'>返回首页</a>"),
        ("404", "<p>这里什么也没有，去别处看看吧</p>"),
        ("提示", "您访问的页面不存在或已被删除！<a href='/'>返回首页</a>"),
        ("提示信息", "<ul><li><a href='/a'>政务公开</a></li></ul><p>该信息尚未发布或已被删除！</p>"),
        ("系统提示", "<h2>提示信息</h2><p>该稿件已被撤回，请与网站管理员联系！</p>"),
        ("页面飞走了", "<h1>哎呀，页面飞走了~</h1><p>5秒后自动返回首页</p>"),
        ("错误", "该文档不存在或没有权限访问"),
        ("错误页面", "<h2>Sorry, the page you requested could not be found.</h2>"),
        ("友情提示", "<p>您所查看的信息已被删除或正在审核中！</p>"),
        ("", "<p>对不起，该信息不存在或者已经被管理员删除</p>"),
        ("访问出错", "<p>未找到指定的文章</p>"),
        ("错误提示", "<p>该页面不存在（404）</p>"),
        ("页面错误", "<h1>抱歉！</h1><p>您访问的网页地址不存在，可能是网址错误或页面已被移除。</p>"),
        ("", "<h1>Whitelabel Error Page</h1><p>No mapping.</p><div>error (type=Not Found, status=404).</div>"),
        ("", "<h1>Oops! That page can’t be found.</h1>"),
        ("", "文档ID不存在或栏目已关闭！"),
        ("", "No input file specified."),
        ("Error 404--Not Found", "<h2>Error 404--Not Found</h2><h3>From RFC 2068</h3><p>" + "Not here. " * 40),
        ("Apache Tomcat - Error report", "<h1>HTTP Status 404 - /x.jsp</h1><p>The resource is not available.</p>"),
        ("无法找到该页", "<h1>无法找到该页</h1>您正在搜索的页面可能已经删除、更名或暂时不可用。<p>请检查拼写。</p>"),
    ],
)
@pytest.mark.parametrize("outcome", ["absent", "unknown"])
def test_a_page_that_says_nothing_else_convicts_itself(title: str, body: str, outcome: str) -> None:
    assert by_content(_see(title, body), Learnt(_NOWHERE, outcome))


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("云岭县人民政府", f"{_FRAME}<p>您访问的页面不存在</p>"),
        ("错误提示", "<h2>404</h2><p>找不到页面</p>"),
    ],
)
def test_the_page_of_an_impossible_address_convicts(title: str, body: str) -> None:
    sight = _see(title, body)
    assert _NOWHERE in by_content(sight, _learnt(sight))


@pytest.mark.parametrize(
    "body", [f"{_FRAME}<p>您访问的页面不存在</p>", f"{_FRAME}<p>The page you requested was not found.</p>"]
)
def test_a_page_whose_only_sentence_says_so_convicts_itself(body: str) -> None:
    assert by_content(_see("云岭县人民政府", body), _ABSENT)


@pytest.mark.parametrize(
    "body",
    [
        "<p>该文件已失效</p>",
        "<h1>政府信息不存在告知书</h1><p>您申请公开的信息不存在，予以告知。</p>",
        "<h1>打开网页提示“页面不存在”怎么办</h1><p>请检查网址。页面不存在的，请来电反映。</p>",
        "<p>内容尚未发布</p>",
        "<p>没有找到符合条件的记录</p>",
        "<h1>关于印发办法的通知</h1><p>该页面不存在</p>",
        "<p>{{title}}</p><p>页面不存在</p>",
    ],
)
def test_a_document_no_longer_in_force_or_a_template_is_not_accused(body: str) -> None:
    assert not by_content(_see("云岭县人民政府", body), _ABSENT)


def test_addresses_and_times_in_the_page_do_not_matter() -> None:
    body = f"{_FRAME}<p>您访问的页面不存在</p><p>%s</p>"
    sight = _see("提示", body % "2026-03-01 10:00:01 /zwgk/1.html")
    assert by_content(sight, _learnt(_see("提示", body % "2026-03-01 10:00:02 /xunjian-0.html")))


def test_an_article_sent_to_the_front_page_is_gone_and_a_column_may_have_moved() -> None:
    assert sent_away(f"{_SITE}/art/2024/3/5/art_12_88231.html", f"{_SITE}/")
    assert not sent_away(f"{_SITE}/art/2024/3/5/art_12_88231.html", f"{_SITE}/art/")
    assert not sent_away(f"{_SITE}/zwgk/index.html", f"{_SITE}/")
    assert all(holds_way_home(f"{_SITE}/js/p7.html", f"{_SITE}{home}") for home in ("/", "/index.html"))
    entrances = (f"{_SITE}/js/index2.html", f"{_SITE}/p7.html", f"{_SITE}/js/p.html", "https://a.cn/js/p7.html")
    assert not any(holds_way_home(entrance, f"{_SITE}/") for entrance in entrances)
    assert not holds_way_home(f"{_SITE}/js/p7.html", f"{_SITE}/js/index.html")
    assert not sent_away(f"{_SITE}/20240305.html", f"{_SITE}/")
    assert not sent_away(f"{_SITE}/art/2024/art_12_88231.html", "https://www.lingnan-demo.cn/")


def test_a_redirect_to_a_page_that_says_error_is_a_fault_of_the_server() -> None:
    fault = _see("出错了", f"{_FRAME}<p>系统繁忙，请稍后再试</p>")
    assert sent_to_fault(f"{_SITE}/a.html", f"{_SITE}/error.jsp?code=1", fault)
    assert not sent_to_fault(f"{_SITE}/a.html", f"{_SITE}/errata.html", fault)
    assert not sent_to_fault(f"{_SITE}/error.jsp", f"{_SITE}/error.jsp?code=1", fault)
    assert not sent_to_fault(f"{_SITE}/a.html", f"{_SITE}/error.jsp", _see("办事指南", f"<p>{_LONG}</p>"))
    assert not is_fault_address(f"{_SITE}/errorless.html")


_LONG = "为规范网站管理，各单位应当逐页核查，及时处理打不开的链接。" * 12
_GOOD = [
    (
        "关于网站404页面设置规范的通知",
        f"<h1>关于网站404页面设置规范的通知</h1><p>访问时提示页面不存在的，应当整改。{_LONG}</p>",
    ),
    ("网站检查通报", "<h1>网站检查通报</h1><p>经查，三个链接打开后提示页面不存在，请于月底前整改。</p>"),
    ("通知公告", "<h1>通知公告</h1><p>暂无信息</p>"),
    ("政策文件", "<p>暂无内容，敬请期待</p>"),
    ("站内搜索", "<p>没有找到相关结果，请更换关键词。</p>"),
    ("站内搜索", "<form><input name=q></form><p>未找到与关键词相关的信息</p>"),
    ("停水通知", "<p>明日停水。</p>"),
    ("云岭县人民政府公告", "<p>下列文件已失效，特此公告。</p>"),
    ("404号建议的答复", "<p>您提出的建议收悉，现答复如下。</p>"),
    ("404", f"<h1>页面不存在</h1><p>{_LONG}</p>"),
    ("404", "<p>云岭县第404次常务会议召开</p>"),
    ("", ""),
]
_ERROR_PAGE = _see("云岭县人民政府", f"{_FRAME}<p>抱歉，您访问的页面不存在</p>")


@pytest.mark.parametrize(("title", "body"), _GOOD)
@pytest.mark.parametrize("learnt", [_ABSENT, Learnt(_NOWHERE, "unknown"), _learnt(_ERROR_PAGE)])
def test_look_alikes_are_not_accused(title: str, body: str, learnt: Learnt) -> None:
    assert by_content(_see(title, body), learnt) == ""


@pytest.mark.parametrize(("title", "body"), [_GOOD[index] for index in (2, 3, 4, 6, 8, 11)])
def test_pages_that_a_site_shows_for_anything_need_words_of_absence(title: str, body: str) -> None:
    sight = _see(title, body)
    assert by_content(sight, _learnt(sight)) == ""


def test_a_notice_in_the_frame_of_the_error_page_is_not_accused() -> None:
    notice = _see("云岭县人民政府", f"{_FRAME}<p>近日有群众反映部分页面不存在，我们已经修复，特此说明，感谢监督。</p>")
    assert is_suspect(notice)
    assert by_content(notice, _learnt(_ERROR_PAGE)) == ""


def test_an_article_that_quotes_the_error_page_is_not_accused() -> None:
    article = _see("云岭县人民政府", f"{_FRAME}<p>抱歉，您访问的页面不存在</p><p>{_LONG}</p>")
    assert by_content(article, _learnt(_ERROR_PAGE)) == ""


_HOME = _see("云岭县人民政府", f"<p>{'县政府召开常务会议。' * 30}</p>")
_DEEP = f"{_SITE}/zwgk/2026/1.html"


@pytest.mark.parametrize("final", [f"{_SITE}/404.html", f"{_SITE}/error/404/", f"{_SITE}/notfound.jsp"])
def test_a_redirect_to_an_error_address_convicts(final: str) -> None:
    assert by_redirect(_DEEP, final, _ERROR_PAGE, _ABSENT)
    assert by_redirect(_DEEP, final, _HOME, _learnt(_HOME, final))


def test_a_redirect_to_the_home_page_convicts_when_the_impossible_address_leads_there_too() -> None:
    assert by_redirect(_DEEP, f"{_SITE}/", _HOME, _learnt(_HOME, f"{_SITE}/"))
    assert by_redirect(_DEEP, f"{_SITE}/", None, _learnt(_HOME, f"{_SITE}/"))


@pytest.mark.parametrize(
    ("asked", "final", "learnt"),
    [
        (_DEEP, f"{_SITE}/", _ABSENT),
        (_DEEP, f"{_SITE}/", Learnt(_NOWHERE, "unknown", f"{_SITE}/")),
        (_DEEP, f"{_SITE}/", _learnt(_HOME)),
        (_DEEP, f"{_SITE}/404.html", _ABSENT),
        (_DEEP, f"{_SITE}/zwgk/2026/2.html", _learnt(_HOME, f"{_SITE}/zwgk/2026/2.html")),
        (_DEEP, _DEEP.replace("https", "http"), _learnt(_HOME, _DEEP)),
        (f"{_SITE}/", f"{_SITE}/index.html", _learnt(_HOME, f"{_SITE}/index.html")),
        (f"{_SITE}/index.jsp", f"{_SITE}/", _learnt(_HOME, f"{_SITE}/")),
        (f"{_SITE}/404.html", f"{_SITE}/", _learnt(_HOME, f"{_SITE}/")),
    ],
)
def test_other_redirects_are_not_accused(asked: str, final: str, learnt: Learnt) -> None:
    assert by_redirect(asked, final, _HOME, learnt) == ""


def test_an_error_address_alone_is_not_enough() -> None:
    assert by_redirect(_DEEP, f"{_SITE}/404.html", None, _learnt(_ERROR_PAGE, f"{_SITE}/404.html")) == ""


def test_the_home_page_for_any_address_convicts() -> None:
    assert _NOWHERE in as_home(_HOME, _learnt(_HOME))


@pytest.mark.parametrize("learnt", [_ABSENT, Learnt(_NOWHERE, "unknown", digest=_HOME.digest), _learnt(_ERROR_PAGE)])
def test_the_home_page_once_is_not_accused(learnt: Learnt) -> None:
    assert as_home(_HOME, learnt) == ""


def test_a_home_page_with_little_text_is_not_recognised() -> None:
    shell = _see("云岭县人民政府", f"<p>{'字' * (MIN_HOME - 1)}</p>")
    assert as_home(shell, _learnt(shell)) == ""


@pytest.mark.parametrize(
    ("url", "folder", "start", "end"),
    [
        (f"{_SITE}/zwgk/1.html", "", f"{_SITE}/xunjian-", ".html"),
        (f"{_SITE}/zwgk/1.html", "zwgk/", f"{_SITE}/zwgk/xunjian-", ".html"),
        (f"{_SITE}/zwgk/tz/", "zwgk/", f"{_SITE}/zwgk/xunjian-", "/"),
        (f"{_SITE}/view.jsp?t=a&id=12345#top", "app/", f"{_SITE}/view.jsp?t=a&id=9", ""),
        (f"{_SITE}/view.jsp?id=12345", "", f"{_SITE}/xunjian-", ".jsp"),
        (f"{_SITE}/view.jsp?id=12", "app/", f"{_SITE}/app/xunjian-", ".jsp"),
    ],
)
def test_impossible_addresses_have_the_shape_of_real_ones(url: str, folder: str, start: str, end: str) -> None:
    made = impossible_address(url, folder)
    assert made == impossible_address(url, folder) != url
    assert made.startswith(start)
    assert made.endswith(end)
    assert "#" not in made


def test_parts_of_addresses() -> None:
    assert [top_folder(f"{_SITE}{path}") for path in ("", "/", "/a.html", "/a/b/c.html")] == ["", "", "", "a/"]
    assert [ending(path) for path in ("/a/", "/a.html", "/a", "/a.b.c-d", "")] == ["/", ".html", "", "", ""]


@pytest.mark.parametrize("path", ["", "/", "/index.html", "/INDEX.JSP", "/cn/index.html", "/main", "/portal/"])
def test_home_addresses(path: str) -> None:
    assert is_home(_SITE + path)


@pytest.mark.parametrize("path", ["/a.html", "/zwgk/", "/a/b/index.html", "/indexes.html", "/mainland.html"])
def test_other_addresses_are_no_home(path: str) -> None:
    assert not is_home(_SITE + path)


@pytest.mark.parametrize(
    "path", ["/404", "/404.html", "/error/404.html", "/page_not_found", "/Not-Found/", "/error-404.jsp"]
)
def test_error_addresses(path: str) -> None:
    assert is_error_address(_SITE + path)


@pytest.mark.parametrize(
    "path", ["/", "/4040.html", "/t2026404.html", "/art_14041.html", "/a.html?p=/404", "/foundation.html"]
)
def test_other_addresses_are_no_error(path: str) -> None:
    assert not is_error_address(_SITE + path)


@given(bodies, bodies, st.sampled_from(["absent", "page", "unknown"]))
def test_any_page_is_judged(body: bytes, other: bytes, outcome: str) -> None:
    sight, seen = look(body), look(other)
    learnt = Learnt(_NOWHERE, outcome, _NOWHERE, seen.title, seen.lines, seen.digest)
    is_suspect(sight)
    by_content(sight, learnt)
    by_redirect(_DEEP, f"{_SITE}/404.html", sight, learnt)
    as_home(sight, learnt)


@given(st.text(alphabet="abc019/.?&=#-_%县 ", max_size=40), st.sampled_from(["", "a/"]))
def test_any_address_is_read(rest: str, folder: str) -> None:
    url = f"{_SITE}/{rest}"
    assert impossible_address(url, folder).startswith(_SITE)
    is_home(url)
    is_error_address(url)
    top_folder(url)
