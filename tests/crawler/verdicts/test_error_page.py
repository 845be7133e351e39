from __future__ import annotations

import pytest

from crawler.verdicts.error_page import is_error_page


@pytest.mark.parametrize(
    "page",
    [
        "<title>HTTP Status 500 – Internal Server Error</title><h1>HTTP Status 500</h1>java.lang.NullPointerException",
        "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1>nginx</body></html>",
        "<title>系统发生错误</title><h1>模块不存在</h1><p>ThinkPHP V5</p>",
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
    ],
)
def test_pages_about_errors_are_not(page: str) -> None:
    assert not is_error_page(page.encode())


@pytest.mark.parametrize("piece", ["<script>", "<title>500 ", " ", "at a.b(", "<"])
def test_hostile_pages_are_read_in_one_pass(piece: str) -> None:
    page = "<title>500 Internal Server Error</title>" + piece * (60_000 // len(piece))
    assert is_error_page(page.encode()) in (True, False)
    assert not is_error_page(("<title>500" + " " * 60_000).encode())
