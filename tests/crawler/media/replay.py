"""A replay server on loopback, and one run of the media spider's process against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from core.clock import beijing_now
from core.county import Account
from core.snapshot import MEDIA, Snapshot, Watch, open_snapshot
from crawler.media.job import MediaJob, MediaOptions
from crawler.media.run import run_media
from crawler.media.vault import Vault
from crawler.options import CrawlOptions
from settings import Settings

NAME = "云岭发布"


def account(source: str, **changes: Any) -> Account:
    """A registered account whose posts come from `source`."""
    return Account(**{"platform": "微博", "name": NAME, "unit": "云岭县人民政府办公室", "source": source, **changes})


def ago(days: float) -> datetime:
    """A moment so many days before now, Beijing."""
    return beijing_now() - timedelta(days=days)


def job_of(
    folder: Path,
    accounts: Sequence[Account],
    *,
    bases: Mapping[str, str] | None = None,
    entries: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
    watches: tuple[Watch, ...] = (),
    **settings: Any,
) -> MediaJob:
    """A job with short times, which may connect to loopback."""
    given = {"allow_private": ("127.0.0.0/8",), "delay": 0, "timeout": 5, "retry_wait": 0, "attempts": 1, **settings}
    options = CrawlOptions.from_settings(Settings(**given), MEDIA)
    kept = MediaOptions(100, bases or {}, str(folder / "consents"), str(folder / "key"), str(folder / "evidence"))
    return MediaJob(tuple(accounts), folder / "snapshot", watches, options, kept, entries or {})


def vault_of(folder: Path) -> Vault:
    """The vault that `job_of` names."""
    return Vault(folder / "consents", folder / "key")


async def take(job: MediaJob) -> Path:
    """Carry a job out in this process; returns the sealed folder."""
    await run_media(job, lambda _progress: None)
    return job.folder


@contextmanager
def opened(folder: Path) -> Iterator[Snapshot]:
    """The sealed snapshot."""
    with open_snapshot(folder) as snapshot:
        yield snapshot
