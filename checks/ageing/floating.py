"""Layers that float over the home page and cannot be closed."""

from __future__ import annotations

from collections.abc import Iterator

from checks.ageing.tried import ANNEX, NEEDS, Effect, Told, effect_of, mode_of, seen, told, unopened
from checks.interface import Params, check
from core.outcome import Observation, Outcome
from core.snapshot import Probe, Snapshot

_CHECK = "ageing.floating"


@check(
    id=_CHECK,
    title="飘窗、弹窗无法关闭",
    clause=f"{ANNEX} 2.4.1、2.4.2（适老页面）；WCAG 2.2 SC 2.2.2（A 级，飘动内容）",
    needs=set(NEEDS),
)
def floating(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """是什么：首页上有自己飘来飘去的图片、链接，没有关闭按钮；或者进入长者模式后仍有这类飘窗，或者有挡在页面中间、不能关闭的弹窗。
    普通页面中间不动的弹窗、看不出关闭按钮是否有效的，写“无法判断”。

    为什么重要：飘窗挡住文字、跟着鼠标容易误点，老年人不知道怎样让它走开。适老页面不得有广告和临时弹窗。

    如何整改：取消飘窗，改为页面内固定的图片链接；确需使用的，随页面一起出现，带明显的“关闭”按钮，关闭后不再出现。例如：

        <button type="button" onclick="this.parentElement.remove()">关闭</button>
    """
    probe = mode_of(snapshot)
    if probe is None:
        yield unopened(_CHECK, snapshot)
        return
    found = {_place(one): _at_home(snapshot, probe, one) for one in probe.data["floats"]}
    for entry in probe.data["entries"]:
        if effect_of(entry)[0] is Effect.WORKS:
            found |= {
                _place(one): _in_mode(snapshot, probe, one) for one in entry["tried"]["floats"] if not one["closers"]
            }
    if found:
        yield from (found[place] for place in sorted(found))
    else:
        yield told(_CHECK, snapshot, Outcome.PASSED, "首页没有飘动的内容，也没有挡在中间的弹窗。")


def _at_home(snapshot: Snapshot, probe: Probe, one: Told) -> Observation:
    place = (_place(one),)
    shot = str(probe.data["shots"].get(f"float:{one['selector']}", ""))
    evidence = (seen(probe, str(one["html"]), shot),)
    if one["closes"]:
        return told(_CHECK, snapshot, Outcome.PASSED, "飘窗或弹窗可以关闭。", place, evidence)
    if one["moves"] and not one["closers"]:
        return told(_CHECK, snapshot, Outcome.FAILED, "首页有飘动的内容，没有关闭按钮。", place, evidence)
    words = "按了关闭按钮没有消失" if one["closers"] else "首页中间有弹出层，没有看到关闭按钮"
    return told(_CHECK, snapshot, Outcome.CANT_TELL, f"需人工核对：{words}。", place, evidence)


def _in_mode(snapshot: Snapshot, probe: Probe, one: Told) -> Observation:
    words = "进入适老化或无障碍模式后，仍有不能关闭的飘窗或弹窗。"
    # A mode's own panel may lie in the middle too; only what wanders is beyond doubt.
    outcome = Outcome.FAILED if one["moves"] else Outcome.CANT_TELL
    return told(_CHECK, snapshot, outcome, words, (_place(one),), (seen(probe, str(one["html"])),))


def _place(one: Told) -> str:
    """The layer's id or class, or its tag: its name among the site's findings."""
    name, attributes = one["lineage"][0]
    return str(attributes.get("id") or attributes.get("class") or name)
