"""The register an inspection went by, kept with it."""

from dataclasses import replace
from datetime import date

import pytest

from core.county import Account, AccountState, Column, ColumnCategory, Register, Site, Unit
from core.errors import LedgerError
from ledger.register.frozen import freeze_register, thaw_register

REGISTER = Register(
    "云岭县",
    (Unit("青石镇政府", "云岭县政府", "张三", "0000-0000000", "a@yunling-demo.gov.cn"),),
    (Site("town", "青石镇", "http://town.yunling-demo.gov.cn/", scopes=("http://a/b/",), max_pages=5, delay=0.5),),
    (Column("town", "动态", "http://town.yunling-demo.gov.cn/dt/", ColumnCategory.NEWS, 14),),
    (Account("微博", "青石发布", state=AccountState.MOVED, person="张三", phone="1", state_on=date(2026, 1, 2)),),
)


def test_what_was_kept_comes_back_without_the_people() -> None:
    kept = thaw_register(freeze_register(REGISTER), "run-1")
    unit, account = Unit("青石镇政府", "云岭县政府"), REGISTER.accounts[0].without_person()
    assert kept == replace(REGISTER, units=(unit,), accounts=(account,))
    assert "张三" not in str(freeze_register(REGISTER))


def test_what_cannot_be_read_names_the_place() -> None:
    broken = freeze_register(REGISTER)
    broken["sites"][0]["max_pages"] = "许多"
    with pytest.raises(LedgerError, match=r"run-1.*sites\.0\.max_pages"):
        thaw_register(broken, "run-1")
