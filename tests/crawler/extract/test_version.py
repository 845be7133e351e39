from __future__ import annotations

import re

from crawler.extract.version import extract_version


def test_the_version_is_told_of_the_sources_as_they_stand() -> None:
    assert re.fullmatch(r"[0-9a-f]{16}", extract_version())
