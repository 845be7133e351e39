"""Seals a snapshot. Killed at any moment, it leaves either a resumable folder or a whole snapshot, nothing between.

A finished copy of the index is made beside the working one, then manifest.json names its digest; from then on only
renames are left, and `finish_sealing` does them, also after an interruption.
"""

from __future__ import annotations

import os
import re
import sqlite3
from dataclasses import replace
from pathlib import Path

from core.errors import CrawlError
from core.snapshot import INDEX, SHOTS, WARC, Manifest
from core.snapshot.manifest import NAME, file_digest
from crawler.record.links import sealed_samples
from crawler.record.recorder import Recorder
from crawler.record.store import count

_SEALED_INDEX = "sealed.sqlite"
#: Every screenshot that the index names.
_NAMED = """
SELECT shot FROM rendered WHERE shot != '' UNION SELECT shot FROM taking WHERE shot != ''
UNION SELECT value FROM scan, json_each(scan.shots) ORDER BY shot
"""
#: Tables of the crawl process (working.sql), and what it keeps in the folder for its own use.
_WORKING = ("frontier", "browse", "likeness", "sample", "series", "target", "working")
_SCAFFOLD = ("job.json", "lock")
#: Tables first, then their indexes; what SQLite makes by itself has no text.
_SCHEMA = "SELECT type, tbl_name, sql FROM working.sqlite_master WHERE sql != '' ORDER BY type DESC, rowid"
#: A picture's name as data of a probe hold it.
_SHOT = re.compile(rf"{SHOTS}/[0-9a-f]{{64}}\.jpg")


def seal(recorder: Recorder, manifest: Manifest, final: Path) -> Manifest:
    """Close the recorder, complete `manifest` with counts and digests, and move the folder to `final`.

    Raises CrawlError when the disk does not take it; the folder can then be resumed.
    """
    folder = recorder.folder
    try:
        counts, shots = _counts(recorder), _shots(recorder)
        _copy_index(folder / INDEX, folder / _SEALED_INDEX)
        recorder.close()
        digests = {WARC: file_digest(folder / WARC), INDEX: file_digest(folder / _SEALED_INDEX)}
        digests |= {name: file_digest(folder / name) for name in shots}
        sealed = replace(manifest, counts=counts, files=digests)
        _write_durably(folder / NAME, sealed.to_json())
        finish_sealing(folder, final)
    except (OSError, sqlite3.Error) as error:
        raise CrawlError(f"快照 {folder} 无法封存：{error}。请检查磁盘空间后重新运行，将从中断处继续。") from error
    return sealed


def finish_sealing(folder: Path, final: Path) -> bool:
    """Do what is left of a sealing that has written its manifest; False when it had not come that far."""
    if not (folder / NAME).is_file():
        return False
    if (folder / _SEALED_INDEX).is_file():
        (folder / _SEALED_INDEX).replace(folder / INDEX)
    for name in (f"{INDEX}-wal", f"{INDEX}-shm", *_SCAFFOLD):
        (folder / name).unlink(missing_ok=True)
    _sync(folder)
    folder.rename(final)
    _sync(final.parent)
    return True


def _counts(recorder: Recorder) -> dict[str, int]:
    counts = {f"{table}s": count(recorder.db, table) for table in ("page", "link", "resource")}
    media = {f"{table}s": count(recorder.db, table) for table in ("taking", "post")}
    return {**counts, **media, "rendered": count(recorder.db, "rendered"), "bytes": recorder.warc_bytes}


def _shots(recorder: Recorder) -> list[str]:
    """The screenshots that the index names, on the disk for good; what an interrupted step left behind is removed."""
    shots = [str(row["shot"]) for row in recorder.db.execute(_NAMED)]
    told = recorder.db.execute("SELECT data FROM probe WHERE instr(data, ?)", (f"{SHOTS}/",))
    # Text of a page may look like such a name.
    measured = {name for row in told for name in _SHOT.findall(row["data"]) if (recorder.folder / name).is_file()}
    shots = sorted({*shots, *measured})
    for path in (recorder.folder / SHOTS).glob("*"):
        if f"{SHOTS}/{path.name}" not in shots:
            path.unlink()
    for name in shots:
        _sync(recorder.folder / name)
    return shots


def _copy_index(index: Path, path: Path) -> None:
    """Write a copy of the index without the working tables: each table in one go, in its own order."""
    path.unlink(missing_ok=True)
    copy = sqlite3.connect(path, isolation_level=None)
    copy.create_function("sealed_samples", 1, sealed_samples, deterministic=True)
    try:
        # Nobody takes it for an index before its digest stands in the manifest.
        copy.execute("PRAGMA journal_mode = OFF")
        copy.execute("PRAGMA synchronous = OFF")
        copy.execute("ATTACH ? AS working", (str(index),))
        copy.execute("BEGIN")
        parts = [row for row in copy.execute(_SCHEMA) if row[1] not in _WORKING]
        for *_, made in parts:
            copy.execute(made)
        for table in (name for kind, name, _ in parts if kind == "table"):
            columns = [row[1] for row in copy.execute(f"PRAGMA working.table_info({table})")]
            copied = ", ".join("sealed_samples(samples)" if name == "samples" else name for name in columns)
            copy.execute(f"INSERT INTO main.{table} SELECT {copied} FROM working.{table}")  # noqa: S608
        copy.execute("COMMIT")
    finally:
        copy.close()
    _sync(path)


def _write_durably(path: Path, text: str) -> None:
    temporary = path.with_suffix(".tmp")
    temporary.write_text(text, "utf-8")
    _sync(temporary)
    temporary.replace(path)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
