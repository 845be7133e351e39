from __future__ import annotations

from pathlib import Path

import pytest

from core.county import Site
from core.outcome import BY_PERSON, Outcome, Source
from core.snapshot import PageKind, Role
from tests.support.judging import judge
from tests.support.snapshots import HOME, SnapshotBuilder

ID = "security.mixed_content"
PLAIN_HOME = HOME.replace("https:", "http:")


def site(folder: Path, *links: tuple[str, Role], home: str = "<p>首页</p>", **headers: str) -> SnapshotBuilder:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    builder = SnapshotBuilder(folder).page(HOME, home, kind=PageKind.HOME, headers=named)
    for target, role in links:
        builder.link(target, role=role, samples=(Source(HOME),))
    return builder


@pytest.mark.parametrize(
    ("role", "outcome", "warns"),
    [
        (Role.SCRIPT, Outcome.FAILED, False),
        (Role.STYLE, Outcome.FAILED, False),
        (Role.FRAME, Outcome.FAILED, False),
        (Role.IMAGE, Outcome.PASSED, True),
        (Role.MEDIA, Outcome.PASSED, True),
    ],
)
def test_what_browsers_block_and_what_they_mark(tmp_path: Path, role: Role, outcome: Outcome, warns: bool) -> None:
    (found,) = judge(ID, site(tmp_path, ("http://img.yunling-demo.gov.cn/x", role)))
    assert (found.outcome, bool(found.warning), found.subject) == (outcome, warns, "img.yunling-demo.gov.cn")
    assert found.rounds == (BY_PERSON if outcome is Outcome.FAILED else 1)


@pytest.mark.parametrize(
    ("target", "role"),
    [
        ("http://other.gov.cn/", Role.PAGE),
        ("http://other.gov.cn/a.doc", Role.ATTACHMENT),
        ("https://other.gov.cn/a.js", Role.SCRIPT),
    ],
)
def test_links_that_load_nothing(tmp_path: Path, target: str, role: Role) -> None:
    assert [item.outcome for item in judge(ID, site(tmp_path, (target, role)))] == [Outcome.PASSED]


def test_a_site_that_upgrades_everything(tmp_path: Path) -> None:
    link = ("http://img.yunling-demo.gov.cn/x.js", Role.SCRIPT)
    policy = {"Content_Security_Policy": "upgrade-insecure-requests"}
    (by_header,) = judge(ID, site(tmp_path / "1", link, **policy))
    tag = '<meta http-equiv="Content-Security-Policy" content="upgrade-insecure-requests">'
    (by_tag,) = judge(ID, site(tmp_path / "2", link, home=tag))
    assert (by_header.outcome, by_tag.outcome) == (Outcome.PASSED, Outcome.PASSED)


def test_a_plain_page_s_parts_are_no_matter(tmp_path: Path) -> None:
    builder = site(tmp_path / "1")
    builder.link("http://img.yunling-demo.gov.cn/x.js", role=Role.SCRIPT, samples=(Source(PLAIN_HOME + "old.html"),))
    assert [item.outcome for item in judge(ID, builder)] == [Outcome.PASSED]


def test_a_host_suspected_before_and_seen_no_more(tmp_path: Path) -> None:
    builder = site(tmp_path).watch(ID, "img.yunling-demo.gov.cn", pages=(HOME,))
    found = {item.subject: item.outcome for item in judge(ID, builder)}
    assert found["img.yunling-demo.gov.cn"] is Outcome.PASSED


def test_a_plain_site_is_not_judged(tmp_path: Path) -> None:
    plain = Site("k", "n", PLAIN_HOME)
    found = judge(ID, SnapshotBuilder(tmp_path, site=plain).page(PLAIN_HOME, "x", kind=PageKind.HOME))
    assert [item.outcome for item in found] == [Outcome.INAPPLICABLE]
