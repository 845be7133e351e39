"""Imports are shown first, never duplicate, ask twice before shrinking, and delete nothing."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from core.county import Register, Site
from core.errors import LedgerError
from ledger import tables
from ledger.audit import read_audit
from ledger.database import reading
from ledger.register.headings import Kind
from ledger.register.plan import apply_import, apply_shrinking_import, plan_import
from ledger.register.store import load_register, save_register
from ledger.register.template import EXAMPLE
from tests.ledger.moments import at

SITES = tuple(Site(f"360000000{n}", f"网站{n}", f"http://s{n}.yunling-demo.gov.cn/") for n in range(5))


def test_the_first_import_adds_everything(engine: Engine) -> None:
    plan = plan_import(engine, EXAMPLE)
    assert (len(plan.added), plan.changed, plan.removed, plan.shrinks) == (8, (), (), False)
    assert load_register(engine) == Register(), "a plan writes nothing"
    apply_import(engine, plan, at(1), "office")
    assert load_register(engine) == EXAMPLE
    (row,) = read_audit(engine)
    assert (row.action, row.actor, row.detail["sites"]) == ("register.import", "office", 1)
    assert "网站：云岭县人民政府门户网站（0000000001）" in row.detail["added"]


def test_importing_again_changes_nothing_and_a_change_is_named(engine: Engine) -> None:
    save_register(engine, EXAMPLE, at(1), "office")
    plan = plan_import(engine, EXAMPLE)
    assert (plan.added, plan.changed, plan.removed) == ((), (), ())
    renamed = replace(EXAMPLE.sites[0], name="新名称", scopes=("a", "b"), max_pages=None)
    (entry,) = plan_import(engine, replace(EXAMPLE, sites=(renamed,))).changed
    assert entry.changes["name"] == ("云岭县人民政府门户网站", "新名称")
    assert entry.changes["scopes"] == ("zwfw.yunling-demo.gov.cn", "a、b")
    assert entry.changes["max_pages"] == ("5000", "")


def test_what_is_removed_becomes_inactive_and_may_come_back(engine: Engine) -> None:
    save_register(engine, Register(sites=SITES), at(1), "office")
    plan = plan_import(engine, Register(sites=SITES[:3]))
    assert [entry.name for entry in plan.removed] == ["网站3", "网站4"]
    apply_import(engine, plan, at(2), "office")
    assert load_register(engine).sites == SITES[:3]
    with reading(engine) as connection:
        assert len(connection.execute(select(tables.site)).all()) == 5
    save_register(engine, Register(sites=SITES[::-1]), at(3), "office")
    assert load_register(engine).sites == SITES[::-1]


def test_shrinking_by_more_than_half_asks_twice(engine: Engine) -> None:
    save_register(engine, Register(sites=SITES), at(1), "office")
    plan = plan_import(engine, Register(sites=SITES[:2]))
    assert plan.shrinking == (Kind.SITES,)
    with pytest.raises(LedgerError, match="“网站”的登记将减少一半以上"):
        apply_import(engine, plan, at(2), "office")
    assert load_register(engine).sites == SITES
    apply_shrinking_import(engine, plan, at(2), "office")
    assert load_register(engine).sites == SITES[:2]
    assert read_audit(engine)[-1].action == "register.import_confirmed"


def test_a_plan_made_before_another_change_is_refused(engine: Engine) -> None:
    plan = plan_import(engine, EXAMPLE)
    save_register(engine, Register(sites=SITES), at(1), "other")
    with pytest.raises(LedgerError, match="已被更改"):
        apply_import(engine, plan, at(2), "office")


def test_a_stored_register_outlives_the_process(engine: Engine, tmp_path: Path) -> None:
    save_register(engine, EXAMPLE, at(1), "office")
    engine.dispose()
    assert load_register(engine) == EXAMPLE
