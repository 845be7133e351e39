"""Makes an Office document's zip container reproducible: the same content gives the same bytes."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from typing import BinaryIO

#: The earliest time a zip entry can carry; it says nothing, which is the point.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def repack(source: BinaryIO, target: BinaryIO) -> None:
    """Copy a zip file with fixed entry times, attributes and compression, in the source's own order."""
    source.seek(0)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            new.writestr(entry, old.read(name), compresslevel=6)


def document_time(moment: datetime) -> datetime:
    """A moment as Office properties hold it: UTC without zone, whole seconds."""
    return moment.astimezone(UTC).replace(tzinfo=None, microsecond=0)
