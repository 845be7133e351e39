from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.verdicts.challenge import is_challenge
from tests.crawler.verdicts.hostile import bodies

_RELOAD = "<html><script>document.cookie='k=1;path=/';location.reload();</script></html>"


@pytest.mark.parametrize(
    "text",
    [
        "<script>document.cookie=('__jsl_clearance=1')+';';location.href=location.pathname+location.search</script>",
        "<html><script>var arg1='38A1';function setCookie(){document.cookie='acw_sc__v2='+x;}</script></html>",
        "<html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>",
        "<html><head><title>网站防火墙</title></head><body>您的请求带有不合法参数，已被网站管理员设置拦截！</body></html>",
        "<noscript>请开启JavaScript并刷新该页.</noscript><script>go()</script>",
        "<html><head><title>WTS-WAF</title></head><body>您的访问已被拦截</body></html>",
        "<title>405</title><img src='https://errors.aliyun.com/images/TraceID.png'>很抱歉，由于您访问的URL有可能对网站造成安全威胁",
        "<title>滑动验证</title><p>请按住左侧滑块，拖动到最右边</p>",
        "<title>安全验证</title><div>向右拖动滑块填充拼图</div>",
        "<title>访问验证页面</title><button>点击按钮完成验证</button>",
        "<title>人机校验</title><p>请先完成下方的安全校验，通过验证后继续访问。</p>",
        "<title>访问拦截</title><p>您的访问请求可能存在风险，已被拦截！</p>",
        "<title>请输入验证码</title><h3>请输入验证码以继续访问</h3><form><img src=/c><input name=code></form>",
        "<title>安全验证</title><p>您的访问存在异常，请输入下方图片中的字符后继续访问。</p>",
        "<title>访问受限</title><p>您的IP地址访问受限，如有疑问请联系管理员。</p>",
        "<title>验证码</title><div id=TCaptcha></div><p>请完成验证</p>",
        "<title>人机验证</title><p>请证明您不是机器人</p>",
        "<title>正在检测浏览器</title><p>正在检测您的浏览器环境，请稍候，页面将自动跳转</p>",
        "<title>Verify you are human</title><p>Please complete the security check to access the site.</p>",
        "<title>One more step</title><p>Please complete the captcha to continue</p>",
        "<title>DDoS protection</title><p>Checking your browser before accessing the site.</p>",
        "<title>403 Forbidden</title><h1>403 Forbidden</h1>",
        _RELOAD,
    ],
)
def test_gateways_are_known(text: str) -> None:
    assert is_challenge(text.encode(), whole=True)
    assert is_challenge(text.encode("gbk"), whole=True)


@pytest.mark.parametrize(
    "text",
    [
        "<html><title>关于网站访问拦截的通知</title><body>近日有群众反映访问请求被拦截，经查已恢复。</body></html>",
        "<html><script>document.cookie='lang=zh';location.href='/zh/'</script></html>",
        "<html><title>滑块验证功能上线公告</title><body>登录时请拖动滑块完成验证，咨询电话见首页。</body></html>",
        "<html><title>安全验证</title><body>消防产品安全验证工作本周开展。</body></html>",
        "<title>验证码查询</title><p>请输入验证码查询办件进度</p><form><input name=code></form>",
        "<title>证书验证</title><form>证书编号<input name=no>验证码<input name=code></form>",
        "<title>县长信箱</title><form>标题<input>验证码<input name=code></form><p>请输入验证码</p>",
        "<title>关于网站IP访问受限的说明</title><p>近日部分用户的IP地址访问受限，现已恢复。</p>",
        "<title>访问受限空间的规定</title><p>进入受限空间作业须先通风。</p>",
        "<title>The robots.txt standard</title><p>Programs read it: 403 Forbidden is one answer.</p>",
        "<html><title>食品安全检测结果公示</title><body>检测合格。</body></html>",
        "<html><body><p>正文</p><noscript>请开启JavaScript以使用本站</noscript></body></html>",
        "<html><body>"
        + "云岭县召开工作会议。" * 80
        + "<script src='/cdn-cgi/challenge-platform/x.js'></script></body></html>",
        "",
    ],
)
def test_good_pages_are_not_taken_for_gateways(text: str) -> None:
    assert not is_challenge(text.encode(), whole=True)


def test_the_head_of_a_page_is_not_its_whole() -> None:
    assert not is_challenge(_RELOAD.encode(), whole=False)


@pytest.mark.parametrize(
    "text",
    [
        "<html><title>关于页面不存在问题的整改通报</title><body>三个链接提示页面不存在，已整改。</body></html>",
        "<html><title>通知公告</title><body>暂无信息</body></html>",
        "<html><title>安全验证</title><body>请输入密码登录。</body></html>",
        "<html><title>404 Not Found</title><body>Not Found</body></html>",
        "<html><title>网站防火墙采购公告</title><body>县信息中心采购网站防火墙一台。</body></html>",
        "<html><title>短页</title><body>停水通知</body></html>",
    ],
)
@pytest.mark.parametrize("charset", ["utf-8", "gbk"])
def test_short_good_pages_are_not_taken_for_gateways(text: str, charset: str) -> None:
    assert not is_challenge(text.encode(charset), whole=True)
    assert not is_challenge(text.encode(charset), whole=False)


@pytest.mark.parametrize("mark", ["__tst_status", "aliyunwaf_", "/cdn-cgi/challenge-platform/"])
def test_a_usual_mark_counts_only_alone(mark: str) -> None:
    script = f"<script>/*{mark}*/</script>"
    assert is_challenge(script.encode(), whole=True)
    assert not is_challenge(script.encode(), whole=False)
    assert not is_challenge((script + "县政府召开工作会议。" * 80).encode(), whole=True)


def test_a_head_cut_inside_a_character_is_read() -> None:
    head = "<title>网站防火墙</title>您的请求带有不合法参数，已被拦截".encode()
    assert is_challenge(head[:-1], whole=False)


@given(bodies, st.booleans())
def test_any_head_is_judged(head: bytes, whole: bool) -> None:
    is_challenge(head, whole)
