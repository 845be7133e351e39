from __future__ import annotations

import pytest
from hypothesis import given

from crawler.verdicts.sight import look
from crawler.verdicts.siteless import MAX_TEXT, is_siteless
from tests.crawler.verdicts.hostile import bodies


@pytest.mark.parametrize(
    "page",
    [
        "<title>Welcome to nginx!</title><p>The nginx web server is successfully installed and working.</p>",
        "<title>Apache HTTP Server Test Page</title><p>This page is used to test the proper operation.</p>",
        "<title>IIS7</title><a href='http://x/'><img src=welcome.png></a>",
        "<title>没有找到站点</title><h1>没有找到站点</h1><p>您的请求在Web服务器中没有找到对应的站点！</p>",
        "<title>恭喜，站点创建成功！</title><p>这是默认index.html，本页面由系统自动生成</p>",
        "<title>Welcome to XAMPP</title><p>You have started XAMPP on this system.</p>",
        "<title>环境搭建成功</title><p>请删除本页后上传网站程序</p>",
        "<title>提示</title><p>该网站未根据工信部有关规定完成备案</p>",
        "<title>提示</title><p>您访问的网站已到期，请续费。</p>",
        "<title>提示</title><p>该站点已经被管理员停止运行</p>",
        "<title>Account Suspended</title><p>This account has been suspended.</p>",
    ],
)
def test_hosts_without_a_site_are_known(page: str) -> None:
    assert is_siteless(look(page.encode()))


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<title>云岭县人民政府</title><p>欢迎访问</p>",
        "<title>系统维护</title><p>网站正在升级维护，暂时停止服务。</p>",
        "<title>公告</title><p>本网站已停止服务，请访问<a href='http://x/'>新网站</a></p>",
        f"<title>公告</title><p>本网站已关闭。</p><p>{'有关事项公告如下。' * 30}</p>",
        f"<title>Welcome to nginx!</title><p>{'怎样配置服务器。' * (MAX_TEXT // 8 + 1)}</p>",
    ],
)
def test_look_alikes_are_not_accused(page: str) -> None:
    assert not is_siteless(look(page.encode()))


@given(bodies)
def test_any_page_is_judged(body: bytes) -> None:
    is_siteless(look(body))
