"""Exit codes, the same for every verb; documented in docs/formats.md and in `xunjian --help`."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """What the shell is told."""

    FINE = 0  # done; nothing wrong was found
    PROBLEMS = 1  # done; confirmed problems were found
    ERROR = 2  # could not be done: bad option, bad register, damaged snapshot …
    INCONCLUSIVE = 3  # done, no problem confirmed, but something could not be judged at all
    INTERRUPTED = 130  # stopped by the user; --resume goes on
