"""What holds for all tests: properties are judged by what comes out, never by how long a busy machine takes."""

import os
import sys

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
