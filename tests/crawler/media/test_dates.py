"""Dates as sources write them: every trap that libraries fell into, and what is not sure is none."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clock import BEIJING
from crawler.media.dates import read_date

SEEN = datetime(2026, 11, 23, 8, 0, tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("raw", "expected", "day_only"),
    [
        ("2026年11月23日", "2026-11-23T00:00:00", True),
        ("2026/11/23", "2026-11-23T00:00:00", True),
        ("2026-11-23", "2026-11-23T00:00:00", True),
        ("2026.11.23", "2026-11-23T00:00:00", True),
        ("20261123", "2026-11-23T00:00:00", True),
        ("２０２６年１１月２３日", "2026-11-23T00:00:00", True),
        ("2026年11月23日 10:30", "2026-11-23T10:30:00", False),
        ("2026年11月23日上午9时5分", "2026-11-23T09:05:00", False),
        ("2026年11月23日 下午3点20分", "2026-11-23T15:20:00", False),
        ("2026-11-23 星期一 10:30:05", "2026-11-23T10:30:05", False),
        ("1795399200", "2026-11-23T10:00:00", False),
        (1795399200, "2026-11-23T10:00:00", False),
        ("1795399200000", "2026-11-23T10:00:00", False),
        (1795399200.5, "2026-11-23T10:00:00", False),
        ("Mon, 23 Nov 2026 08:00:00 CST", "2026-11-23T08:00:00", False),
        ("Mon, 23 Nov 2026 00:00:00 GMT", "2026-11-23T08:00:00", False),
        ("Mon, 23 Nov 2026 08:00:00 +0800", "2026-11-23T08:00:00", False),
        ("Mon, 23 Nov 2026 08:00:00", "2026-11-23T08:00:00", False),
        ("23 Nov 2026 08:00 EST", "2026-11-23T21:00:00", False),
        ("Mon Nov 23 08:00:00 +0800 2026", "2026-11-23T08:00:00", False),
        ("Mon Nov 23 08:00:00 2026", "2026-11-23T08:00:00", False),
        ("2026-11-23T08:00:00", "2026-11-23T08:00:00", False),
        ("2026-11-23T00:00:00Z", "2026-11-23T08:00:00", False),
        ("2026-11-23T08:00:00.123+08:00", "2026-11-23T08:00:00", False),
        ("2026-11-22T20:00:00-04:00", "2026-11-23T08:00:00", False),
        ("20261123T080000", "2026-11-23T08:00:00", False),
        ("刚刚", "2026-11-23T08:00:00", False),
        ("3小时前", "2026-11-23T05:00:00", False),
        ("昨天 21:30", "2026-11-22T21:30:00", False),
        ("前天", "2026-11-21T00:00:00", True),
    ],
)
def test_reads(raw: object, expected: str, day_only: bool) -> None:
    found = read_date(raw, SEEN)
    assert found is not None
    assert (found.at.strftime("%Y-%m-%dT%H:%M:%S"), found.day_only) == (expected, day_only)


@pytest.mark.parametrize(
    "raw",
    [
        "", "待定", "2026-13-45", "2026年2月30日", "11-23", "周一", "12345", "99999999999", None, True, [], "2026",
        "Mon, 23 Nov 2026 08:00:00 XYZ", "2026-11-23T25:00:00", "2026-11-23T08:00:00+99:00", "1796-01-01", "x" * 500,
        "2026-11-23 08:00 与 2026-11-24", float("nan"), float("inf"),
    ],
)  # fmt: skip
def test_what_is_not_sure_is_no_date(raw: object) -> None:
    assert read_date(raw, SEEN) is None


@given(st.text(max_size=120) | st.integers() | st.floats())
def test_never_raises_and_is_always_beijing_s(raw: object) -> None:
    found = read_date(raw, SEEN)
    assert found is None or found.at.utcoffset() == SEEN.utcoffset()


@given(st.datetimes(datetime(2001, 1, 1), datetime(2099, 12, 31)))  # noqa: DTZ001
def test_reads_back_what_is_written(moment: datetime) -> None:
    aware = moment.replace(microsecond=0, tzinfo=BEIJING)
    for raw in (aware.isoformat(), f"{aware:%Y-%m-%d %H:%M:%S}", f"{aware:%Y年%m月%d日 %H:%M:%S}"):
        found = read_date(raw, SEEN)
        assert found is not None
        assert found.at == aware
