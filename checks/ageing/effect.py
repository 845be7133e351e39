"""Whether the entry to an ageing-friendly or accessible mode does anything."""

from __future__ import annotations

from collections.abc import Iterator

from checks.ageing.tried import (
    ANNEX,
    NEEDS,
    Effect,
    Told,
    effect_of,
    evidence_of,
    is_wanted,
    kind_of,
    mode_of,
    told,
    unopened,
)
from checks.interface import Params, check
from core.outcome import Observation, Outcome
from core.snapshot import Probe, Snapshot

_CHECK = "ageing.effect"


@check(id=_CHECK, title="适老化或无障碍入口不起作用", clause=f"{ANNEX} 服务原则 2、1.2.3", needs=set(NEEDS))
def effect(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """是什么：首页写着“长者模式”“无障碍浏览”，点击后什么也没有变：字号、颜色、鼠标、页面内容都和原来一样，没有出现放大、朗读等
    控件，或者打开的页面不存在、只提示“建设中”。有变化但没有测到作用，或者要用的外部网站没有打开的，写“无法判断”。

    为什么重要：入口形同虚设，老年人和视力障碍群众点进来仍然看不清、听不到。

    如何整改：请技术单位检查入口的脚本和链接；外购的辅助工具到期停用的，续用或者更换，不能只留一个按钮。例如：

        <button type="button" onclick="elderMode.start()">长者模式</button>
    """
    probe = mode_of(snapshot)
    if probe is None:
        yield unopened(_CHECK, snapshot)
        return
    wanted = [one for one in probe.data["entries"] if is_wanted(one)]
    for kind in sorted({kind_of(one) for one in wanted}):
        yield _judge(snapshot, probe, kind, [one for one in wanted if kind_of(one) == kind])
    if not wanted:
        yield told(_CHECK, snapshot, Outcome.INAPPLICABLE, "首页没有找到入口，不适用。")


def _judge(snapshot: Snapshot, probe: Probe, kind: str, entries: list[Told]) -> Observation:
    found = [(effect_of(one), one) for one in entries]
    # Two entries of one kind are two ways to the same mode: one that works is enough.
    for wanted in (Effect.WORKS, Effect.UNSURE, Effect.NOTHING):
        for (verdict, words), one in found:
            if verdict is wanted:
                return _told(snapshot, probe, kind, one, wanted, words)
    raise AssertionError


def _told(snapshot: Snapshot, probe: Probe, kind: str, one: Told, verdict: Effect, words: str) -> Observation:
    name = f"入口“{one['label']}”" if one["label"] else "图片入口"
    outcome, message = {
        Effect.WORKS: (Outcome.PASSED, f"{name}有效：{words}。"),
        Effect.UNSURE: (Outcome.CANT_TELL, f"无法判断{name}是否有效：{words}，请人工核对。"),
        Effect.NOTHING: (Outcome.FAILED, f"{name}不起作用：{words}。"),
    }[verdict]
    return told(_CHECK, snapshot, outcome, message, (kind,), evidence_of(probe, [one]))
