from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.verdicts.login import MAX_LINKED, MAX_TEXT, is_login_address, means_login, shows_login
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


@given(bodies, st.text())
def test_any_page_is_judged(body: bytes, text: str) -> None:
    shows_login(look(body))
    is_login_address(f"https://www.yunling-demo.gov.cn/{text}")
    means_login([text])
