"""The version of the verdicts: what was once found harmless stays so only while looking again would find the same."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import as_file, files

from crawler.extract.version import extract_version


@cache
def verdicts_version() -> str:
    """A digest of this package's sources, and of extraction, whose parser it uses."""
    digest = hashlib.sha256(extract_version().encode())
    with as_file(files("crawler.verdicts")) as folder:
        for source in sorted(folder.glob("*.py")):
            digest.update(source.name.encode() + source.read_bytes())
    return digest.hexdigest()[:16]
