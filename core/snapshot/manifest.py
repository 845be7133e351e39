"""manifest.json: what was crawled, when, from where, with which versions, and the digest of every file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from core.calendar import WorkingCalendar, read_calendar
from core.catalogue import CatalogueItem, read_item
from core.clock import parse_moment
from core.county import Account, Column, ColumnCategory, Site
from core.errors import SnapshotDamaged, SnapshotUnsealed
from core.snapshot.taking import account_data, read_account

FORMAT = 1
NAME = "manifest.json"


class SnapshotKind(StrEnum):
    """What a snapshot is of: one website, or the county's media accounts."""

    SITE = "site"
    MEDIA = "media"


#: Stands for the site in snapshots, findings and runs of media accounts.
MEDIA = Site("media", "政务新媒体", "media:accounts")


@dataclass(frozen=True, slots=True)
class Sanity:
    """The gate before judging. `verdict` is "ok" or "inconclusive"; `reasons` are Chinese sentences."""

    verdict: str = "ok"
    reasons: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """True when the crawl may be judged."""
        return self.verdict == "ok"


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything a judge needs besides the index and the WARC file.

    `started` and `finished` are Beijing times; `finished` is the inspection's point in time (监测时间点).
    `since` is the first day (ISO 8601) of a quick look, empty when the whole site was to be crawled.
    `absent` maps a need that this snapshot cannot serve to the reason. `files` maps names to SHA-256 (hex).
    `calendar` and `catalogue` are the holiday table and what must be published, in force at the crawl; None in
    snapshots that were sealed without them. `accounts` are those of the register, in media snapshots, without whom to
    call.
    """

    site: Site
    columns: tuple[Column, ...]
    started: datetime
    finished: datetime
    sanity: Sanity
    counts: Mapping[str, int] = field(default_factory=dict)
    absent: Mapping[str, str] = field(default_factory=dict)
    vantage: Mapping[str, Any] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    since: str = ""
    calendar: WorkingCalendar | None = None
    catalogue: tuple[CatalogueItem, ...] | None = None
    kind: SnapshotKind = SnapshotKind.SITE
    accounts: tuple[Account, ...] = ()

    def to_json(self) -> str:
        """Serialise, keys sorted, one trailing newline."""
        data = asdict(replace(self, calendar=None, accounts=()))
        data["accounts"] = [account_data(account) for account in self.accounts]
        data["calendar"] = self.calendar and self.calendar.to_data()
        data["catalogue"] = None if self.catalogue is None else [item.to_data() for item in self.catalogue]
        data["started"], data["finished"] = self.started.isoformat(), self.finished.isoformat()
        return json.dumps({"format": FORMAT, **data}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_manifest(folder: Path) -> Manifest:
    """Read a snapshot's manifest.

    Raises SnapshotUnsealed when there is none, SnapshotDamaged when it is not ours or broken.
    """
    path = folder / NAME
    if not path.is_file():
        raise SnapshotUnsealed(f"{folder} 没有 {NAME}：采集没有完成。请用 --resume 续采，或删除该目录。")
    try:
        return _from_json(json.loads(path.read_text("utf-8")))
    except (ValueError, KeyError, TypeError) as error:
        raise SnapshotDamaged(f"{path} 无法读取（{error}）。请重新采集该网站。") from error


def _from_json(data: dict[str, Any]) -> Manifest:
    if data.pop("format") != FORMAT:
        raise ValueError("unknown format")
    site = data["site"]
    for name in ("scopes", "allow_private", "aliases", "old_domains", "platforms"):
        # Snapshots from before a field have none.
        site[name] = tuple(site[name]) if name in site else ()
    data["site"] = Site(**site)
    data["columns"] = tuple(
        Column(**{**column, "category": ColumnCategory(column["category"])}) for column in data["columns"]
    )
    data["sanity"] = Sanity(data["sanity"]["verdict"], tuple(data["sanity"]["reasons"]))
    data["calendar"] = read_calendar(data["calendar"]) if data.get("calendar") else None
    data["catalogue"] = tuple(map(read_item, data["catalogue"])) if data.get("catalogue") else None
    data["kind"] = SnapshotKind(data.get("kind", SnapshotKind.SITE))
    data["accounts"] = tuple(map(read_account, data.get("accounts", ())))
    data["started"], data["finished"] = parse_moment(data["started"]), parse_moment(data["finished"])
    return Manifest(**data)


def verify_files(folder: Path, manifest: Manifest) -> None:
    """Compare every file with its digest. Raises SnapshotDamaged naming the first that differs."""
    for name, expected in sorted(manifest.files.items()):
        path = folder / name
        if not path.is_file() or file_digest(path) != expected:
            raise SnapshotDamaged(f"{path} 与封存时的摘要不一致：快照已损坏或被改动，不能作为证据。")


def file_digest(path: Path) -> str:
    """SHA-256 (hex) of a file, read in blocks."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
