"""Every error this program raises on purpose.

The tree::

    XunjianError
    ├── UsageError            the caller asked for something impossible
    ├── RegisterError         the register (登记表) cannot be used
    │   └── RegisterRowError  one row of it is wrong; names sheet, row and column
    ├── CalendarError         the holiday table is broken
    ├── AddressError          a URL or network address is not acceptable
    │   └── AddressRefused    the address guard refused to connect (private, loopback, reserved …)
    ├── CrawlError            a crawl could not run at all
    ├── ConsentError          an account owner's authorisation cannot be kept or read
    ├── Unavailable           there is no browser here, or it does not start
    ├── Stopped               told to stop; what was done is kept and can be carried on
    ├── SnapshotError         a snapshot cannot be read
    │   ├── SnapshotUnsealed  it has no manifest: the crawl did not finish
    │   └── SnapshotDamaged   a digest, a record or the schema does not match
    ├── CheckError            a check is wrongly written or registered
    │   ├── DuplicateCheck    two checks carry the same id
    │   └── UndeclaredNeed    a check asked for what it did not declare
    ├── IndicatorError        an indicator table is broken
    ├── WatchlistError        a word list or a list of hosts is broken
    ├── LedgerError           the database cannot be used
    │   └── TransitionRefused a finding cannot go from its state to the asked one
    └── ReportError           a document could not be written

Messages are whole sentences in plain words: what happened, where, and what to do about it.
"""

from __future__ import annotations


class XunjianError(Exception):
    """Root of the tree; the command line prints its message without a traceback and exits with 2."""


class UsageError(XunjianError):
    """The caller asked for something impossible (bad option, missing file)."""


class RegisterError(XunjianError):
    """The register cannot be used as a whole."""


class RegisterRowError(RegisterError):
    """One row of the register is wrong. The other rows are still good."""

    def __init__(self, sheet: str, row: int, column: str, expected: str, found: str = "") -> None:
        self.sheet, self.row, self.column, self.expected, self.found = sheet, row, column, expected, found
        shown = f"，实际为“{found}”" if found else ""
        super().__init__(f"工作表“{sheet}”第 {row} 行“{column}”列：应为{expected}{shown}")


class CalendarError(XunjianError):
    """The holiday table cannot be read; names the file and the key."""


class AddressError(XunjianError):
    """A URL or a network address is not acceptable."""


class AddressRefused(AddressError):
    """The guard refused to connect to this address at connect time."""


class CrawlError(XunjianError):
    """A crawl could not run at all (its own process failed, the disk is full)."""


class ConsentError(XunjianError):
    """An account owner's authorisation cannot be kept or read; says what to do, never what it holds."""


class Unavailable(XunjianError):
    """There is no browser here, or it does not start; says in words what to do."""


class Stopped(XunjianError):
    """Told to stop (shutdown, cancelled job). What was done is kept; the same inspection can be carried on."""


class SnapshotError(XunjianError):
    """A snapshot cannot be read."""


class SnapshotUnsealed(SnapshotError):
    """The folder has no manifest: the crawl did not finish. Resume it or throw it away."""


class SnapshotDamaged(SnapshotError):
    """A digest, a record or the schema of a snapshot does not match its manifest."""


class CheckError(XunjianError):
    """A check is wrongly written or registered."""


class DuplicateCheck(CheckError):
    """Two checks carry the same id; the message names both places."""


class UndeclaredNeed(CheckError):
    """A check read a part of the snapshot that it did not declare in `needs`."""


class IndicatorError(XunjianError):
    """An indicator table is broken; names the file, the row and the key."""


class WatchlistError(XunjianError):
    """A word list or a list of hosts is broken; names the file and the key."""


class LedgerError(XunjianError):
    """The database cannot be used; says which file or URL and how to repair it."""


class TransitionRefused(LedgerError):
    """A finding cannot go from its present state to the asked one."""


class ReportError(XunjianError):
    """A document could not be written; names the path."""
