from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from core.calendar import WorkingCalendar, load_calendar
from core.catalogue import CatalogueItem, shipped_catalogue
from core.county import Column, ColumnCategory, Site
from core.errors import SnapshotDamaged, SnapshotUnsealed
from core.snapshot import INDEX, WARC, Sanity, open_snapshot
from core.snapshot.manifest import NAME, read_manifest, verify_files
from tests.support.snapshots import HOME, TAKEN_AT, SnapshotBuilder

SITE = Site("k", "云岭县", HOME, scopes=("a.yunling-demo.gov.cn",), allow_private=("10.0.0.0/8",), max_pages=5)
COLUMN = Column("k", "通知公告", HOME + "tz/", ColumnCategory.NOTICES, 30, "政府办")


def sealed(folder: Path) -> Path:
    return SnapshotBuilder(folder, site=SITE, columns=[COLUMN]).seal(sanity=Sanity("inconclusive", ("原因",)))


def test_round_trip(tmp_path: Path) -> None:
    found = read_manifest(sealed(tmp_path))
    assert (found.site, found.columns, found.finished) == (SITE, (COLUMN,), TAKEN_AT)
    assert (found.sanity.sound, found.sanity.reasons) == (False, ("原因",))
    assert (tmp_path / NAME).read_text("utf-8") == found.to_json()


def test_the_calendar_is_sealed_and_read_back(tmp_path: Path) -> None:
    calendar = WorkingCalendar(frozenset({date(2026, 10, 1)}), frozenset({date(2026, 10, 10)}), {2026: "安排"})
    catalogue = (CatalogueItem("试点领域", "养老服务", columns=("养老",), levels=("县",)),)
    SnapshotBuilder(tmp_path, calendar=calendar, catalogue=catalogue).seal()
    with open_snapshot(tmp_path) as snapshot:
        assert snapshot.calendar == calendar
        assert snapshot.catalogue == catalogue


def test_a_snapshot_without_a_calendar_is_judged_by_the_shipped_one(tmp_path: Path) -> None:
    path = sealed(tmp_path) / NAME
    old = json.loads(path.read_text("utf-8"))
    del old["calendar"], old["catalogue"]
    path.write_text(json.dumps(old), "utf-8")
    with open_snapshot(tmp_path) as snapshot:
        assert snapshot.calendar == load_calendar()
        assert snapshot.catalogue == shipped_catalogue()


def test_unsealed(tmp_path: Path) -> None:
    with pytest.raises(SnapshotUnsealed, match="采集没有完成"):
        read_manifest(tmp_path)


@pytest.mark.parametrize("change", [{"format": 99}, {"site": 3}, {"finished": "yesterday"}, {"extra": 1}])
def test_foreign_manifest(tmp_path: Path, change: dict[str, object]) -> None:
    path = sealed(tmp_path) / NAME
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **change}), "utf-8")
    with pytest.raises(SnapshotDamaged, match="无法读取"):
        read_manifest(tmp_path)


@pytest.mark.parametrize("text", ["", "[]", "{}", "\xff"])
def test_no_manifest_at_all(tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_text(text, "latin-1")
    with pytest.raises(SnapshotDamaged):
        read_manifest(tmp_path)


@pytest.mark.parametrize("name", [INDEX, WARC])
def test_a_changed_byte_is_seen(tmp_path: Path, name: str) -> None:
    path = sealed(tmp_path) / name
    path.write_bytes(path.read_bytes() + b"x")
    with pytest.raises(SnapshotDamaged, match="摘要不一致"), open_snapshot(tmp_path):
        pass


def test_a_missing_file_is_seen(tmp_path: Path) -> None:
    (sealed(tmp_path) / WARC).unlink()
    with pytest.raises(SnapshotDamaged):
        verify_files(tmp_path, read_manifest(tmp_path))


def test_a_file_left_out_of_the_manifest_is_seen(tmp_path: Path) -> None:
    path = sealed(tmp_path) / NAME
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), "files": {}}), "utf-8")
    with pytest.raises(SnapshotDamaged), open_snapshot(tmp_path):
        pass
