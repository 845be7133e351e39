"""What was opened in a browser, as the report tells it."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import ListItem, PageFacts, Purpose, open_snapshot
from reports.browsed import MAX_PICTURES, browsed
from reports.model import Browsed
from tests.support.snapshots import HOME, SnapshotBuilder

JPEG = b"\xff\xd8\xff"


def told(builder: SnapshotBuilder, *observations: Observation) -> tuple[Browsed, ...]:
    with open_snapshot(builder.seal()) as snapshot:
        return browsed(snapshot, observations)


def test_a_line_for_each_address(tmp_path: Path) -> None:
    items = (ListItem(HOME + "1.html", "公告"), ListItem(HOME + "2.html", "公告"))
    builder = SnapshotBuilder(tmp_path).rendered(HOME, facts=PageFacts(items=items), whole=False)
    builder.rendered(HOME + "a", purpose=Purpose.LINK, shot=JPEG + b"a")
    builder.rendered(HOME + "b", facts=PageFacts(), shot=b"")
    home, link, empty = told(builder)
    assert (home.why, home.result) == ("页面内容可能由脚本生成", "显示稿件 2 条（部分内容没有加载出来）")
    assert (link.why, link.result, link.picture) == ("链接拒绝自动检查", "可以打开", JPEG + b"a")
    assert (empty.result, empty.shot, empty.picture) == ("没有识别出稿件", "", b"")


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        ("time: too long", "超时，未能打开"),
        ("HTTP 403", "打开时服务器返回 HTTP 403"),
        ("anti-bot page", "显示人机验证或拦截页面"),
        ("moved: a script led to x", "脚本跳转到了其他地址"),
        ("soft_404: not there", "打开后不是应有的内容"),
    ],
)
def test_failures_are_told_in_words(tmp_path: Path, failure: str, words: str) -> None:
    (line,) = told(SnapshotBuilder(tmp_path).rendered(HOME, failure=failure))
    assert line.result == words


def test_one_picture_is_enough_and_proofs_come_first(tmp_path: Path) -> None:
    half = JPEG + bytes(MAX_PICTURES // 2)
    builder = SnapshotBuilder(tmp_path)
    for name, shot in (("a", half + b"1"), ("b", half + b"1"), ("c", half + b"2"), ("d", b"no picture")):
        builder.rendered(HOME + name, "<p>", facts=PageFacts(), shot=shot)
    folder = builder.seal()
    with open_snapshot(folder) as snapshot:
        proof = next(row for row in snapshot.rendered() if row.url == HOME + "c")
        failed = Observation("x", HOME, SubjectKind.PAGE, Outcome.FAILED, "", evidence=proof.evidence())
        shown = {line.url.removeprefix(HOME): bool(line.picture) for line in browsed(snapshot, [failed])}
        assert shown == {"a": False, "b": False, "c": True, "d": False}
        assert [bool(line.picture) for line in browsed(snapshot, [])][:2] == [True, False]
