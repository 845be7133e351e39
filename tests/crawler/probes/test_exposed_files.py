"""A short list of files is looked at, contents are compared and not kept."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crawler.probes.exposed_files import FILES, probe_exposed_files
from tests.crawler.fetch.servers import fetcher, ok
from tests.crawler.fetch.site import Reply, site

SECRET = b"APP_KEY=very-secret\nDB_PASSWORD=even-more\n"


async def all_allowed(url: str) -> bool:
    return True


async def asked(replies: dict[str, Reply]) -> tuple[dict[str, dict[str, Any]], list[str], str]:
    async with site(replies) as served, fetcher() as client:
        probe = await probe_exposed_files(client, f"{served.url}/", all_allowed)
    return {one["path"]: one for one in probe.data["files"]}, served.asked, json.dumps(dict(probe.data))


async def test_what_is_there_is_found_and_not_kept() -> None:
    files, requests, stored = await asked({"/.env": ok(SECRET), "/backup.zip": ok(b"PK\x03\x04" + bytes(100))})
    assert [path for path, one in files.items() if one["found"]] == ["/.env", "/backup.zip"]
    assert (files["/.env"]["status"], files["/.env"]["control"]) == (200, 0)
    assert "secret" not in stored
    # One look at each, and one at a random name beside what was found.
    assert len(requests) == len(FILES) + 2


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/.env", b"<html>SITE=1 HOME=2</html>"),
        ("/backup.zip", b"<html>404</html>"),
        ("/.git/HEAD", b"<html>ref: refs/heads/main</html>"),
        ("/backup.sql", b"<p>INSERT INTO TABLE</p>"),
        ("/web.config", b"<configuration>other</configuration>"),
        ("/phpinfo.php", b"<p>about phpinfo()</p>"),
    ],
)
async def test_other_contents_at_such_an_address(path: str, body: bytes) -> None:
    files, _, _ = await asked({path: ok(body)})
    assert not files[path]["found"]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/.git/HEAD", b"ref: refs/heads/main\n"),
        ("/.svn/wc.db", b"SQLite format 3\x00" + bytes(20)),
        ("/.svn/entries", b"10\n\ndir\n100\n"),
        ("/backup.sql", b"-- MySQL dump 10.13\n\nCREATE TABLE a (b int);"),
        ("/web.config", b"<?xml?><configuration>\n<connectionStrings/></configuration>"),
        ("/actuator/env", b'{"activeProfiles":[],"propertySources":[]}'),
        ("/wwwroot.rar", b"Rar!\x1a\x07\x01\x00"),
    ],
)
async def test_what_each_begins_with(path: str, body: bytes) -> None:
    files, _, _ = await asked({path: ok(body)})
    assert files[path]["found"]


async def test_a_server_that_gives_the_same_to_everybody() -> None:
    async with site({}) as served, fetcher() as client:
        served.replies = _Everything(ok(b"PK\x03\x04"))
        probe = await probe_exposed_files(client, f"{served.url}/", all_allowed)
    zips = [one for one in probe.data["files"] if one["path"].endswith(".zip")]
    assert all(one["found"] and one["control"] == 200 for one in zips)


class _Everything(dict[str, Reply]):
    def __init__(self, reply: bytes) -> None:
        super().__init__()
        self._reply = reply

    def get(self, path: str, default: Any = None) -> Any:
        return self._reply


async def test_robots_are_obeyed() -> None:
    async def none_allowed(url: str) -> bool:
        return False

    async with site({}) as served, fetcher() as client:
        probe = await probe_exposed_files(client, f"{served.url}/", none_allowed)
        assert served.asked == []
    assert {one["error"] for one in probe.data["files"]} == {"robots"}
