"""What holds for all tests: properties are judged by what comes out, never by how long a busy machine takes."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

# Every crawl and every command is a process of its own: where bytecode may not be written, each of some hundred would
# compile the whole program anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Every crawl would start a browser of its own; tests of scanning say themselves how many pages they want.
os.environ.setdefault("XUNJIAN_SCAN_PAGES", "0")

settings.register_profile("house", deadline=None)
settings.load_profile("house")

#: Walking through pages takes a browser and seconds; the tests that are about it ask for it by themselves.
os.environ.setdefault("XUNJIAN_WALK_PAGES", "0")

#: Seconds that the longest files take on two idle cores. With whole files handed out, what begins last ends last.
LONGEST = {
    "demo/test_found_equals_expected.py": 256,
    "commands/test_killed.py": 150,
    "crawler/test_trap_site.py": 86,
    "crawler/render/walk/test_keyboard.py": 80,
    "crawler/test_resume.py": 80,
    "crawler/test_repeat.py": 40,
    "crawler/test_carry.py": 40,
    "commands/test_live.py": 30,
}


def pytest_configure(config: pytest.Config) -> None:
    """pytest-xdist would hand out files by the number of their tests, the demo's few long ones last of all."""
    if hasattr(config.option, "loadscopereorder"):
        config.option.loadscopereorder = False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, all others as they were found."""
    here = Path(__file__).parent
    items.sort(key=lambda item: -LONGEST.get(item.path.relative_to(here).as_posix(), 0))
