from __future__ import annotations

from pathlib import Path

import pytest

from core.outcome import Outcome
from core.snapshot import PageKind
from tests.support.judging import judge_one
from tests.support.snapshots import HOME, SnapshotBuilder

GOOD = {"X-Content-Type-Options": "nosniff", "X-Frame-Options": "SAMEORIGIN", "Server": "nginx"}


def home(folder: Path, **headers: str) -> SnapshotBuilder:
    return SnapshotBuilder(folder).page(HOME, "<p>首页</p>", kind=PageKind.HOME, headers=headers)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, ""),
        ({"X-Frame-Options": "", "Content-Security-Policy": "frame-ancestors 'self'"}, ""),
        ({"X-Content-Type-Options": ""}, "X-Content-Type-Options"),
        ({"X-Frame-Options": ""}, "X-Frame-Options"),
        ({"Server": "nginx/1.14.0"}, "server: nginx/1.14.0"),
        ({"X-Powered-By": "PHP/5.4.16"}, "PHP/5.4.16"),
        ({"X-AspNet-Version": "4.0.30319"}, "4.0.30319"),
        ({"X-Powered-By": "ASP.NET"}, ""),
        ({"Server": "******"}, ""),
    ],
)
def test_headers_only_ever_warn(tmp_path: Path, changes: dict[str, str], words: str) -> None:
    fields = {name: value for name, value in (GOOD | changes).items() if value}
    found = judge_one("security.headers", home(tmp_path, **fields))
    assert found.outcome is Outcome.PASSED
    assert (words in found.warning) if words else found.warning == ""


@pytest.mark.parametrize(
    ("cookie", "words"),
    [
        ("JSESSIONID=secret; Path=/; HttpOnly; Secure", ""),
        ("JSESSIONID=secret; Path=/; HttpOnly", "JSESSIONID 没有 Secure"),
        ("PHPSESSID=secret", "PHPSESSID 没有 HttpOnly、Secure"),
        ("theme=dark; Path=/", ""),
    ],
)
def test_cookies(tmp_path: Path, cookie: str, words: str) -> None:
    found = judge_one("security.cookies", home(tmp_path, **{"Set-Cookie": cookie}))
    assert found.outcome is Outcome.PASSED
    assert (words in found.warning) if words else found.warning == ""
    assert "secret" not in found.message + "".join(item.excerpt for item in found.evidence)


@pytest.mark.parametrize("check_id", ["security.headers", "security.cookies"])
def test_without_home_page(tmp_path: Path, check_id: str) -> None:
    assert judge_one(check_id, SnapshotBuilder(tmp_path)).outcome is Outcome.CANT_TELL
