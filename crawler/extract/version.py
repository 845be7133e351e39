"""The version of extraction: what a page was read as may be kept only while reading it again would give the same."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from importlib.resources import as_file, files

#: Libraries that decide what is read.
_LIBRARIES = ("selectolax", "ada-url")


@cache
def extract_version() -> str:
    """A digest of this package's sources, of the values' that it makes and of its parsers' versions: nobody has to
    remember to raise a number."""
    digest = hashlib.sha256(" ".join(version(name) for name in _LIBRARIES).encode())
    with as_file(files("crawler.extract")) as folder, as_file(files("core.snapshot")) as contract:
        for source in (*sorted(folder.rglob("*.py")), *sorted(contract.glob("*.py"))):
            digest.update(source.name.encode() + source.read_bytes())
    return digest.hexdigest()[:16]
