"""What was opened in a browser and what it showed: a line for each address, with its picture where there is room."""

from __future__ import annotations

from collections.abc import Iterable

from core.outcome import Observation, Outcome
from core.snapshot import Purpose, RenderedRow, Snapshot
from reports.model import Browsed

#: Most bytes of pictures kept of one site.
MAX_PICTURES = 3 * 1024 * 1024
_JPEG = b"\xff\xd8\xff"
_WHY = {Purpose.PAGE: "页面内容可能由脚本生成", Purpose.LINK: "链接拒绝自动检查"}
#: How failures begin, and what is said of them.
_FAILURES = {
    "time:": "超时，未能打开",
    "guard:": "页面要连接内部或保留地址，按安全要求未放行",
    "size:": "页面过大，未能打开",
    "crash:": "页面使浏览器异常退出",
    "browser:": "浏览器未能打开",
    "moved:": "脚本跳转到了其他地址",
    "anti-bot": "显示人机验证或拦截页面",
    "nothing": "打开后没有任何内容",
    "HTTP ": "打开时服务器返回 {failure}",
}


def browsed(snapshot: Snapshot, observations: Iterable[Observation]) -> tuple[Browsed, ...]:
    """Every address of a snapshot that was opened in a browser. Pictures that prove a problem come first."""
    rows = snapshot.rendered()
    proving = {proof.shot for item in observations if item.outcome is Outcome.FAILED for proof in item.evidence}
    wanted = sorted(rows, key=lambda row: (row.shot not in proving, row.purpose is Purpose.PAGE, row.url))
    pictures = _pictures(snapshot, [row.shot for row in wanted if row.shot])
    # Two addresses may look the same: one picture is enough.
    return tuple(
        Browsed(row.url, _WHY[row.purpose], _result(row), row.shot, pictures.pop(row.shot, b"")) for row in rows
    )


def _pictures(snapshot: Snapshot, shots: list[str]) -> dict[str, bytes]:
    kept: dict[str, bytes] = {}
    room = MAX_PICTURES
    for shot in dict.fromkeys(shots):
        picture = snapshot.shot(shot)
        if picture.startswith(_JPEG) and len(picture) <= room:
            kept[shot] = picture
            room -= len(picture)
    return kept


def _result(row: RenderedRow) -> str:
    if row.failure:
        told = (words for start, words in _FAILURES.items() if row.failure.startswith(start))
        return next(told, "打开后不是应有的内容").format(failure=row.failure)
    if row.purpose is Purpose.LINK:
        return "可以打开"
    shown = f"显示稿件 {len(row.facts.items)} 条" if row.facts and row.facts.items else "没有识别出稿件"
    return shown if row.whole else f"{shown}（部分内容没有加载出来）"
