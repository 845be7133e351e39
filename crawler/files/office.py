"""When a docx, xlsx or pptx file says it was made and last changed (ECMA-376 part 2, 11). Run as a program, for files
are hostile: `python -m crawler.files.office` reads one file from standard input and writes JSON, within bounds.
"""

from __future__ import annotations

import io
import json
import re
import resource
import sys
import zlib
from datetime import date
from typing import Any
from zipfile import BadZipFile, ZipFile

#: Memory (bytes) and processor time (seconds) that one file may cost; most bytes of the part that tells the dates, of
#: which real ones have about one thousand.
MAX_MEMORY, MAX_SECONDS, MAX_PART = 512 * 1024 * 1024, 5, 65_536
_CORE = "docProps/core.xml"
_DAY = {
    name: re.compile(rf"<dcterms:{name}[^<>]{{0,200}}>\s{{0,20}}(\d{{4}})-(\d\d)-(\d\d)T")
    for name in ("created", "modified")
}
#: Templates made in 1980 or 2000, and clocks that were never set.
_EARLIEST = 2001


def read_office(body: bytes) -> dict[str, Any]:
    """`failure` (English; empty: read), `created` and `modified` (ISO days in UTC; empty: none said)."""
    try:
        with ZipFile(io.BytesIO(body)) as package, package.open(_CORE) as part:
            text = part.read(MAX_PART).decode("utf-8", "replace")
    except (BadZipFile, LookupError, NotImplementedError, OSError, RuntimeError, ValueError, zlib.error) as error:
        return {"failure": f"{type(error).__name__}: {error}"[:200]}
    return {"failure": "", **{name: _day(pattern.search(text)) for name, pattern in _DAY.items()}}


def _day(match: re.Match[str] | None) -> str:
    try:
        day = date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return ""
    return day.isoformat() if day and day.year >= _EARLIEST else ""


def main() -> None:
    """Read one file from standard input and write its facts."""
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
    sys.stdout.write(json.dumps(read_office(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
