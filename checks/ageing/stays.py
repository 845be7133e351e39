"""Whether the mode is still on when the visitor goes on to the next page."""

from __future__ import annotations

from collections.abc import Iterator

from checks.ageing.tried import (
    ANNEX,
    ENLARGED,
    NEEDS,
    Effect,
    Told,
    effect_of,
    evidence_of,
    gained_by,
    kind_of,
    mode_of,
    told,
    unopened,
)
from checks.interface import Params, check
from core.outcome import Observation, Outcome
from core.snapshot import Snapshot

_CHECK = "ageing.stays"


@check(id=_CHECK, title="换页后适老化模式失效", clause=f"{ANNEX} 1.2.3、1.3", needs=set(NEEDS))
def stays(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """是什么：在首页进入长者模式或无障碍模式后，再打开本网站的下一个页面，字号恢复原样，放大、朗读等控件也不见了。

    为什么重要：群众看新闻、办事都要换页，每到一页都要重新进入一次模式，多数老年人不会；语音阅读至少应在正文页面可用。

    如何整改：用 Cookie 或 localStorage 记住所选模式，全站各页面引用同一脚本，换页时自动恢复。例如：

        <script src="/public/elder-mode.js"></script>
    """
    probe = mode_of(snapshot)
    if probe is None:
        yield unopened(_CHECK, snapshot)
        return
    working = [one for one in probe.data["entries"] if effect_of(one)[0] is Effect.WORKS]
    if not working:
        yield told(_CHECK, snapshot, Outcome.INAPPLICABLE, "首页没有测到有效的入口，不适用。")
    for kind in sorted({kind_of(one) for one in working}):
        one = next(entry for entry in working if kind_of(entry) == kind)
        outcome, words = _judge(one)
        yield told(_CHECK, snapshot, outcome, words, (kind,), evidence_of(probe, [one]))


def _judge(entry: Told) -> tuple[Outcome, str]:
    tried, following = entry["tried"], entry["tried"]["next"]
    if following is None:
        return Outcome.CANT_TELL, "无法判断换页后是否保持：没有可以继续打开的页面。"
    on, without = following["on"], following["without"]
    larger = on["size"] >= ENLARGED * without["size"] or (
        tried["moved"] and on["size"] >= 0.95 * tried["after"]["size"]
    )
    there = [name for name in on["senses"] if name not in without["senses"] or tried["moved"]]
    if (tried["enlarged"] and larger) or there:
        return Outcome.PASSED, f"换到下一页（{following['url']}）后模式仍然有效。"
    if on["kept"] != without["kept"] and not gained_by(tried):
        return Outcome.CANT_TELL, "无法判断换页后是否保持：网站记住了选择，但下一页的字号没有测到变化，请人工核对。"
    return Outcome.FAILED, f"换到下一页（{following['url']}）后字号恢复原样，模式的控件也不见了。"
