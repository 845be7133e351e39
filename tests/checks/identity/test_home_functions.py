"""identity.search, identity.leaving, identity.sitemap and identity.ipv6_claim over small sealed snapshots."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.outcome import Outcome, Source
from core.snapshot import FooterMarks, PageKind, Verdict
from tests.support.judging import judge_one
from tests.support.snapshots import HOME, SITE, SnapshotBuilder, facts_of

PLAIN = "<html><body><p>云岭县</p></body></html>"
AWAY = "http://shop.example.com/"


def site(folder: Path, html: str = PLAIN, **facts: Any) -> SnapshotBuilder:
    return SnapshotBuilder(folder).page(HOME, html, kind=PageKind.HOME, facts=facts_of(html, **facts))


def searched(builder: SnapshotBuilder, **data: Any) -> tuple[Outcome, int]:
    base = {
        "how": "get",
        "url": HOME + "s",
        "word": "通知",
        "verdict": "ok",
        "status": 200,
        "results": 3,
        "nothing": False,
    }
    found = judge_one("identity.search", builder.probe("search", HOME, {**base, **data}))
    assert found.evidence
    return found.outcome, found.rounds


@pytest.mark.parametrize(
    ("data", "outcome", "rounds"),
    [
        ({}, Outcome.PASSED, 1),
        ({"verdict": "dead", "status": 404}, Outcome.FAILED, 1),
        ({"verdict": "server_error", "status": 500}, Outcome.FAILED, 2),
        ({"verdict": "blocked", "status": 403}, Outcome.CANT_TELL, 1),
        ({"results": 0, "nothing": True}, Outcome.CANT_TELL, 1),
        ({"how": "post"}, Outcome.CANT_TELL, 1),
        ({"how": "robots"}, Outcome.CANT_TELL, 1),
        ({"how": "none"}, Outcome.FAILED, 1),
    ],
)
def test_search(tmp_path: Path, data: dict[str, Any], outcome: Outcome, rounds: int) -> None:
    assert searched(site(tmp_path), **data) == (outcome, rounds)


@pytest.mark.parametrize("html", ["<a href=/ss>搜 索</a>", "<div id=search></div>", "<iframe src=/top.html></iframe>"])
def test_a_search_box_may_hide(tmp_path: Path, html: str) -> None:
    assert searched(site(tmp_path, f"<html><body>{html}</body></html>"), how="none")[0] is Outcome.CANT_TELL


@pytest.mark.parametrize("check", ["identity.search", "identity.leaving"])
def test_without_a_trial_nothing_is_said(tmp_path: Path, check: str) -> None:
    assert judge_one(check, site(tmp_path)).outcome is Outcome.CANT_TELL


@pytest.mark.parametrize(
    ("target", "data", "outcome"),
    [
        (AWAY, {"notice": HOME + "a.js", "read": 1, "unread": 3}, Outcome.PASSED),
        (AWAY, {"notice": "", "read": 2, "unread": 0}, Outcome.FAILED),
        (AWAY, {"notice": "", "read": 2, "unread": 1}, Outcome.CANT_TELL),
        ("http://www.yunnan.gov.cn/", {"notice": "", "read": 2, "unread": 0}, Outcome.INAPPLICABLE),
        ("http://bszs.conac.cn/x", {"notice": "", "read": 2, "unread": 0}, Outcome.INAPPLICABLE),
        ("mailto:a@example.com", {"notice": "", "read": 2, "unread": 0}, Outcome.INAPPLICABLE),
    ],
)
def test_leaving(tmp_path: Path, target: str, data: dict[str, Any], outcome: Outcome) -> None:
    builder = site(tmp_path).link(target, internal=False).probe("leaving", HOME, data)
    assert judge_one("identity.leaving", builder).outcome is outcome


def mapped(builder: SnapshotBuilder, text: str = "网站地图") -> tuple[Outcome, int]:
    found = judge_one("identity.sitemap", builder.link(HOME + "map/", samples=[Source(HOME, text, "a")]))
    assert found.evidence
    return found.outcome, found.rounds


@pytest.mark.parametrize(
    ("html", "outcome"),
    [
        ("<a href=/a/>一</a>" * 5, Outcome.PASSED),
        ("<p>网站地图</p>", Outcome.FAILED),
        ("<div id=map></div><script>draw()</script>", Outcome.CANT_TELL),
    ],
)
def test_sitemap_page(tmp_path: Path, html: str, outcome: Outcome) -> None:
    assert mapped(site(tmp_path).page(HOME + "map/", f"<html><body>{html}</body></html>")) == (outcome, 1)


@pytest.mark.parametrize(
    ("verdict", "outcome", "rounds"),
    [(Verdict.DEAD, Outcome.FAILED, 1), (Verdict.TIMEOUT, Outcome.FAILED, 2), (Verdict.BLOCKED, Outcome.CANT_TELL, 1)],
)
def test_sitemap_that_does_not_open(tmp_path: Path, verdict: Verdict, outcome: Outcome, rounds: int) -> None:
    assert mapped(site(tmp_path).resource(HOME + "map/", verdict)) == (outcome, rounds)


def test_no_sitemap_is_the_footers_matter(tmp_path: Path) -> None:
    assert mapped(site(tmp_path), "走进云岭")[0] is Outcome.INAPPLICABLE


@pytest.mark.parametrize(
    ("answer", "outcome"), [("found", Outcome.PASSED), ("nodata", Outcome.FAILED), ("timeout", Outcome.CANT_TELL)]
)
def test_ipv6_claim(tmp_path: Path, answer: str, outcome: Outcome) -> None:
    builder = site(tmp_path, footer=FooterMarks(ipv6_statement="本网站支持IPv6"))
    builder.probe("dns", SITE.host, {"AAAA": {"outcome": answer, "addresses": []}})
    assert judge_one("identity.ipv6_claim", builder).outcome is outcome


def test_no_claim_nothing_to_hold_against_it(tmp_path: Path) -> None:
    assert judge_one("identity.ipv6_claim", site(tmp_path)).outcome is Outcome.INAPPLICABLE
