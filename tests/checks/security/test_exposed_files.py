from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.outcome import BY_PERSON, Outcome
from tests.support.judging import judge_one
from tests.support.snapshots import HOME, SnapshotBuilder

ID = "security.exposed_files"


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({"status": 404}, Outcome.PASSED),
        ({"status": 200}, Outcome.PASSED),
        ({"status": 200, "found": True}, Outcome.FAILED),
        ({"status": 200, "found": True, "control": 200}, Outcome.CANT_TELL),
        ({"error": "timeout"}, Outcome.CANT_TELL),
        ({"error": "robots"}, Outcome.CANT_TELL),
    ],
)
def test_files(tmp_path: Path, changes: dict[str, Any], outcome: Outcome) -> None:
    one = {"path": "/.env", "status": 0, "error": "", "found": False, "control": 0, **changes}
    found = judge_one(ID, SnapshotBuilder(tmp_path).probe("exposed", HOME, {"files": [one]}))
    assert (found.outcome, found.subject) == (outcome, HOME + ".env")
    assert found.rounds == (BY_PERSON if outcome is Outcome.FAILED else 1)


def test_without_consent_nothing_is_judged(tmp_path: Path) -> None:
    found = judge_one(ID, SnapshotBuilder(tmp_path))
    assert found.outcome is Outcome.INAPPLICABLE
    assert "同意" in found.message
