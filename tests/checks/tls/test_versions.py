from __future__ import annotations

from pathlib import Path

import pytest

from core.outcome import Outcome
from tests.checks.tls.offers import offered
from tests.support.judging import judge_one

ID = "tls.versions"
NAMES = ("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3")
YES, NO = "accepted", "refused"


@pytest.mark.parametrize(
    ("said", "outcome", "warns"),
    [
        ((NO, NO, YES, YES), Outcome.PASSED, False),
        ((NO, NO, YES, NO), Outcome.PASSED, False),
        ((YES, YES, YES, NO), Outcome.PASSED, True),
        ((YES, YES, NO, NO), Outcome.FAILED, False),
        ((YES, NO, "timeout", NO), Outcome.CANT_TELL, False),
        ((NO, NO, NO, NO), Outcome.CANT_TELL, False),
    ],
)
def test_versions(tmp_path: Path, said: tuple[str, ...], outcome: Outcome, warns: bool) -> None:
    found = judge_one(ID, offered(tmp_path, versions=dict(zip(NAMES, said, strict=True))))
    assert (found.outcome, bool(found.warning)) == (outcome, warns)


def test_only_tlcp(tmp_path: Path) -> None:
    versions = dict.fromkeys(NAMES, NO)
    found = judge_one(ID, offered(tmp_path, versions=versions, certificate={}, tlcp={"spoken": True}))
    assert found.outcome is Outcome.CANT_TELL
    assert "国密" in found.message


def test_no_https(tmp_path: Path) -> None:
    assert judge_one(ID, offered(tmp_path / "1", plain=True, led=False)).outcome is Outcome.INAPPLICABLE
    assert judge_one(ID, offered(tmp_path / "2", state="no_tls")).outcome is Outcome.CANT_TELL
