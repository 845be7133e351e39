from __future__ import annotations

from datetime import datetime

from core.clock import BEIJING
from core.finding import ACCUSING, SETTLED, Finding, FindingState, open_findings
from core.outcome import SubjectKind

AT = datetime(2026, 11, 23, tzinfo=BEIJING)


def finding(state: FindingState) -> Finding:
    return Finding("f", "a.b", "s", SubjectKind.PAGE, (), "yunling", "政府办", state, AT, AT)


def test_suspected_neither_accuses_nor_is_over() -> None:
    assert set(FindingState) - ACCUSING - SETTLED == {FindingState.SUSPECTED}
    assert not ACCUSING & SETTLED


def test_open_findings_keep_their_order() -> None:
    found = open_findings(map(finding, FindingState))
    assert [item.state.value for item in found] == ["suspected", "confirmed", "notified", "reported_fixed"]
