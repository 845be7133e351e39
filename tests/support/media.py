"""Writes small sealed media snapshots straight from the contract."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from core.calendar import load_calendar
from core.clock import BEIJING
from core.county import Account
from core.snapshot import MEDIA, Manifest, Post, Probe, Resource, Sanity, SnapshotKind, Taking, Watch
from core.snapshot.taking import put_taking
from crawler.record import Recorder, seal
from crawler.record.store import put_resource, put_watches

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=BEIJING)


def before(days: float) -> datetime:
    """So many days before the inspection."""
    return NOW - timedelta(days=days)


def media_snapshot(
    folder: Path,
    accounts: Sequence[Account],
    takings: Sequence[tuple[Taking, Sequence[Post]]] = (),
    *,
    probes: Sequence[Probe] = (),
    resources: Sequence[Resource] = (),
    watches: Sequence[Watch] = (),
    sanity: Sanity | None = None,
    taken_at: datetime = NOW,
) -> Path:
    """Seal a snapshot of the accounts, asked as `takings` say."""
    recorder = Recorder(folder.with_name(f"{folder.name}.partial"), "test")
    with recorder.step():
        put_watches(recorder.db, tuple(watches))
        for taking, posts in takings:
            put_taking(recorder.db, taking, tuple(posts))
        for probe in probes:
            recorder.probe(probe)
        for resource in resources:
            put_resource(recorder.db, resource)
    manifest = Manifest(
        MEDIA,
        (),
        taken_at,
        taken_at,
        sanity or Sanity(),
        calendar=load_calendar(),
        kind=SnapshotKind.MEDIA,
        accounts=tuple(accounts),
    )
    seal(recorder, manifest, folder)
    return folder
