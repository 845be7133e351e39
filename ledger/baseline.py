"""What each site looked like when it was taken as sound: the baseline that later crawls are compared with.

Taken by itself only where there is none; whatever else becomes part of it a person approves. States are JSON-able, as
`checks.security.state` makes them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, select

from checks.security.state import INTRUSION, state_of
from core.county import Site
from core.errors import UsageError
from core.outcome import Observation, Outcome
from core.snapshot import Snapshot
from ledger import tables
from ledger.audit import AuditRow, record
from ledger.database import reading
from ledger.findings.actions import Act
from ledger.register.rows import read_site
from ledger.upsert import insert_new

#: Who takes what nobody had to approve.
_SELF = "xunjian"
_TABLE, _SITE = tables.baseline, tables.site


@dataclass(frozen=True, slots=True)
class Seen:
    """A site's state as one inspection saw it."""

    site: str
    state: Mapping[str, Any]
    run: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Baseline:
    """The state in force, with when, from which inspection and by whom it was taken; `seen` is the latest state."""

    site: str
    state: Mapping[str, Any]
    taken_at: datetime
    run: str
    actor: str
    seen: Seen


def load_baseline(engine: Engine, site: str) -> Baseline | None:
    """The baseline of a site, by its key; None when there is none."""
    with reading(engine) as connection:
        return _load(connection, site)


def named_baseline(engine: Engine, name: str) -> tuple[Site, Baseline]:
    """The site of that code, host or name, and its baseline. Raises UsageError when there is none."""
    with reading(engine) as connection:
        having = select(_SITE).where(_SITE.c.key.in_(select(_TABLE.c.site))).order_by(_SITE.c.position, _SITE.c.key)
        sites = [read_site(row) for row in connection.execute(having)]
        found = [site for site in sites if name in (site.key, site.host, site.name)]
        baseline = _load(connection, found[0].key) if len(found) == 1 else None
    if baseline is None:
        known = "、".join(f"{site.key}（{site.name}）" for site in sites[:8]) or "无"
        raise UsageError(f"没有网站“{name[:80]}”的基线，或名称对应多个网站；已有基线的网站：{known}。")
    return found[0], baseline


def keep_state(engine: Engine, run: str, snapshot: Snapshot, waiting: Iterable[Observation]) -> None:
    """Keep what a sound crawl of the whole site saw.

    It becomes the baseline only where there is none and no suspicion is open; `waiting` are the observations of
    findings that nobody dismissed or waived.
    """
    if not snapshot.manifest.sanity.sound or snapshot.manifest.since:
        return
    suspected = any(item.outcome is Outcome.FAILED and item.check in INTRUSION for item in waiting)
    note_state(engine, Seen(snapshot.site.key, state_of(snapshot), run, snapshot.taken_at), sound=not suspected)


def note_state(engine: Engine, seen: Seen, *, sound: bool) -> None:
    """Keep what an inspection saw. Where there is no baseline, of the site or of a page, a sound state becomes it."""
    with engine.begin() as connection:
        now = _load(connection, seen.site)
        if now is None:
            if sound and insert_new(connection, _TABLE, _row(Baseline(*_taken(seen), seen=seen))):
                _tell(connection, Act(_SELF, seen.at), "baseline.taken", seen, sorted(seen.state["pages"]))
            return
        if seen.at < now.seen.at:
            return
        new = sorted(seen.state["pages"].keys() - now.state["pages"].keys()) if sound else []
        kept = {**now.state, "pages": {**now.state["pages"], **_pages(seen.state, new)}}
        _store(connection, replace(now, state=kept, seen=seen))
        if new:
            _tell(connection, Act(_SELF, seen.at), "baseline.taken", seen, new)


def approve(engine: Engine, site: str, act: Act, pages: Collection[str], *, embeds: bool) -> Baseline:
    """Make the latest state of these pages, and with `embeds` of all that the site embeds, the baseline.

    Raises UsageError for a page that was not seen.
    """
    with engine.begin() as connection:
        now = _load(connection, site)
        if now is None or not set(pages) <= now.seen.state["pages"].keys():
            raise UsageError("要确认的页面在最近一次巡检中没有采集到，请先巡检。")
        state = {**now.state, "pages": {**now.state["pages"], **_pages(now.seen.state, pages)}}
        if embeds:
            state |= {"embeds": now.seen.state["embeds"], "complete": now.seen.state["complete"]}
        approved = replace(now, state=state, taken_at=act.at, run=now.seen.run, actor=act.actor)
        _store(connection, approved)
        _tell(connection, act, "baseline.approved", now.seen, sorted(pages))
        return approved


def reject(engine: Engine, site: str, act: Act, reason: str) -> None:
    """Enter that a person does not accept what was seen; the baseline stays. Raises UsageError without a reason."""
    if not reason.strip():
        raise UsageError("请填写理由：不认可页面变化要留下书面理由。")
    with engine.begin() as connection:
        now = _load(connection, site)
        if now is not None:
            _tell(connection, act, "baseline.rejected", now.seen, [], reason.strip())


def _taken(seen: Seen) -> tuple[str, Mapping[str, Any], datetime, str, str]:
    return seen.site, seen.state, seen.at, seen.run, _SELF


def _pages(state: Mapping[str, Any], chosen: Collection[str]) -> dict[str, Any]:
    return {url: page for url, page in state["pages"].items() if url in chosen}


def _load(connection: Connection, site: str) -> Baseline | None:
    row = connection.execute(select(_TABLE).where(_TABLE.c.site == site)).first()
    return _read(row) if row else None


def _read(row: Row[Any]) -> Baseline:
    seen = Seen(row.site, row.seen, row.seen_run, row.seen_at)
    return Baseline(row.site, row.state, row.taken_at, row.run, row.actor, seen)


def _row(baseline: Baseline) -> dict[str, Any]:
    return {
        "site": baseline.site,
        "state": dict(baseline.state),
        "taken_at": baseline.taken_at,
        "run": baseline.run,
        "actor": baseline.actor,
        "seen": dict(baseline.seen.state),
        "seen_at": baseline.seen.at,
        "seen_run": baseline.seen.run,
    }


def _store(connection: Connection, baseline: Baseline) -> None:
    connection.execute(_TABLE.update().where(_TABLE.c.site == baseline.site).values(**_row(baseline)))


def _tell(connection: Connection, act: Act, action: str, seen: Seen, pages: list[str], note: str = "") -> None:
    detail = {"run": seen.run, "pages": pages, "note": note}
    record(connection, AuditRow(act.at, act.actor, action, seen.site, detail))
