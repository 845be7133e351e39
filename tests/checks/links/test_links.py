"""Every verdict, every role, and watched targets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from checks.links.wording import REASONS
from core.outcome import Outcome, Source, SubjectKind
from core.snapshot import BROKEN, TEMPORARY, Hop, PageFacts, Purpose, Role, Verdict
from tests.support.judging import judge, judge_one
from tests.support.snapshots import HOME, SnapshotBuilder

TARGET = HOME + "old/1.html"
PERHAPS = TEMPORARY | {Verdict.CLIENT_ERROR}
UNSURE = set(Verdict) - BROKEN - PERHAPS - {Verdict.OK, Verdict.PARKED}


def built(folder: Path, verdict: Verdict, status: int = 0) -> SnapshotBuilder:
    hops = [Hop(TARGET, "GET", status, "192.0.2.1")]
    return SnapshotBuilder(folder).resource(TARGET, verdict, status=status, hops=hops).link(TARGET)


def test_every_verdict_has_its_reason() -> None:
    assert set(REASONS) == set(Verdict)


@pytest.mark.parametrize("verdict", sorted(BROKEN - {Verdict.MALFORMED} | {Verdict.PARKED}))
def test_broken_fails_at_once(tmp_path: Path, verdict: Verdict) -> None:
    found = judge_one("link.dead", built(tmp_path, verdict, 404))
    assert (found.outcome, found.rounds, found.kind) == (Outcome.FAILED, 1, SubjectKind.LINK)
    assert found.facets == {"place": "home", "verdict": verdict.value}
    assert "192.0.2.1" in found.evidence[0].excerpt


@pytest.mark.parametrize("verdict", sorted(PERHAPS))
def test_perhaps_broken_needs_several_rounds(tmp_path: Path, verdict: Verdict) -> None:
    found = judge_one("link.dead", built(tmp_path, verdict))
    assert (found.outcome, found.rounds) == (Outcome.FAILED, 2)


def test_rounds_are_a_parameter(tmp_path: Path) -> None:
    assert judge_one("link.dead", built(tmp_path, Verdict.TIMEOUT), {"temporary_rounds": 3}).rounds == 3


@pytest.mark.parametrize("verdict", sorted(UNSURE))
def test_unsure_accuses_nobody(tmp_path: Path, verdict: Verdict) -> None:
    found = judge_one("link.dead", built(tmp_path, verdict, 403))
    assert found.outcome is Outcome.CANT_TELL
    assert "无法判断" in found.message


def test_never_tried(tmp_path: Path) -> None:
    found = judge_one("link.dead", SnapshotBuilder(tmp_path).link(TARGET))
    assert (found.outcome, found.evidence) == (Outcome.CANT_TELL, ())
    assert "没有检查" in found.message


def test_working_link_passes_without_sources(tmp_path: Path) -> None:
    found = judge_one("link.dead", built(tmp_path, Verdict.OK, 200))
    assert (found.outcome, found.sources, found.source_count) == (Outcome.PASSED, (), 1)


def test_message_names_anchor_and_pages(tmp_path: Path) -> None:
    samples = [Source(HOME + f"p{n}.html", " 办事\n指南 ", "a") for n in range(3)]
    builder = SnapshotBuilder(tmp_path).resource(TARGET, Verdict.DEAD, status=404).link(TARGET, samples=samples)
    found = judge_one("link.dead", builder)
    assert "链接“办事 指南”打不开" in found.message
    assert "HTTP 404" in found.message
    assert "共有 3 个页面引用该地址，例如 " + HOME + "p0.html" in found.message
    assert found.facets["place"] == "other"


def test_one_observation_per_target_over_rows(tmp_path: Path) -> None:
    many = [Source(HOME + f"p{n}.html", "长" * 60, "a") for n in range(20)]
    builder = SnapshotBuilder(tmp_path).resource(TARGET, Verdict.DEAD, status=404)
    builder.link(TARGET, Role.PAGE, "a", many, count=90).link(
        TARGET, Role.FRAME, "iframe", [Source(HOME, "", "iframe")]
    )
    found = judge_one("link.dead", builder)
    assert (found.source_count, len(found.sources)) == (91, 20)
    assert "至少有 20 个页面" in found.message
    assert "…”" in found.message


@pytest.mark.parametrize(
    ("role", "url", "expected"),
    [
        *((role, TARGET, "link.dead") for role in sorted(set(Role) - {Role.IMAGE, Role.ATTACHMENT})),
        (Role.IMAGE, TARGET, "link.image"),
        (Role.ATTACHMENT, TARGET, "link.attachment"),
        *((role, "https://other-demo.gov.cn/", "link.external") for role in sorted(Role)),
    ],
)
def test_each_link_is_judged_by_one_check(tmp_path: Path, role: Role, url: str, expected: str) -> None:
    folder = SnapshotBuilder(tmp_path).resource(url, Verdict.DEAD, status=404).link(url, role, "x").seal()
    names = ("link.dead", "link.image", "link.attachment", "link.external")
    assert [name for name in names if judge(name, folder)] == [expected]


def test_a_style_sheet_read_again_without_the_address_clears_it(tmp_path: Path) -> None:
    sheet = HOME + "a.css"
    builder = SnapshotBuilder(tmp_path).page(HOME).document(sheet, "css")
    found = judge_one("link.dead", builder.watch("link.dead", TARGET, pages=[sheet]))
    assert found.outcome is Outcome.PASSED


def test_watched_link_that_is_gone_passes(tmp_path: Path) -> None:
    builder = SnapshotBuilder(tmp_path).page(HOME).watch("link.dead", TARGET, pages=[HOME])
    found = judge_one("link.dead", builder)
    assert (found.outcome, found.subject, len(found.evidence)) == (Outcome.PASSED, TARGET, 1)
    assert "不再引用" in found.message


def test_watched_source_page_taken_down_passes(tmp_path: Path) -> None:
    source = HOME + "a.html"
    builder = SnapshotBuilder(tmp_path).resource(source, Verdict.DEAD, status=404)
    found = judge_one("link.dead", builder.watch("link.dead", TARGET, pages=[source]))
    assert (found.outcome, found.evidence[0].url) == (Outcome.PASSED, source)


def test_silence_closes_nothing(tmp_path: Path) -> None:
    cut, gone = HOME + "cut.html", HOME + "gone.html"
    builder = SnapshotBuilder(tmp_path).page(HOME).page(cut, facts=PageFacts(truncated=True))
    builder.resource(gone, Verdict.TIMEOUT)
    builder.watch("link.dead", HOME + "1", pages=[]).watch("link.dead", HOME + "2", pages=[HOME, cut])
    builder.watch("link.dead", HOME + "3", pages=[gone]).watch("link.dead", HOME + "4", pages=[HOME + "never.html"])
    builder.link("https://other-demo.gov.cn/").watch("link.dead", "https://other-demo.gov.cn/", pages=[HOME])
    assert judge("link.dead", builder) == []


@pytest.mark.parametrize(
    ("shown", "outcomes"),
    [(None, []), ({"whole": False}, []), ({"failure": "time: too long"}, []), ({}, [Outcome.PASSED])],
    ids=["no browser", "not whole", "did not open", "seen again"],
)
def test_what_only_a_browser_saw_is_gone_when_a_browser_misses_it(
    tmp_path: Path, shown: dict[str, Any] | None, outcomes: list[Outcome]
) -> None:
    builder = SnapshotBuilder(tmp_path).page(HOME).watch("link.dead", TARGET, pages=[HOME], browser=True)
    if shown is not None:
        builder.rendered(HOME, "<p>", **shown)
    assert [item.outcome for item in judge("link.dead", builder)] == outcomes


def test_a_link_that_scripts_make_is_told_as_such(tmp_path: Path) -> None:
    builder = SnapshotBuilder(tmp_path).resource(TARGET, Verdict.DEAD, status=404).link(TARGET, element="browser:a")
    assert "由页面脚本生成" in judge_one("link.dead", builder).message


def test_what_the_browser_was_refused_too_is_told_with_its_picture(tmp_path: Path) -> None:
    hops = (Hop(TARGET, "GET", 403), Hop(TARGET, "BROWSER", 403, error="HTTP 403"))
    builder = SnapshotBuilder(tmp_path).link(TARGET).resource(TARGET, Verdict.BLOCKED, status=403, hops=hops)
    found = judge_one("link.dead", builder.rendered(TARGET, failure="HTTP 403", purpose=Purpose.LINK))
    assert found.outcome is Outcome.CANT_TELL
    assert "用浏览器打开也未能看到内容" in found.message
    assert found.evidence[0].shot.startswith("shots/")
    assert "→ BROWSER" in found.evidence[0].excerpt
