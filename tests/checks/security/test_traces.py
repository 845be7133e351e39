from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.security.traces import trace_in

JAVA = "java.lang.NullPointerException\n\tat cn.demo.Web.list(Web.java:42)\n\tat cn.demo.Web.run(Web.java:7)\n"
DOTNET = (
    "[SqlException (0x80131904): 登录失败]\n   at System.Data.SqlClient.Open(Int32 x)\n   at System.Web.UI.Page.Load()"
)
PYTHON = 'Traceback (most recent call last):\n  File "/srv/a.py", line 3, in run\n  File "/srv/b.py", line 9, in go\n'
PHP = "<b>Warning</b>:  mysql_connect(): denied in <b>/var/www/html/db.php</b> on line <b>12</b><br />"
PHP_TRACE = "#0 /var/www/index.php(12): App->run()\n#1 /var/www/app.php(9): App->go()\n"
ASP = "<font face='Arial'>Microsoft OLE DB Provider for SQL Server</font> <font>error '80040e14'</font>"


@pytest.mark.parametrize("html", [JAVA, DOTNET, PYTHON, PHP, PHP_TRACE, ASP])
def test_traces(html: str) -> None:
    assert trace_in(f"<html><body><pre>{html}</pre>")


@pytest.mark.parametrize(
    "html",
    [
        "<p>关于 java.lang.NullPointerException 的说明，见 Web.java: 第 42 行</p>",
        "<p>at cn.demo.Web.list(Web.java:42) 一行表示出错位置</p>",
        "<p>如出现 ORA-00942 错误，请联系管理员</p>",
        "<script>window.onerror = function (a, b) { if (a): b; }</script>",
        "<p>请于每周一 at System. 上报</p>",
        "",
    ],
)
def test_texts_that_only_speak_of_them(html: str) -> None:
    assert trace_in(html) == ""


@given(st.text(alphabet='at Web.java:(#0 /)\n"File, line 1in <b>on', max_size=300))
def test_any_text(text: str) -> None:
    assert isinstance(trace_in(text), str)


@pytest.mark.parametrize("piece", ["at a.a", 'File "', "#0 /", "<b>Warning</b>: ", "Microsoft OLE DB Provider for "])
def test_long_hostile_pages_end(piece: str) -> None:
    # With backtracking this would not end within anybody's patience.
    assert trace_in(".java:" + piece * 40_000) == ""
