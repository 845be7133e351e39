from __future__ import annotations

import pytest

from crawler.verdicts.error_page import is_error_page


@pytest.mark.parametrize(
    "page",
    [
        "<title>HTTP Status 500 – Internal Server Error</title><h1>HTTP Status 500</h1>java.lang.NullPointerException",
        "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1>nginx</body></html>",
        "<title>系统发生错误</title><h1>模块不存在</h1><p>ThinkPHP V5</p>",
        "<html><body><h1>HTTP Status 500 - </h1><pre>java.lang.NullPointerException</pre></body></html>",
        "<title>“/”应用程序中的服务器错误。</title><p>执行当前 Web 请求期间，出现未经处理的异常。</p>",
        "<br /><b>Fatal error</b>:  Uncaught Error: Call to undefined function f() in /x.php:1",
        "<font>Microsoft OLE DB Provider for ODBC Drivers</font> <font>错误 '80004005'</font><p>/conn.asp，行 12",
        "<html><body>ORA-12541: TNS:no listener</body></html>",
        "<h3>数据库连接失败，请联系管理员</h3>",
        "Warning: mysql_connect(): Access denied for user in /x/db.php on line 8",
        "<a href='/'>首页</a><p>系统异常：null</p><p>NullPointerException at com.x.A.show(A.java:66)</p>",
        "<h1>Whitelabel Error Page</h1><div>unexpected error (type=Internal Server Error, status=500).</div>",
    ],
)
def test_servers_own_error_pages_are_known(page: str) -> None:
    assert is_error_page(page.encode())


@pytest.mark.parametrize(
    "page",
    [
        "<title>502 Bad Gateway 怎么办</title><p>检查上游服务器。</p>",
        "<title>500 Internal Server Error</title>" + "<p>关于服务器错误的说明文章。</p>" * 100,
        "<title>系统发生错误</title><p>请联系窗口办理。</p>",
        "<p>数据库错误排查说明</p>" + "<p>请逐项检查。</p>" * 100,
        "<p>数据库错误统计</p><a href='/'>返回</a>",
        "<p>常见的 Fatal error: 怎么办</p>",
        "<a href=/>首页</a><p>平台日志出现 NullPointerException at com.x.A.show(A.java:9)，技术人员已经修复。</p>",
        f"<a href=/>首页</a><p>{'故障原因已经查明，现将情况说明如下。' * 4}</p><pre>at com.x.A.show(A.java:9)</pre>",
    ],
)
def test_pages_about_errors_are_not(page: str) -> None:
    assert not is_error_page(page.encode())


@pytest.mark.parametrize("piece", ["<script>", "<title>500 ", " ", "at a.b(", "<"])
def test_hostile_pages_are_read_in_one_pass(piece: str) -> None:
    page = "<title>500 Internal Server Error</title>" + piece * (60_000 // len(piece))
    assert is_error_page(page.encode()) in (True, False)
    assert not is_error_page(("<title>500" + " " * 60_000).encode())
