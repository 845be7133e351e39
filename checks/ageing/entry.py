"""Whether the home page has an entry to an ageing-friendly or accessible mode."""

from __future__ import annotations

from collections.abc import Iterator

from checks.ageing.tried import ANNEX, NEEDS, evidence_of, is_wanted, mode_of, seen, told, unopened
from checks.interface import Params, check
from core.outcome import Observation, Outcome
from core.snapshot import Snapshot

_CHECK = "ageing.entry"


@check(id=_CHECK, title="没有适老化或无障碍入口", clause=f"{ANNEX} 服务原则 2、1.2.3", needs=set(NEEDS))
def entry(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """是什么：用浏览器打开首页，没有找到“长者模式”“适老版”“关怀版”“无障碍浏览”一类的入口。文字、图片、提示、按钮都找过；写在
    注释里没有显示出来的不算有。入口要靠外部网站的脚本才显示，而该脚本没有打开的，写“无法判断”。

    为什么重要：老年人和视力障碍群众要靠放大字号、语音朗读、大鼠标等辅助才能使用网站，规范要求电脑网站提供这些功能。

    如何整改：在首页显著位置设入口，名称用群众看得懂的“长者模式”“无障碍浏览”，点击后即可放大文字、语音朗读。例如：

        <a href="/zhangzhe/" title="长者模式">长者模式</a>
    """
    probe = mode_of(snapshot)
    if probe is None:
        yield unopened(_CHECK, snapshot)
        return
    found = [one for one in probe.data["entries"] if is_wanted(one)]
    if found:
        names = "、".join(dict.fromkeys(str(one["label"]) or "图片入口" for one in found))
        yield told(_CHECK, snapshot, Outcome.PASSED, f"首页有入口：{names}。", evidence=evidence_of(probe, found))
        return
    doubtful = probe.data["entries"]
    if doubtful:
        words = "首页只有疑似入口，用了以后没有测到变化，请人工核对。"
        yield told(_CHECK, snapshot, Outcome.CANT_TELL, words, evidence=evidence_of(probe, doubtful))
    elif probe.data["toolbars"] or probe.data["lacking"]:
        hosts = "、".join([*probe.data["lacking"], *probe.data["toolbars"]][:3])
        yield told(_CHECK, snapshot, Outcome.CANT_TELL, f"无法判断：入口可能由外部脚本显示（{hosts}），请人工核对。")
    else:
        yield told(_CHECK, snapshot, Outcome.FAILED, "首页没有找到适老化或无障碍入口。", evidence=(seen(probe),))
