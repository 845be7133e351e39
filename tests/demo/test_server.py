"""The demo's web server: virtual hosts in both families, special answers, nothing outside its folder."""

import http.client
import socket
from collections.abc import Iterator
from datetime import date

import pytest

from demo.county import DemoCounty, running_demo
from demo.server import bind

PORTAL, HEALTH, ARCHIVE = "www.yunling-demo.gov.cn", "wjj.yunling-demo.gov.cn", "dag.yunling-demo.gov.cn"


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoCounty]:
    with running_demo(tmp_path_factory.mktemp("demo"), date(2026, 11, 23)) as running:
        yield running


def _get(
    county: DemoCounty, host: str, path: str = "/", address: str = "127.0.0.21", method: str = "GET", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection(address, county.port, timeout=10)
    try:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers={"Host": f"{host}:{county.port}", **sent})
        response = connection.getresponse()
        return response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
    finally:
        connection.close()


def test_every_site_answers_on_its_own_address(county: DemoCounty) -> None:
    for number, site in enumerate(county.register.sites, 21):
        status, headers, body = _get(county, site.host, address=f"127.0.0.{number}")
        assert status == 200
        assert headers["content-type"].startswith("text/html")
        assert site.name.encode("gb18030" if site.host == ARCHIVE else "utf-8") in body


def test_ipv6_answers_but_for_the_broken_host(county: DemoCounty) -> None:
    if not county.ipv6:
        pytest.skip("this machine has no [::1]")
    assert _get(county, PORTAL, address="::1")[2] == _get(county, PORTAL)[2]
    assert _get(county, HEALTH, address="127.0.0.23")[0] == 200
    with pytest.raises((http.client.HTTPException, ConnectionError)):
        _get(county, HEALTH, address="::1")
    assert _get(county, "[::1]", address="::1")[0] == 200


def test_the_host_with_another_home_page_over_ipv6_has_nothing_else_there(county: DemoCounty) -> None:
    if not county.ipv6:
        pytest.skip("this machine has no [::1]")
    education, page = "jyj.yunling-demo.gov.cn", "/col/col110/index.html"
    assert _get(county, education, page)[0] == 200
    assert _get(county, education, address="::1")[2] != _get(county, education)[2]
    with pytest.raises((http.client.HTTPException, ConnectionError)):
        _get(county, education, page, address="::1")


def test_the_old_site_names_no_charset(county: DemoCounty) -> None:
    assert _get(county, ARCHIVE)[1]["content-type"] == "text/html"
    assert _get(county, PORTAL)[1]["content-type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/wsbs/", 404),
        ("/zt/a.html", 302),
        ("/zt/2019/", 410),
        ("/hudong/index.jsp", 500),
        ("/neiwang/", 403),
        ("/index.html", 301),
        ("/../../pyproject.toml", 404),
        ("/%2e%2e/%2e%2e/pyproject.toml", 404),
        ("/robots.txt", 200),
    ],
)
def test_special_answers(county: DemoCounty, path: str, status: int) -> None:
    assert _get(county, PORTAL, path)[0] == status


def test_redirect_without_location(county: DemoCounty) -> None:
    assert "location" not in _get(county, PORTAL, "/zt/goto.html")[1]


def test_conditional_request(county: DemoCounty) -> None:
    tag = _get(county, PORTAL)[1]["etag"]
    assert _get(county, PORTAL, If_None_Match=tag)[::2] == (304, b"")


def test_unknown_host_is_refused(county: DemoCounty) -> None:
    assert _get(county, "www.example.com")[0] == 421


def test_an_edited_file_is_served_at_once(county: DemoCounty) -> None:
    page = county.site_folder / PORTAL / "added.html"
    page.write_text("new", encoding="utf-8")
    assert _get(county, PORTAL, "/added.html")[2] == b"new"


def test_an_empty_file_says_so_to_head(county: DemoCounty) -> None:
    assert _get(county, PORTAL, "/images/ewm.png", method="HEAD")[1]["content-length"] == "0"


def test_head_may_be_refused_where_get_is_not(county: DemoCounty) -> None:
    folder = county.site_folder / PORTAL
    refusing = sorted(folder.glob("zcwj/*/*.xlsx"))
    statuses = {
        (_get(county, PORTAL, path, method="HEAD")[0], _get(county, PORTAL, path)[0])
        for path in (f"/{one.relative_to(folder).as_posix()}" for one in refusing)
    }
    assert (405, 200) in statuses


def test_a_taken_port_is_an_error_and_leaves_nothing_open() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.22", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(OSError, match="in use"):
            bind(["127.0.0.21", "127.0.0.22"], port)
        sockets, _ = bind(["127.0.0.21"], port)
        for one in sockets:
            one.close()
