"""Whether IPv6 is much slower than IPv4."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from checks.interface import Params, check
from checks.ipv6.answers import probe_evidence
from checks.ipv6.attempts import Attempts, Reach, home_attempts
from checks.ipv6.gate import unjudged, verge
from core.outcome import Evidence, Observation, Outcome, SubjectKind
from core.snapshot import Snapshot

ID = "ipv6.latency"
_ASKED = "IPv6 访问是否明显变慢"


@check(
    id=ID,
    title="IPv6 访问明显慢于 IPv4",
    clause="工业和信息化部性能劣化比口径（IPv6 时延－IPv4 时延）/IPv4 时延（阈值未见公开原文，本系统自定）",
    needs={"probes"},
    # The ratio is the ministry's; 100 % and the floor in milliseconds are this system's own (indicators.md §6).
    defaults={"worse_percent": 100, "floor_ms": 500, "least_pairs": 5, "temporary_rounds": 2},
)
def latency(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """IPv6 访问明显慢于 IPv4：同一时间用 IPv6 打开首页的时间比 IPv4 长得多。

    是什么：在同一轮里分别用 IPv4、IPv6 打开首页，取各自用时的中位数，劣化比＝（IPv6－IPv4）÷IPv4。劣化比超过 100%，并
    且多用的时间超过 500 毫秒的，列为问题，须两次独立巡检都出现。两个数值都是本系统自定的参考值，不是官方标准。成对的
    有效尝试不足 5 次的，记“无法判断”。

    为什么重要：浏览器优先使用 IPv6，IPv6 线路绕远或者设备转发慢，用户会感到整个网站变慢。

    如何整改：由托管单位检查 IPv6 线路是否绕行、是否经过地址转换设备，防护、加速节点是否只在 IPv4 上就近接入。
    """
    found = verge(snapshot)
    yield unjudged(ID, snapshot, found, _ASKED) if found else _judge(snapshot, home_attempts(snapshot), params)


def _judge(snapshot: Snapshot, attempts: Attempts, params: Params) -> Observation:
    six, four = _paired(attempts)
    evidence = probe_evidence(attempts.probe, attempts.excerpt) if attempts.probe else ()
    if len(six) < int(params["least_pairs"]):
        message = (
            f"无法判断{_ASKED}：IPv4、IPv6 同时打开首页的只有 {len(six)} 次，至少需要 {params['least_pairs']} 次。"
        )
        return _observe(snapshot, Outcome.CANT_TELL, message, evidence)
    slow, fast = median(six), max(median(four), 1)
    message = f"打开首页用时的中位数：IPv6 {slow:.0f} 毫秒，IPv4 {fast:.0f} 毫秒"
    worse = slow - fast
    if worse <= int(params["floor_ms"]) or worse * 100 <= int(params["worse_percent"]) * fast:
        return _observe(snapshot, Outcome.PASSED, f"{message}。", evidence)
    message += f"，劣化比 {worse * 100 / fast:.0f}%，超过 {params['worse_percent']}%（参考值，不是官方标准）。"
    return _observe(snapshot, Outcome.FAILED, message, evidence, int(params["temporary_rounds"]))


def _paired(attempts: Attempts) -> tuple[list[int], list[int]]:
    """Elapsed milliseconds of the rounds in which both families opened the page; the quickest address counts."""
    four = {one.round: one.elapsed_ms for one in attempts.four if one.reach is Reach.OPENS}
    six: dict[int, int] = {}
    for one in attempts.six:
        if one.reach is Reach.OPENS and one.round in four:
            six[one.round] = min(six.get(one.round, one.elapsed_ms), one.elapsed_ms)
    return list(six.values()), [four[number] for number in six]


def _observe(
    snapshot: Snapshot, outcome: Outcome, message: str, evidence: tuple[Evidence, ...], rounds: int = 1
) -> Observation:
    home = snapshot.site.home
    return Observation(ID, home, SubjectKind.SITE, outcome, message, evidence=evidence, rounds=rounds)
