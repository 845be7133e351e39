"""Runs one check over one snapshot, as the runner does."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from checks import Params, Registry, load_registry
from checks.runner import run_checks
from core.outcome import Observation
from core.snapshot import open_snapshot
from tests.support.snapshots import SnapshotBuilder


def judge(check_id: str, snapshot: SnapshotBuilder | Path, params: Params | None = None) -> list[Observation]:
    """All observations of one built-in check."""
    folder = snapshot.seal() if isinstance(snapshot, SnapshotBuilder) else snapshot
    registry = Registry({check_id: load_registry(()).get(check_id)})
    overrides: Mapping[str, Params] = {check_id: params} if params else {}
    with open_snapshot(folder) as opened:
        return list(run_checks(registry, opened, overrides))


def judge_one(check_id: str, snapshot: SnapshotBuilder | Path, params: Params | None = None) -> Observation:
    """The only observation of one built-in check."""
    (found,) = judge(check_id, snapshot, params)
    return found
