"""Misspelt addresses have a check of their own, and only that one."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.outcome import Outcome, Source, SubjectKind
from core.snapshot import MENDED, Role, Verdict
from tests.support.judging import judge, judge_one
from tests.support.snapshots import HOME, SnapshotBuilder

WRONG = "http://http://www.yunling-demo.gov.cn/"
OTHERS = ("link.dead", "link.image", "link.attachment", "link.external")


def built(folder: Path, target: str = WRONG, role: Role = Role.PAGE, *, internal: bool = True) -> SnapshotBuilder:
    builder = SnapshotBuilder(folder).resource(
        target, Verdict.MALFORMED, detail=f"协议头重复：{target}", internal=internal
    )
    return builder.link(target, role, internal=internal, samples=[Source(HOME, "省政府", "a")])


def test_accused_with_reason_and_place(tmp_path: Path) -> None:
    found = judge_one("link.malformed", built(tmp_path))
    assert (found.outcome, found.subject, found.kind, found.rounds) == (Outcome.FAILED, WRONG, SubjectKind.LINK, 1)
    assert found.message.startswith(f"链接“省政府”的地址有误：协议头重复：{WRONG}。")
    assert found.facets == {"place": "home", "verdict": "malformed"}
    assert found.evidence
    assert found.sources


@pytest.mark.parametrize("role", sorted(Role))
@pytest.mark.parametrize("internal", [True, False])
def test_one_target_one_finding(tmp_path: Path, role: Role, *, internal: bool) -> None:
    folder = built(tmp_path, role=role, internal=internal).seal()
    assert len(judge("link.malformed", folder)) == 1
    assert [name for name in OTHERS if judge(name, folder)] == []


def test_a_reason_that_is_not_for_officials_is_not_shown(tmp_path: Path) -> None:
    builder = SnapshotBuilder(tmp_path).resource(WRONG, Verdict.MALFORMED, detail="not an address").link(WRONG)
    assert "浏览器无法识别" in judge_one("link.malformed", builder).message


@pytest.mark.parametrize("verdict", sorted(set(Verdict) - {Verdict.MALFORMED}))
def test_well_written_addresses_are_not_its_matter(tmp_path: Path, verdict: Verdict) -> None:
    builder = SnapshotBuilder(tmp_path).resource(HOME + "a", verdict).link(HOME + "a").link(HOME + "b")
    assert judge("link.malformed", builder) == []


def test_watched_link_that_is_gone_passes(tmp_path: Path) -> None:
    builder = SnapshotBuilder(tmp_path).page(HOME).watch("link.malformed", "mailto:", pages=[HOME])
    found = judge_one("link.malformed", builder)
    assert (found.outcome, found.subject) == (Outcome.PASSED, "mailto:")


def test_silence_closes_nothing(tmp_path: Path) -> None:
    builder = SnapshotBuilder(tmp_path).page(HOME).watch("link.malformed", WRONG, pages=[HOME + "never.html"])
    assert judge("link.malformed", builder) == []


def test_still_there_stays_accused(tmp_path: Path) -> None:
    builder = built(tmp_path).page(HOME).watch("link.malformed", WRONG, pages=[HOME])
    assert judge_one("link.malformed", builder).outcome is Outcome.FAILED


def test_an_address_in_a_network_allowed_since_passes(tmp_path: Path) -> None:
    inner = "http://10.1.2.3/"
    builder = SnapshotBuilder(tmp_path).page(HOME).resource(inner, Verdict.OK, status=200).link(inner)
    found = judge_one("link.malformed", builder.watch("link.malformed", inner, pages=[HOME]))
    assert (found.outcome, found.subject) == (Outcome.PASSED, inner)


def test_what_link_dead_said_before_is_handed_over(tmp_path: Path) -> None:
    found = judge_one("link.dead", built(tmp_path).page(HOME).watch("link.dead", WRONG, pages=[HOME]))
    assert (found.outcome, found.subject) == (Outcome.PASSED, WRONG)
    assert "另一检查项" in found.message


def test_what_browsers_put_right_is_a_warning_and_no_problem(tmp_path: Path) -> None:
    written = "\\zwgk\\a.html"
    builder = SnapshotBuilder(tmp_path).resource(
        written, Verdict.MALFORMED, detail=f"地址中用了反斜杠，{MENDED}更正：{written}"
    )
    found = judge_one("link.malformed", builder.link(written))
    assert found.outcome is Outcome.PASSED
    assert "反斜杠" in found.warning


def test_an_address_that_quotes_those_words_is_still_accused(tmp_path: Path) -> None:
    written = f"http：//{MENDED}.cn"
    builder = SnapshotBuilder(tmp_path).resource(written, Verdict.MALFORMED, detail=f"协议头后用了全角冒号：{written}")
    assert judge_one("link.malformed", builder.link(written)).outcome is Outcome.FAILED
