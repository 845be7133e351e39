"""Probe "exposed": a short fixed list of files that no website should hand out; only where its owner agreed."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from secrets import token_hex
from typing import Any
from urllib.parse import urljoin

from core.clock import Clock, beijing_now
from core.snapshot.probe import Probe
from crawler.fetch import Fetcher
from crawler.fetch.sniff import plain_head

#: Bytes of a file that are looked at. They are compared with what such a file begins with, and never stored.
_BYTES = 4096
_ZIP, _RAR = re.compile(rb"\APK\x03\x04"), re.compile(rb"\ARar!\x1a\x07")
_SQL = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:-- |/\*|SET |CREATE |INSERT |DROP ).*(?:TABLE|DATABASE|INTO)", re.I | re.S
)
#: Path, and what its contents must have.
FILES: tuple[tuple[str, re.Pattern[bytes]], ...] = (
    ("/.git/HEAD", re.compile(rb"\A(?:ref: refs/|[0-9a-f]{40}\s*\Z)")),
    ("/.svn/wc.db", re.compile(rb"\ASQLite format 3\x00")),
    ("/.svn/entries", re.compile(rb"\A\d{1,2}\r?\n(?:\r?\n)?dir\b")),
    ("/.env", re.compile(rb"(?m)\A(?:#[^\n]*\n|\s)*[A-Z][A-Z0-9_]{2,40}=.*\n(?:[\s\S]*\n)?[A-Z][A-Z0-9_]{2,40}=")),
    ("/.DS_Store", re.compile(rb"\A\x00\x00\x00\x01Bud1")),
    ("/WEB-INF/web.xml", re.compile(rb"<web-app[\s>]")),
    ("/web.config", re.compile(rb"<configuration[\s>][\s\S]*<(?:system\.web|appSettings|connectionStrings)")),
    ("/phpinfo.php", re.compile(rb"<title>(?:PHP \S+ - )?phpinfo\(\)</title>")),
    ("/server-status", re.compile(rb"<title>Apache Status</title>")),
    ("/actuator/env", re.compile(rb"\A\s*\{[\s\S]*\"propertySources\"\s*:")),
    ("/backup.zip", _ZIP),
    ("/www.zip", _ZIP),
    ("/wwwroot.zip", _ZIP),
    ("/web.rar", _RAR),
    ("/wwwroot.rar", _RAR),
    ("/backup.sql", _SQL),
    ("/database.sql", _SQL),
)

Allows = Callable[[str], Awaitable[bool]]


async def probe_exposed_files(fetcher: Fetcher, home: str, allows: Allows, clock: Clock = beijing_now) -> Probe:
    """Ask for each file, and where it seems to be there for one of a random name with the same ending beside it.

    `allows` says what robots.txt permits. Data: {"files": [{"path", "status", "error", "found", "control"}]}: `found`
    when the contents are those of such a file; `control`, the random name's status when its contents are too (a server
    that gives the same to everybody proves nothing), else 0. Contents are not kept.
    """
    at = clock().isoformat()
    files = [await _ask(fetcher, home, path, signature, allows) for path, signature in FILES]
    return Probe("exposed", home, at, {"files": files})


async def _ask(fetcher: Fetcher, home: str, path: str, signature: re.Pattern[bytes], allows: Allows) -> dict[str, Any]:
    told: dict[str, Any] = {"path": path, "status": 0, "error": "", "found": False, "control": 0}
    if not await allows(urljoin(home, path)):
        return told | {"error": "robots"}
    status, error, found = await _look(fetcher, urljoin(home, path), signature)
    told |= {"status": status, "error": error, "found": found}
    if found:
        folder, name = path.rsplit("/", 1)
        beside = f"{folder}/{token_hex(8)}{name[name.rfind('.') :] if '.' in name[1:] else ''}"
        status, _, same = await _look(fetcher, urljoin(home, beside), signature)
        told["control"] = status if same else 0
    return told


async def _look(fetcher: Fetcher, url: str, signature: re.Pattern[bytes]) -> tuple[int, str, bool]:
    """Status, error, and whether the contents are such a file's. A redirect leads to something else: not followed."""
    answer = await fetcher.fetch(url, max_body=_BYTES)
    body = plain_head(answer, _BYTES) if answer.failure is None else None
    found = answer.status == 200 and signature.search(body or b"") is not None
    return answer.status, answer.failure.value if answer.failure else "", found
