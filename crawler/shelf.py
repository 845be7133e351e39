"""The shelf where a site's snapshots stand: where each is, which is whole, and which may go.

`<data_dir>/snapshots/<site>/<run>`; a run's name sorts by its start. What ends in `.partial` is not sealed.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from core.county import Site
from core.errors import SnapshotError
from core.snapshot.manifest import read_manifest
from settings import Settings


def snapshot_folder(settings: Settings, site: Site, run: str) -> Path:
    """Where a site's snapshot of one run stands."""
    return settings.data_dir / "snapshots" / re.sub(r"[^0-9A-Za-z._-]+", "_", site.key) / run


def stands(settings: Settings, run: str) -> bool:
    """Whether any site has a snapshot of that run, sealed or not."""
    return any((settings.data_dir / "snapshots").glob(f"*/{run}*"))


def sealed_snapshots(settings: Settings, site: Site) -> list[Path]:
    """A site's sealed snapshots, oldest first."""
    return [path for path in _snapshots(settings, site) if path.suffix != ".partial"]


def last_whole(snapshots: list[Path]) -> Path | None:
    """The newest snapshot, of a list from old to new, for which the whole site was to be crawled."""
    return next((path for path in reversed(snapshots) if not _since_of(path)), None)


def remove_old_snapshots(settings: Settings, site: Site) -> None:
    """Remove the oldest beyond `keep_snapshots`, but never the last whole one: the next crawl builds on it."""
    sealed = sealed_snapshots(settings, site)
    # Unfinished ones are bounded too: a site that fails every week would fill the disk.
    unfinished = [path for path in _snapshots(settings, site) if path.suffix == ".partial"]
    # However many quick looks came since: what they and the next inspection build on stays.
    needed = last_whole(sealed)
    for folder in (*sealed[: -settings.keep_snapshots], *unfinished[: -settings.keep_snapshots]):
        if folder != needed:
            shutil.rmtree(folder, ignore_errors=True)


def _since_of(folder: Path) -> str:
    try:
        return read_manifest(folder).since
    except SnapshotError:
        return ""  # whoever opens it says what is wrong with it


def _snapshots(settings: Settings, site: Site) -> list[Path]:
    return sorted(path for path in snapshot_folder(settings, site, "x").parent.glob("*") if path.is_dir())
