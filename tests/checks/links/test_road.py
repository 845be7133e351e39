"""A crawl that heard no foreign host blames none for its silence."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from core.outcome import Observation, Outcome
from core.snapshot import Hop, Role, Verdict
from tests.support.judging import judge_one
from tests.support.snapshots import HOME, SnapshotBuilder

GONE = "https://gone.gov.cn/"
OTHER = "https://other.gov.cn/page.html"


def linked(folder: Path, verdict: Verdict, status: int = 0, target: str = GONE) -> SnapshotBuilder:
    return SnapshotBuilder(folder).resource(target, verdict, status=status).link(target, Role.PAGE)


def judged(builder: SnapshotBuilder, check: str = "link.external") -> Observation:
    return judge_one(check, builder)


@pytest.mark.parametrize("verdict", [Verdict.DNS_GONE, Verdict.REFUSED, Verdict.TIMEOUT, Verdict.TLS, Verdict.PROTOCOL])
def test_silence_of_everybody_is_laid_to_nobody(tmp_path: Path, verdict: Verdict) -> None:
    observation = judged(linked(tmp_path, verdict))
    assert observation.outcome is Outcome.CANT_TELL
    assert "不能访问外网" in observation.message
    assert "ipv4_controls" in observation.message


@pytest.mark.parametrize("status", [200, 403, 404])
def test_any_foreign_answer_proves_the_road(tmp_path: Path, status: int) -> None:
    verdict = {200: Verdict.OK, 403: Verdict.BLOCKED, 404: Verdict.DEAD}[status]
    builder = linked(tmp_path, Verdict.DNS_GONE).resource(OTHER, verdict, status=status)
    assert judged(builder).outcome is Outcome.FAILED


def test_an_answer_of_the_site_itself_proves_no_road_to_others(tmp_path: Path) -> None:
    builder = linked(tmp_path, Verdict.DNS_GONE).resource(f"{HOME}a.html", Verdict.OK, status=200)
    assert judged(builder).outcome is Outcome.CANT_TELL


def test_what_answered_with_an_error_was_not_silent(tmp_path: Path) -> None:
    assert judged(linked(tmp_path, Verdict.SERVER_ERROR, 502)).outcome is Outcome.FAILED


def test_the_own_host_is_no_foreign_one(tmp_path: Path) -> None:
    builder = linked(tmp_path, Verdict.REFUSED, target=f"{HOME}a.html")
    assert judged(builder, "link.dead").outcome is Outcome.FAILED


def test_a_way_out_of_the_site_is_a_foreign_matter(tmp_path: Path) -> None:
    left = f"{HOME}go.html"
    way = (Hop("GET", left, status=302), Hop("GET", GONE, error="DNS"))
    builder = SnapshotBuilder(tmp_path).resource(left, Verdict.DNS_GONE, hops=way).link(left, Role.PAGE)
    assert judged(builder, "link.dead").outcome is Outcome.CANT_TELL


def test_another_host_of_the_site_is_its_own(tmp_path: Path) -> None:
    builder = (
        SnapshotBuilder(tmp_path).resource(GONE, Verdict.DNS_GONE, internal=True).link(GONE, Role.PAGE, internal=True)
    )
    assert judged(builder, "link.dead").outcome is Outcome.FAILED


def test_a_name_that_can_never_exist_needs_no_road(tmp_path: Path) -> None:
    assert judged(linked(tmp_path, Verdict.DNS_GONE, target="http://www.county.invalid/")).outcome is Outcome.FAILED


@pytest.mark.parametrize(("control", "outcome"), [({"ok": True}, Outcome.FAILED), ({"ok": False}, Outcome.CANT_TELL)])
def test_controls_tell_it_in_both_ways(tmp_path: Path, control: Mapping[str, bool], outcome: Outcome) -> None:
    builder = linked(tmp_path, Verdict.TIMEOUT)
    if not control["ok"]:  # a neighbour within the same closed network
        builder.resource(OTHER, Verdict.OK, status=200)
    builder.probe("vantage", "", {"ipv4": {"controls": [control]}})
    assert judged(builder).outcome is outcome
