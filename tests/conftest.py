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

#: The longest files, longest first. With whole files handed out, what begins last ends last.
LONGEST = (
    "demo/test_found_equals_expected.py",
    "commands/test_killed.py",
    "crawler/render/walk/test_keyboard.py",
    "crawler/test_resume.py",
    "crawler/test_traps.py",
    "crawler/test_rendered.py",
    "crawler/test_repeat.py",
    "crawler/test_carry.py",
    "crawler/test_scans.py",
    "commands/test_live.py",
)


def pytest_configure(config: pytest.Config) -> None:
    """pytest-xdist would hand out files by the number of their tests, the demo's few long ones last of all."""
    if hasattr(config.option, "loadscopereorder"):
        config.option.loadscopereorder = False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, all others as they were found."""
    here = Path(__file__).parent
    order = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: order.get(item.path.relative_to(here).as_posix(), len(order)))
