"""Adapter `app`: what the first bytes behind a registered download tell; what DNS says of an app's domains."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from core.county import Account
from core.snapshot import FetchStatus, Probe, Taking
from tests.crawler.media.platforms import platform
from tests.crawler.media.replay import job_of, opened, take
from tests.crawler.site import Body, serve

APK = b"PK\x03\x04" + b"\0" * 400_000
FILED = "<h1>云岭通</h1><p>备案号：滇ICP备12345678号-3A</p>"
STORE = f"<html><body>{FILED}{'<p>便民服务应用，提供办事、查询等服务。</p>' * 60}</body></html>"


def app(url: str, **changes: Any) -> Account:
    return Account(**{"platform": "移动客户端", "name": "云岭通", "unit": "县政务局", "download_url": url, **changes})


async def fetch(tmp_path: Path, answers: dict[str, Body], path: str) -> tuple[Taking, list[Probe]]:
    async with serve(answers) as site:
        one = app(path if ":" in path else site.home.rstrip("/") + path)
        if path.startswith("itms"):
            one = app(path.format(home=site.home.rstrip("/")))
        folder = await take(job_of(tmp_path, [one]))
    with opened(folder) as snapshot:
        taking = snapshot.taking(one.key)
        assert taking is not None
        return taking, list(snapshot.probes("app.download"))


async def test_an_apk_is_known_by_its_first_bytes(tmp_path: Path) -> None:
    taking, (probe,) = await fetch(tmp_path, {"/y.apk": APK}, "/y.apk")
    assert (taking.adapter, taking.status) == ("app", FetchStatus.OK_EMPTY)
    assert (probe.data["kind"], probe.data["zip"], probe.data["verdict"]) == ("apk", True, "ok")
    assert taking.covered_from is None


async def test_only_the_beginning_is_asked_for_and_all_of_it_where_that_is_refused(tmp_path: Path) -> None:
    def handle(request: web.Request, _body: bytes) -> web.Response:
        return web.Response(status=416) if "Range" in request.headers else web.Response(body=APK)

    async with platform(handle) as live:
        one = app(f"{live.base}/y.apk")
        folder = await take(job_of(tmp_path, [one]))
    assert [headers.get("Range", "").partition("-")[0] for _, _, headers, _ in live.asked] == ["bytes=0", ""]
    with opened(folder) as snapshot:
        (probe,) = snapshot.probes("app.download")
    assert probe.data["zip"] is True


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("<html><body>请下载</body></html>", {"zip": False, "html": True}),
        (web.Response(status=404, text="none"), {"verdict": "dead"}),
        (web.Response(status=403, text="no"), {"verdict": "blocked"}),
        (web.Response(status=500, text="no"), {"verdict": "server_error"}),
    ],
)
async def test_what_is_no_apk(tmp_path: Path, answer: Body, told: dict[str, object]) -> None:
    _, (probe,) = await fetch(tmp_path, {"/y.apk": answer}, "/y.apk")
    assert told.items() <= probe.data.items()


async def test_a_store_page_tells_the_filing_number(tmp_path: Path) -> None:
    _, (probe,) = await fetch(tmp_path, {"/app/1": STORE}, "/app/1")
    assert (probe.data["kind"], probe.data["filing"], probe.data["gone"]) == ("page", "滇ICP备12345678号-3A", False)


async def test_a_store_page_that_says_that_the_app_is_gone(tmp_path: Path) -> None:
    _, (probe,) = await fetch(tmp_path, {"/app/1": "<html><body><p>该应用已下架</p></body></html>"}, "/app/1")
    assert probe.data["gone"] is True


async def test_an_itms_link_is_followed_to_its_manifest(tmp_path: Path) -> None:
    link = "itms-services://?action=download-manifest&url={home}/m.plist"
    _, (probe,) = await fetch(tmp_path, {"/m.plist": "<plist><dict></dict></plist>"}, link)
    assert (probe.data["kind"], probe.data["verdict"]) == ("plist", "ok")


async def test_without_an_address_nothing_is_asked(tmp_path: Path) -> None:
    folder = await take(job_of(tmp_path, [app("")]))
    with opened(folder) as snapshot:
        assert list(snapshot.probes("app.download")) == []


async def test_domains_of_apps_are_looked_up(tmp_path: Path) -> None:
    accounts = [
        app("", domains=("localhost",)),
        app("", name="二", domains=("localhost",)),
        Account("微博", "云岭", domains=("x.example",)),
    ]
    folder = await take(job_of(tmp_path, accounts))
    with opened(folder) as snapshot:
        assert [probe.subject for probe in snapshot.probes("dns")] == ["localhost"]
        assert list(snapshot.probes("ipv6.home")) == [], "no road of our own was proven"
