from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.verdicts.login import (
    MAX_LINKED,
    MAX_TEXT,
    is_login_address,
    means_login,
    sends_to_login,
    shows_login,
    tells_content,
)
from crawler.verdicts.sight import Sight, look
from tests.crawler.verdicts.hostile import bodies

_FORM = "<form><input type=text><input type=password></form>"


@pytest.mark.parametrize(
    "page",
    [
        _FORM,
        f"<title>统一身份认证</title><h1>用户登录</h1>{_FORM}<a href='/forgot'>忘记密码</a><p>技术支持：信息中心</p>",
        "<h1>修改密码</h1><form><input type=password><input type=password><input type=password></form>",
        f"<p>{'字' * MAX_TEXT}</p>{_FORM}",
    ],
)
def test_a_password_form_alone_is_a_login(page: str) -> None:
    assert shows_login(look(page.encode()))


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<h1>登录</h1><p>请点击登录</p>",
        "<h1>信息公开检索</h1><form action='/search'><input type=text name=q><input type=submit></form>",
        "<h1>登录说明</h1><a href='/login'>用户登录</a><a href='/register'>用户注册</a>",
        f"<p>{'县政府召开工作会议。' * 40}</p>{_FORM}",
        f"{'<li><a href=/a>通知公告第一条</a></li>' * 60}{_FORM}",
        f"<h1>网上信箱</h1><form>{'<input type=text>' * 9}<input type=password></form>",
        "<h1>账号管理</h1>" + "<input type=password>" * 4,
        f"<h1>办事指南</h1><div style='display:none'>{_FORM}</div>",
        "<h1>注册</h1><script>document.write('<input type=password>')</script>",
    ],
)
def test_pages_with_something_else_are_no_login(page: str) -> None:
    assert not shows_login(look(page.encode()))


@pytest.mark.parametrize(
    ("sight", "expected"),
    [
        (Sight(passwords=1, fields=8), True),
        (Sight(passwords=1, fields=9), False),
        (Sight(passwords=3, fields=3), True),
        (Sight(passwords=4, fields=4), False),
        (Sight(passwords=1, fields=2, lines=("字" * (MAX_TEXT + 1),)), False),
        (Sight(passwords=1, fields=2, linked=MAX_LINKED), True),
        (Sight(passwords=1, fields=2, linked=MAX_LINKED + 1), False),
    ],
)
def test_the_bounds_of_a_login(sight: Sight, expected: bool) -> None:
    assert shows_login(sight) is expected


@pytest.mark.parametrize(
    "url",
    [
        "https://www.yunling-demo.gov.cn/login",
        "https://www.yunling-demo.gov.cn/login.jsp",
        "https://www.yunling-demo.gov.cn/a/user-login/",
        "https://www.yunling-demo.gov.cn/SSO/index.html",
        "https://mail.yunling-demo.gov.cn/",
        "https://oa.yunling-demo.gov.cn/x",
    ],
)
def test_login_addresses(url: str) -> None:
    assert is_login_address(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.yunling-demo.gov.cn/",
        "https://www.yunling-demo.gov.cn/blogindex/1.html",
        "https://www.yunling-demo.gov.cn/author/1.html",
        "https://www.yunling-demo.gov.cn/cast/oasis.html",
        "https://www.yunling-demo.gov.cn/zwgk/1.html?from=/login",
        "https://www.mail-demo.gov.cn/",
        "mailto:",
        "",
    ],
)
def test_other_addresses(url: str) -> None:
    assert not is_login_address(url)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["个人中心"], True),
        (["登陆"], True),
        (["通知", "协同办公"], True),
        (["Log in"], True),
        (["政务服务平台"], True),
        (["通知公告", "政策文件"], False),
        ([""], False),
        ([], False),
    ],
)
def test_link_texts_that_announce_a_login(texts: list[str], expected: bool) -> None:
    assert means_login(texts) is expected


CODE = "<form><input placeholder=请输入手机号><input placeholder=短信验证码>{}</form>"


@pytest.mark.parametrize(
    "page",
    [
        CODE.format("<button>登录</button>"),
        CODE.format("<input type=submit value=立即登录>"),
        "<h2>手机号登录</h2><input type=tel placeholder=手机号码><input placeholder=动态码>",
        "<title>统一身份认证平台 - 云岭</title><p>登录</p><p>请使用手机扫一扫</p><img src=/qr.png>",
        "<p>微信扫码登录</p><img src=/qr.png>",
        "<h2>云岭</h2><iframe src='https://sso.yunling-demo.gov.cn/cas/login'></iframe>",
    ],
)
def test_a_login_needs_no_password(page: str) -> None:
    assert shows_login(look(page.encode()))


@pytest.mark.parametrize(
    "page",
    [
        CODE.format("<button>查询</button>"),
        CODE.format("<button>提交</button><p>登录后可查看回复</p>"),
        "<h1>登录政务服务网的方法</h1><p>打开首页，点击登录，输入手机号和验证码。</p>",
        "<p>登录</p><p>首页</p>",
        "<p>扫码关注微信</p><img src=/qr.png>",
        "<h2>云岭</h2><iframe src=/map.html></iframe>",
        f"<p>{'县政府召开工作会议。' * 40}</p>{CODE.format('<button>登录</button>')}",
    ],
)
def test_what_asks_for_a_code_or_a_scan_is_no_login(page: str) -> None:
    assert not shows_login(look(page.encode()))


@pytest.mark.parametrize(
    ("asked", "final"),
    [
        ("/a.html", "https://sso.b.gov.cn/x"),
        ("/a.html", "/cas/login?service=1"),
        ("/a.html", "https://open.weixin.qq.com/connect/qrconnect?appid=1"),
        ("/a.html", "/#/login?redirect=/a.html"),
        ("/a.html", "/user/home?returnUrl=%2Fa.html"),
    ],
)
def test_redirects_to_a_login(asked: str, final: str) -> None:
    assert sends_to_login(asked, final)


@pytest.mark.parametrize(
    ("asked", "final"),
    [
        ("/a.html", "/b.html"),
        ("/a.html", "/login-guide.htm"),
        ("/a.html", "/user/home"),
        ("/a.html", "/account.html?from=/other.html"),
        ("/cas/login", "/cas/login?lang=zh"),
    ],
)
def test_redirects_to_something_else(asked: str, final: str) -> None:
    assert not sends_to_login(asked, final)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("2026年部门预算公开", True), ("县长信箱", False), ("在线申报", False), ("用户登录", False), ("更多", False)],
)
def test_texts_that_tell_of_something_to_read(text: str, wanted: bool) -> None:
    assert tells_content(text) is wanted


@given(bodies, st.text())
def test_any_page_is_judged(body: bytes, text: str) -> None:
    shows_login(look(body))
    is_login_address(f"https://www.yunling-demo.gov.cn/{text}")
    means_login([text])
