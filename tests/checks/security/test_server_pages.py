from __future__ import annotations

from pathlib import Path

import pytest

from core.outcome import BY_PERSON, Outcome
from tests.support.judging import judge_one
from tests.support.snapshots import HOME, SnapshotBuilder

NGINX = '<title>Index of /files/</title><h1>Index of /files/</h1><pre><a href="../">../</a>\n<a href="a.zip">a.zip</a>'
APACHE = (
    '<title>Index of /upload</title><table><tr><th><a href="?C=N;O=D">Name</a></th></tr>'
    '<tr><td><a href="/">Parent Directory</a></td></tr></table>'
)
IIS = '<title>www.yunling-demo.gov.cn - /upload/</title><pre><A HREF="/">[To Parent Directory]</A><br>'


@pytest.mark.parametrize(
    ("html", "outcome"),
    [
        (NGINX, Outcome.FAILED),
        (APACHE, Outcome.FAILED),
        (IIS, Outcome.FAILED),
        ("<title>Index of /files/</title><p>关于网站目录列表泄露的通知</p>", Outcome.PASSED),
        ("<title>云岭县 - 政务公开</title><a href=../>上级目录</a>", Outcome.PASSED),
        ('<title>通知公告</title><a href="../">../</a>', Outcome.PASSED),
    ],
)
def test_listings(tmp_path: Path, html: str, outcome: Outcome) -> None:
    found = judge_one("security.directory_listing", SnapshotBuilder(tmp_path).page(HOME + "files/", html))
    assert (found.outcome, found.rounds) == (outcome, BY_PERSON if outcome is Outcome.FAILED else 1)


@pytest.mark.parametrize(
    ("title", "outcome"),
    [
        ("Welcome to nginx!", Outcome.FAILED),
        ("IIS Windows Server", Outcome.FAILED),
        ("IIS7", Outcome.FAILED),
        ("Apache2 Debian Default Page: It works", Outcome.FAILED),
        ("Apache Tomcat/8.5.32", Outcome.FAILED),
        ("关于修复 Apache Tomcat/8.5.32 漏洞的通知", Outcome.PASSED),
        ("云岭县人民政府", Outcome.PASSED),
        ("", Outcome.PASSED),
    ],
)
def test_default_pages(tmp_path: Path, title: str, outcome: Outcome) -> None:
    builder = SnapshotBuilder(tmp_path).page(HOME + "x/", f"<title>{title}</title>")
    assert judge_one("security.default_page", builder).outcome is outcome
