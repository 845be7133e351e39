"""Whether IPv4 and IPv6 show the same home page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from checks.interface import Params, check
from checks.ipv6.answers import latest, probe_evidence
from checks.ipv6.gate import unjudged, verge
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Probe, Snapshot
from core.statuses import REFUSALS

ID = "ipv6.content"
_ASKED = "IPv4、IPv6 首页内容是否一致"
#: Longest list of examples in a message.
_EXAMPLES = 3

View = Mapping[str, Any]


@check(
    id=ID,
    title="IPv4 与 IPv6 首页内容不一致",
    clause="中央网信办网站 IPv6 监测指标“首页 IPv4/IPv6 内容一致性”（阈值未见公开原文，本系统自定）",
    needs={"probes"},
    # No official line was found (indicators.md §6): 90 % is this system's own. Two inspections must agree.
    defaults={"same_percent": 90, "temporary_rounds": 2},
)
def content(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """IPv4 与 IPv6 首页内容不一致：用 IPv6 看到的不是同一个首页。

    是什么：轮流用 IPv4、IPv6 各打开首页两次，比较返回状态、标题、文字段落和链接。先看同一种网络两次之间的差别（轮播、
    随机推荐等网页自身的变化），再看两种网络之间最接近的一对；文字段落或链接相同的不足 90% 的，列为问题，须两次独立巡
    检都出现。首页自身变化过大、任一网络打不开或者不接受自动检查的，记“无法判断”。90% 是本系统自定的参考值，不是官方标
    准。

    为什么重要：为应付检测单独做一个“IPv6 专用首页”，或者 IPv6 一侧的服务器没有同步更新，都会让用户看到错误、过期的内
    容。

    如何整改：由托管单位核对 IPv6 地址指向的服务器与 IPv4 是否为同一套内容、同一更新流程；不得单独设置 IPv6 专用页面。
    """
    found, probe = verge(snapshot), latest(snapshot, ID)
    if found is not None:
        yield unjudged(ID, snapshot, found, _ASKED)
    elif probe is None:
        yield _observe(snapshot, Outcome.CANT_TELL, f"无法判断{_ASKED}：本次没有比较记录。")
    else:
        yield _judge(snapshot, probe, int(params["same_percent"]), int(params["temporary_rounds"]))


def _judge(snapshot: Snapshot, probe: Probe, percent: int, rounds: int) -> Observation:
    views = list(probe.data.get("views", ()))
    four, six = ([view for view in views if view["family"] == family] for family in ("ipv4", "ipv6"))
    shown4, shown6 = list(filter(_shows, four)), list(filter(_shows, six))
    if not shown4 or not shown6:
        return _observe(snapshot, Outcome.CANT_TELL, f"无法判断{_ASKED}：{_not_shown(four, shown4, six)}。", probe)
    pairs = [(left, right) for left in shown4 for right in shown6]
    blocks, links = (max(_likeness(a[part], b[part]) for a, b in pairs) for part in ("blocks", "links"))
    unrest = min(_own_likeness(shown4), _own_likeness(shown6))
    words = f"相同的文字段落 {blocks:.0%}，相同的链接 {links:.0%}"
    if min(blocks, links) * 100 >= percent:
        return _observe(snapshot, Outcome.PASSED, f"IPv4、IPv6 首页内容一致：{words}。", probe)
    if unrest * 100 < percent:
        message = f"无法判断{_ASKED}：{words}，但同一种网络两次打开也只有 {unrest:.0%} 相同。"
        return _observe(snapshot, Outcome.CANT_TELL, message, probe)
    message = f"IPv4 与 IPv6 首页内容不一致：{words}，低于 {percent}%（参考值，不是官方标准）。"
    message += _examples(probe.data["parts"], *pairs[0])
    return _observe(snapshot, Outcome.FAILED, message, probe, rounds)


def _shows(view: View) -> bool:
    return not view["error"] and view["status"] == 200 and bool(view["blocks"])


def _not_shown(four: Sequence[View], shown4: Sequence[View], six: Sequence[View]) -> str:
    family, views = ("IPv6", six) if shown4 else ("IPv4", four)
    if any(view["status"] in REFUSALS for view in views):
        return f"{family} 一侧不接受自动检查"
    told = ", ".join(sorted({str(view["error"] or view["status"] or "没有文字") for view in views})) or "没有记录"
    return f"{family} 没有取得首页内容（{told}）"


def _likeness(left: Sequence[int], right: Sequence[int]) -> float:
    """Share of what stands in either that stands in both. Order does not count: shuffled news is the same news."""
    every = set(left) | set(right)
    return len(set(left) & set(right)) / len(every) if every else 1.0


def _own_likeness(views: Sequence[View]) -> float:
    """How like two turns of one family are; 1 when there was one turn only."""
    if len(views) < 2:
        return 1.0
    return min(_likeness(views[0][part], views[1][part]) for part in ("blocks", "links"))


def _examples(parts: Sequence[str], four: View, six: View) -> str:
    """A few texts that only one family shows."""
    told = []
    for name, mine, other in (("IPv4", four, six), ("IPv6", six, four)):
        if mine["title"] != other["title"]:
            told.append(f"{name} 标题“{mine['title']}”")
        only = [parts[number] for number in mine["blocks"] if number not in set(other["blocks"])]
        if only:
            told.append(f"只在 {name} 出现：“{'”“'.join(only[:_EXAMPLES])}”")
    return "；".join(told) + "。" if told else ""


def _observe(
    snapshot: Snapshot, outcome: Outcome, message: str, probe: Probe | None = None, rounds: int = 1
) -> Observation:
    views = probe.data.get("views", ()) if probe else ()
    seen = "; ".join(f"{view['family']} {view['address']} {view['error'] or view['status']}" for view in views)
    evidence = probe_evidence(probe, seen) if probe else ()
    home = snapshot.site.home
    return Observation(ID, home, SubjectKind.SITE, outcome, message, evidence=evidence, rounds=rounds)
