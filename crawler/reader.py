"""A process that reads pages for a crawl: `python -m crawler.reader MEMORY_MB`, questions on stdin, readings on stdout.

It ends with its standard input, so with the crawl, however that ends.
"""

from __future__ import annotations

import os
import pickle
import struct
import sys
from datetime import date
from typing import BinaryIO, NamedTuple

from crawler.record.readings import Reading, read
from crawler.upkeep import collect_seldom, end_at_memory_limit

#: What comes before every message: its length in bytes.
LENGTH = struct.Struct(">I")


class Content(NamedTuple):
    """A page to read: the arguments of `crawler.record.readings.read`."""

    body: bytes
    content_type: str
    url: str
    seen_on: date


def message(value: Content | Reading | None) -> bytes:
    """A message with its length before it."""
    packed = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return LENGTH.pack(len(packed)) + packed


def main(questions: BinaryIO, answers: BinaryIO) -> None:
    """Answer every question in its turn; None: this page could not be read."""
    while head := questions.read(LENGTH.size):
        # Written by the crawl itself.
        content = pickle.loads(questions.read(LENGTH.unpack(head)[0]))  # noqa: S301
        answers.write(message(_reading(content)))
        answers.flush()


def _reading(content: Content) -> Reading | None:
    try:
        return read(*content)
    # Whoever asked reads the page itself then, and learns there what is wrong.
    except Exception:
        return None


if __name__ == "__main__":
    collect_seldom()
    end_at_memory_limit(int(sys.argv[1]))
    ANSWERS = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not come between two answers.
    os.dup2(2, 1)
    main(sys.stdin.buffer, ANSWERS)
