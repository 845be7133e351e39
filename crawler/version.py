"""The version of crawling: what an earlier crawl recorded of a page may be taken over only while recording it again
would give the same."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from importlib.resources import as_file, files

from crawler.extract.version import extract_version

#: Libraries that decide what is told of files.
_LIBRARIES = ("pypdf", "pillow", "zxing-cpp")


@cache
def crawl_version() -> str:
    """A digest of all sources that decide what is recorded, and of the parsers' versions."""
    digest = hashlib.sha256(f"{extract_version()} {' '.join(map(version, _LIBRARIES))}".encode())
    with as_file(files("crawler")) as folder, as_file(files("core.snapshot")) as contract:
        for source in (*sorted(folder.rglob("*.py")), *sorted(folder.rglob("*.sql")), *sorted(contract.glob("*.*"))):
            if source.is_file():
                digest.update(source.name.encode() + source.read_bytes())
    return digest.hexdigest()[:16]
