"""When a family can be judged: a control that answered proves the road, nothing else does."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from checks.ipv6.vantage import judgeable
from core.snapshot import Snapshot, open_snapshot
from tests.support.snapshots import TAKEN_AT, SnapshotBuilder

GOOD = {"url": "https://a.test/", "ok": True}
BAD = {"url": "https://b.test/", "ok": False, "detail": "OSError: [Errno 101] Network is unreachable"}


def seen(folder: Path, *rounds: dict[str, Any]) -> AbstractContextManager[Snapshot]:
    builder = SnapshotBuilder(folder)
    for minute, data in enumerate(rounds):
        builder.probe("vantage", "", data, at=TAKEN_AT + timedelta(minutes=minute))
    return open_snapshot(builder.seal())


def six(*controls: dict[str, Any], source: str | None = "2400:3200::9", kind: str = "global") -> dict[str, Any]:
    family = {"route": bool(source), "source": source, "kind": kind, "controls": list(controls)}
    return {"ipv6": family, "ipv4": {"route": True, "source": "10.0.0.2", "kind": "private", "controls": [GOOD]}}


@pytest.mark.parametrize(
    "rounds",
    [
        [six(GOOD, BAD)],
        [six(GOOD)],
        [six(GOOD, GOOD, source=None, kind="")],
        [six(GOOD, source="fd00::7", kind="ula")],
        [six(GOOD), six(BAD, GOOD)],
    ],
)
def test_a_control_that_answered_proves_the_road(tmp_path: Path, rounds: list[dict[str, Any]]) -> None:
    with seen(tmp_path, *rounds) as snapshot:
        assert judgeable(snapshot, "ipv6") == ""
        assert judgeable(snapshot, "ipv4") == ""


@pytest.mark.parametrize(
    ("rounds", "reason"),
    [
        ([], "没有记录"),
        ([six()], "没有设置"),
        ([six(BAD, BAD)], "2 个网站均未连通；本机出口地址 2400:3200::9，公网地址"),
        ([six(BAD)], "网站未连通"),
        ([six(BAD, BAD, source=None, kind="")], "没有该类网络的出口"),
        ([six(BAD, BAD, source="fd00::7", kind="ula")], "内网地址（ULA）"),
        ([six(BAD, BAD, source="fec0::7", kind="site-local")], "特殊用途地址"),
        ([six(GOOD, source="2002::7", kind="6to4")], "6to4 隧道"),
        ([six(GOOD, source="2001::7", kind="teredo")], "Teredo 隧道"),
        ([six(GOOD, GOOD), six(BAD, BAD)], "均未连通"),
    ],
)
def test_otherwise_the_reason_is_told(tmp_path: Path, rounds: list[dict[str, Any]], reason: str) -> None:
    with seen(tmp_path, *rounds) as snapshot:
        assert reason in judgeable(snapshot, "ipv6")
