"""A week of the availability monitoring, invented: written into the ledger, as if visits.toml had been seen."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Engine

from core.availability import Control, SlotOutcome, Try, due_at, slots_of, whole_days
from core.county import Register, Site
from demo.plan import FOLDER, load_sites
from ledger import tables
from ledger.register.rows import site_row
from ledger.upsert import insert_new, upsert

DAYS = 7
_CONTROL = "http://control.yunling-demo.org/"
#: Within each day the first slots are those that did not simply open: night hours.
_SEEN = {
    "failed": (SlotOutcome.FAILED, "timeout", 0, "TimeoutError"),
    "own": (SlotOutcome.OWN, "dns_failed", 0, "DNS: no answer in time"),
    "unclear": (SlotOutcome.UNCLEAR, "blocked", 403, "HTTP 403"),
    "retried": (SlotOutcome.OPENED, "ok", 200, ""),
    "opened": (SlotOutcome.OPENED, "ok", 200, ""),
}


def write_visits(engine: Engine, register: Register, today: date) -> None:
    """Write the whole days before `today`; registered sites only, others' rows are left alone."""
    told = {row["id"]: row for row in tomllib.loads((FOLDER / "visits.toml").read_text("utf-8"))["site"]}
    codes = {plan.code: told[plan.id] for plan in load_sites() if plan.id in told}
    with engine.begin() as connection:
        for site in register.sites:
            insert_new(connection, tables.site, site_row(site, position=0) | {"active": False})
            if site.key in codes:
                upsert(connection, tables.availability, list(_rows(site, codes[site.key], today)))


def _rows(site: Site, told: Mapping[str, Any], today: date) -> Iterator[dict[str, Any]]:
    queue = [name for name in _SEEN for _ in range(int(told.get(name, 0)))]
    days = whole_days(today, DAYS)
    share = -(-len(queue) // DAYS)
    for number, day in enumerate(days):
        mine = queue[number * share : (number + 1) * share]
        for place, slot in enumerate(slots_of(day)):
            yield visit_row(site, slot, mine[place] if place < len(mine) else "opened")


def visit_row(site: Site, slot: str, name: str) -> dict[str, Any]:
    """A slot's row in the ledger: opened, failed, own, unclear or retried."""
    outcome, kind, status, detail = _SEEN[name]
    begun = due_at(site.key, slot)
    last = Try(begun.isoformat(), outcome, kind, status, site.home, "", detail, total_ms=60 if status else 15_000)
    first = Try(begun.isoformat(), SlotOutcome.FAILED, "refused", 0, site.home, "", "refused", total_ms=2)
    asked = outcome in (SlotOutcome.FAILED, SlotOutcome.OWN)
    return {
        "site": site.key,
        "slot": slot,
        "host": site.host,
        "worker": "demo",
        "lease_until": begun,
        "begun_at": begun,
        "ended_at": begun + timedelta(seconds=15),
        "outcome": outcome.value,
        "kind": kind,
        "status": status,
        "address": "",
        **dict.fromkeys(("dns_ms", "connect_ms", "tls_ms", "first_byte_ms"), -1),
        "total_ms": last.total_ms,
        "tries": [one.to_data() for one in ((first, last) if name == "retried" else (last,))],
        "controls": [asdict(Control(_CONTROL, outcome is SlotOutcome.FAILED))] if asked else None,
        "note": "失败后各对照目标也都打不开，属于本系统网络中断" if outcome is SlotOutcome.OWN else "",
    }
