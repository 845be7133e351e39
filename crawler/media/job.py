"""One inspection of the county's accounts as a value; travels as JSON. It holds no consent, only where they are."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from core.calendar import WorkingCalendar, read_calendar
from core.county import Account, Site
from core.snapshot import MEDIA, SnapshotKind, Watch
from core.snapshot.taking import account_data, read_account
from crawler.options import CrawlOptions


@dataclass(frozen=True, slots=True)
class MediaOptions:
    """How accounts are asked: days of posts wanted, other addresses of platforms' interfaces (adapter → address), and
    where consents, their key, and pictures of evidence are kept."""

    days: int
    bases: Mapping[str, str]
    vault: str
    key_file: str
    evidence: str


@dataclass(frozen=True, slots=True)
class MediaJob:
    """Accounts to ask. `folder` is where the sealed snapshot will stand; while unfinished `.partial` is added.

    `entries` are what people entered or imported, by account key; `watches` open findings to look at again; `clues` the
    unregistered accounts that people confirmed.
    """

    accounts: tuple[Account, ...]
    folder: Path
    watches: tuple[Watch, ...]
    options: CrawlOptions
    media: MediaOptions
    entries: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    calendar: WorkingCalendar | None = None
    clues: tuple[Mapping[str, str], ...] = ()

    @property
    def site(self) -> Site:
        """What stands for the site."""
        return MEDIA

    @property
    def partial(self) -> Path:
        """The folder of the snapshot in the making."""
        return self.folder.with_name(f"{self.folder.name}.partial")

    def to_json(self) -> str:
        """Serialise."""
        data = {
            "kind": SnapshotKind.MEDIA,
            "accounts": [account_data(account) for account in self.accounts],
            "folder": str(self.folder),
            "watches": [asdict(watch) for watch in self.watches],
            "options": asdict(self.options),
            "media": asdict(self.media),
            "entries": {key: list(found) for key, found in self.entries.items()},
            "calendar": self.calendar and self.calendar.to_data(),
            "clues": [dict(clue) for clue in self.clues],
        }
        return json.dumps(data, ensure_ascii=False, indent=1)


def read_media_job(text: str) -> MediaJob:
    """Inverse of `MediaJob.to_json`. Raises ValueError, KeyError or TypeError for anything else."""
    data = json.loads(text)
    return MediaJob(
        tuple(map(read_account, data["accounts"])),
        Path(data["folder"]),
        tuple(Watch(**{name: _tuple(value) for name, value in watch.items()}) for watch in data["watches"]),
        CrawlOptions.from_json(data["options"]),
        MediaOptions(**data["media"]),
        data["entries"],
        read_calendar(data["calendar"]) if data["calendar"] else None,
        tuple(data["clues"]),
    )


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
