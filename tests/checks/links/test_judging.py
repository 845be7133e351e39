"""Addresses that forms only post to: an error answer to our visit proves nothing, a host that is gone still does."""

from pathlib import Path

import pytest

from core.outcome import Outcome
from core.snapshot import POSTED, Role, Verdict
from tests.support.judging import judge_one
from tests.support.snapshots import HOME, SnapshotBuilder

TARGET = f"{HOME}send.do"


def outcome(folder: Path, verdict: Verdict, status: int, *elements: str) -> tuple[Outcome, str]:
    builder = SnapshotBuilder(folder)
    builder.resource(TARGET, verdict, status=status)
    for element in elements:
        builder.link(TARGET, Role.OTHER, element)
    observation = judge_one("link.dead", builder)
    return observation.outcome, observation.message


@pytest.mark.parametrize(
    ("verdict", "status"), [(Verdict.DEAD, 404), (Verdict.SERVER_ERROR, 500), (Verdict.CLIENT_ERROR, 400)]
)
def test_an_error_answer_to_a_visit_proves_nothing(tmp_path: Path, verdict: Verdict, status: int) -> None:
    said, message = outcome(tmp_path, verdict, status, POSTED)
    assert said is Outcome.CANT_TELL
    assert "表单" in message


def test_a_host_that_is_gone_takes_no_posts_either(tmp_path: Path) -> None:
    assert outcome(tmp_path, Verdict.DNS_GONE, 0, POSTED)[0] is Outcome.FAILED


def test_an_address_that_is_also_linked_is_judged(tmp_path: Path) -> None:
    assert outcome(tmp_path, Verdict.DEAD, 404, POSTED, "a")[0] is Outcome.FAILED
    assert outcome(tmp_path / "get", Verdict.DEAD, 404, "form")[0] is Outcome.FAILED


@pytest.mark.parametrize(("verdict", "status"), [(Verdict.SERVER_ERROR, 500), (Verdict.CLIENT_ERROR, 400)])
def test_a_form_by_get_may_want_its_fields(tmp_path: Path, verdict: Verdict, status: int) -> None:
    assert outcome(tmp_path, verdict, status, "form")[0] is Outcome.CANT_TELL
    assert outcome(tmp_path / "linked", verdict, status, "form", "a")[0] is Outcome.FAILED


def test_an_answer_is_a_pass(tmp_path: Path) -> None:
    assert outcome(tmp_path, Verdict.OK, 200, POSTED)[0] is Outcome.PASSED


@pytest.mark.parametrize(
    ("seconds", "said"), [(86_400, Outcome.CANT_TELL), (7200, Outcome.CANT_TELL), (3600, Outcome.FAILED)]
)
def test_an_outage_that_is_announced_for_long_is_waited_for(tmp_path: Path, seconds: int, said: Outcome) -> None:
    builder = SnapshotBuilder(tmp_path).link(TARGET, Role.PAGE)
    builder.resource(TARGET, Verdict.SERVER_ERROR, status=503, detail=f"HTTP 503, Retry-After {seconds} s")
    observation = judge_one("link.dead", builder)
    assert observation.outcome is said
    assert ("Retry-After" in observation.message) is (said is Outcome.CANT_TELL)
