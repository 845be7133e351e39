"""What was done to an account's entry is kept: who, when, what; people's names and numbers are not told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import Engine

from core.county import Account, AccountState, Register
from ledger.register.history import ChangeKind, account_history
from ledger.register.plan import apply_import, apply_shrinking_import, plan_import
from ledger.register.store import load_register, save_register
from tests.ledger.moments import at

ACCOUNT = Account("微博", "云岭发布", "1234", phone="0000-1234567", opened_on=date(2019, 5, 6), domains=("a.b",))


def test_closing_is_told_with_the_day_and_the_notice(engine: Engine) -> None:
    save_register(engine, Register(accounts=(ACCOUNT,)), at(1), "甲")
    closed = replace(
        ACCOUNT,
        name="云岭融媒",
        state=AccountState.CLOSED,
        state_on=date(2026, 11, 2),
        notice_url="http://www.yunling-demo.gov.cn/gg",
        phone="0000-7654321",
    )
    plan = plan_import(engine, Register(accounts=(closed,)))
    assert plan.changed[0].changes["phone"] == ("（已填）", "（已填）")
    apply_import(engine, plan, at(2), "乙")
    assert load_register(engine).accounts == (closed,)
    added, changed = account_history(engine, "1234")
    assert (added.at, added.actor, added.change.action) == (at(1), "甲", ChangeKind.ADDED)
    assert added.change.changes["phone"] == ("", "（已填）")
    assert (changed.at, changed.actor, changed.name, changed.change.action) == (
        at(2),
        "乙",
        "云岭融媒",
        ChangeKind.CHANGED,
    )
    assert changed.change.changes == {
        "name": ("云岭发布", "云岭融媒"),
        "state": ("正常", "关停"),
        "phone": ("（已填）", "（已填）"),
        "state_on": ("", "2026-11-02"),
        "notice_url": ("", "http://www.yunling-demo.gov.cn/gg"),
    }


def test_removed_and_restored(engine: Engine) -> None:
    save_register(engine, Register(accounts=(ACCOUNT,)), at(1), "甲")
    apply_shrinking_import(engine, plan_import(engine, Register()), at(2), "乙")
    save_register(engine, Register(accounts=(ACCOUNT,)), at(3), "甲")
    save_register(engine, Register(accounts=(ACCOUNT,)), at(4), "甲")
    save_register(engine, Register(), at(5), "甲")
    save_register(engine, Register(accounts=(replace(ACCOUNT, name="新名"),)), at(6), "甲")
    told = [(row.at, row.change.action, dict(row.change.changes)) for row in account_history(engine)]
    assert told[1:] == [
        (at(2), ChangeKind.REMOVED, {}),
        (at(3), ChangeKind.RESTORED, {}),
        (at(5), ChangeKind.REMOVED, {}),
        (at(6), ChangeKind.RESTORED, {"name": ("云岭发布", "新名")}),
    ]
    assert account_history(engine, "别的") == []
