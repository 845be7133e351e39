"""What people do to findings, what is refused, and what the audit trail says of it."""

import pytest
from sqlalchemy import Engine

from core.errors import LedgerError, TransitionRefused, UsageError
from core.finding import FindingState
from core.outcome import Outcome
from ledger.audit import read_audit
from ledger.findings.actions import Act, FindingKey, dismiss, notify, report_fixed, waive, withdraw
from ledger.findings.repository import load_findings, record_run
from ledger.runs import begin_run
from tests.ledger.moments import at, on
from tests.ledger.observations import SITE, link, site_run, unit_of

KEY = FindingKey(SITE.key, link(Outcome.FAILED).fingerprint)


@pytest.fixture
def ledger(engine: Engine) -> Engine:
    begin_run(engine, "a", "2026年第10周", at(1))
    record_run(engine, site_run("a", 1), [link(Outcome.FAILED)], unit_of, on(1))
    return engine


def test_notice_and_reply(ledger: Engine) -> None:
    notified = notify(ledger, KEY, Act("office", at(2)), on(11))
    assert (notified.state, notified.due) == (FindingState.NOTIFIED, on(11))
    replied = report_fixed(ledger, KEY, Act("unit", at(5)), "已更正")
    assert replied.state is FindingState.REPORTED_FIXED
    assert load_findings(ledger, SITE.key, on(5)) == (replied,)
    assert [(row.action, row.actor) for row in read_audit(ledger)] == [
        ("finding.notified", "office"),
        ("finding.reported_fixed", "unit"),
    ]


def test_waiving_and_taking_it_back(ledger: Engine) -> None:
    waived = waive(ledger, KEY, Act("office", at(2)), " 系统迁移 ", on(20))
    assert (waived.state, waived.waiver) == (FindingState.WAIVED, "系统迁移（office，至2026-03-20）")
    assert load_findings(ledger, SITE.key, on(21))[0].state is FindingState.CONFIRMED
    assert withdraw(ledger, KEY, Act("office", at(3)), "迁移取消").state is FindingState.CONFIRMED


def test_dismissing_ends_further_acts(ledger: Engine) -> None:
    assert dismiss(ledger, KEY, Act("office", at(2)), "外部站点限制访问").state is FindingState.DISMISSED
    with pytest.raises(TransitionRefused, match="已认定不属问题"):
        notify(ledger, KEY, Act("office", at(3)), on(11))
    assert len(read_audit(ledger)) == 1, "a refused act leaves nothing"


def test_reasons_and_days_are_required(ledger: Engine) -> None:
    act = Act("office", at(5))
    with pytest.raises(UsageError, match="理由"):
        dismiss(ledger, KEY, act, "  ")
    with pytest.raises(UsageError, match="早于"):
        notify(ledger, KEY, act, on(4))
    with pytest.raises(UsageError, match="早于"):
        waive(ledger, KEY, act, "理由", on(4))
    with pytest.raises(UsageError, match="最长一年"):
        waive(ledger, KEY, act, "理由", on(4).replace(year=2028))


def test_an_unknown_finding_is_said_plainly(ledger: Engine) -> None:
    with pytest.raises(LedgerError, match="没有编号为 feed"):
        report_fixed(ledger, FindingKey(SITE.key, "feed"), Act("unit", at(5)))
