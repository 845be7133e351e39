"""Accounts, what people entered about them, and clues: the same on both databases, in an office's longest words."""

from dataclasses import replace
from datetime import date

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, insert, select, update

from core.county import Account, AccountState, Register, Unit
from core.finding import Event, EventKind, FindingState
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import MEDIA
from ledger import tables
from ledger.clues import ClueVerdict, JudgedClue, keep_clues, load_clues, unregistered_accounts
from ledger.findings.repository import load_findings, record_run
from ledger.media.entries import Entry, load_entries, load_mapping, save_entries, save_mapping
from ledger.register.history import account_history
from ledger.register.plan import apply_import, plan_import
from ledger.register.store import load_register
from ledger.runs import SiteRun, begin_run
from tests.ledger.moments import at, on

UNIT = "云岭县林业局"
FULL = Account(
    "微信公众号",
    "云" * 200,
    "gh_0123456789ab",
    url=f"https://weixin.example/{'长' * 400}",
    unit=UNIT,
    state=AccountState.MOVED,
    qr="http://weixin.qq.com/r/" + "x" * 300,
    certified_body=UNIT,
    opened_on=date(2020, 2, 29),
    state_on=date(2026, 3, 1),
    source="official.wechat",
    domains=("app.example.org", "云岭.政务.cn"),
    person="示例",
)


def register_of(*accounts: Account) -> Register:
    return Register("云岭县", (Unit(UNIT),), accounts=accounts)


def keep(engine: Engine, day: int, *accounts: Account) -> None:
    apply_import(engine, plan_import(engine, register_of(*accounts)), at(day), "李")


def test_migrations_end_in_the_tables_of_the_code(each_engine: Engine) -> None:
    with each_engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.metadata) == []


def test_an_account_comes_back_as_it_was_with_its_history(each_engine: Engine) -> None:
    other = Account("微博", "云岭林业", "5100000001", unit=UNIT)
    keep(each_engine, 1, FULL, other)
    renamed = replace(FULL, name="云岭林草", state=AccountState.CANCELLED)
    keep(each_engine, 2, renamed, other)
    assert load_register(each_engine).accounts == (renamed, other)
    acts = [(row.at, row.change.action.value) for row in account_history(each_engine, "云岭林草")]
    assert acts == [(at(1), "added"), (at(2), "changed")]


def test_entries_of_people_replace_each_other_by_name(each_engine: Engine) -> None:
    keep(each_engine, 1, FULL)
    post = {"kind": "post", "title": "📌通告\u2028", "published": "2026-03-01", "text": "长" * 20_000}
    first = [Entry(FULL.key, "post:1", post), Entry(FULL.key, "span:1", {"kind": "span", "first": "2026-03-01"})]
    save_entries(each_engine, first, at(1), "李", "表.xlsx")
    save_entries(each_engine, [Entry(FULL.key, "post:1", {**post, "title": "通告"})], at(2), "李", "表.xlsx")
    found = load_entries(each_engine, [FULL.key])[FULL.key]
    assert [(entry["name"], entry.get("title")) for entry in found] == [("span:1", None), ("post:1", "通告")]
    save_mapping(each_engine, "抖音导出" * 20, {"作品名称": "title"})
    assert load_mapping(each_engine, "抖音导出" * 20) == {"作品名称": "title"}


def test_the_last_word_on_a_clue_counts(each_engine: Engine) -> None:
    clue = JudgedClue(
        "0123456789ab",
        "微博",
        "云岭交警" * 20,
        "https://weibo.com/u/5199999999",
        "5199999999",
        UNIT,
        "https://www.example.org/" + "路" * 300,
        ClueVerdict.UNREGISTERED,
        "经电话核实" * 50,
        at(1),
        "李",
    )
    keep_clues(each_engine, [clue], at(1), "李")
    assert unregistered_accounts(each_engine) == (clue,)
    ours_not = replace(clue, verdict=ClueVerdict.NOT_OURS, at=at(2))
    keep_clues(each_engine, [ours_not], at(2), "李")
    assert load_clues(each_engine) == (ours_not,)
    assert unregistered_accounts(each_engine) == ()


@pytest.mark.parametrize(("hours", "state"), [(1, FindingState.SUSPECTED), (5, FindingState.CONFIRMED)])
def test_how_far_apart_an_account_was_seen_is_kept(each_engine: Engine, hours: int, state: FindingState) -> None:
    seen = Observation("media.moved", FULL.key, SubjectKind.ACCOUNT, Outcome.FAILED, "平台显示该账号已迁移。", rounds=2)
    for run, hour in (("one", 8), ("two", 8 + hours)):
        moment = at(1, hour)
        begin_run(each_engine, run, "", moment)
        record_run(each_engine, SiteRun(run, MEDIA, run, moment), [seen], lambda _: UNIT, on(1), spacing=4 * 3600)
    (finding,) = load_findings(each_engine, MEDIA.key, on(1))
    assert finding.state is state
    assert finding.events[1] == Event(EventKind.SEEN, at(1, 8 + hours), run="two", rounds=2, apart=4 * 3600)


def test_what_was_seen_before_there_was_such_a_rule_counts_as_it_did(each_engine: Engine) -> None:
    seen = Observation("media.moved", FULL.key, SubjectKind.ACCOUNT, Outcome.FAILED, "已迁移。", rounds=2)
    begin_run(each_engine, "one", "", at(1))
    record_run(each_engine, SiteRun("one", MEDIA, "one", at(1)), [seen], lambda _: UNIT, on(1))
    event = tables.finding_event
    with each_engine.begin() as connection:
        row = connection.execute(select(event)).mappings().one()
        old = {name: value for name, value in row.items() if name not in ("id", "apart")}
        connection.execute(insert(event).values({**old, "run": "two", "at": at(1, 10)}))
        connection.execute(update(event).where(event.c.run == "one").values(apart=0))
    (finding,) = load_findings(each_engine, MEDIA.key, on(1))
    assert finding.state is FindingState.CONFIRMED
