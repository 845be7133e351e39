"""How reliably the home page opens over IPv6."""

from __future__ import annotations

from collections.abc import Iterator

from checks.interface import Params, check
from checks.ipv6.answers import probe_evidence
from checks.ipv6.attempts import Attempt, Attempts, Reach, home_attempts
from checks.ipv6.gate import unjudged, verge
from core.outcome import Evidence, Observation, Outcome, SubjectKind
from core.snapshot import Snapshot

ID = "ipv6.success_rate"
_ASKED = "首页 IPv6 访问成功率"


@check(
    id=ID,
    title="首页 IPv6 访问成功率低",
    clause="中央网信办网站 IPv6 监测指标“首页访问成功率”（合格线未见公开原文，本系统自定）",
    needs={"probes"},
    # No official line was found (indicators.md §6): 95 % is this system's own. Two inspections must agree.
    defaults={"success_percent": 95, "least_tries": 10, "temporary_rounds": 2},
)
def success_rate(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """首页 IPv6 访问成功率低：首页用 IPv6 时好时坏。

    是什么：间隔一定时间用 IPv6 多次打开首页（默认不少于 10 次，各个 IPv6 地址轮流），同一轮 IPv4 也打不开的不计入，成
    功率低于 95% 的列为问题，且须在两次独立巡检中都出现。一次也打不开的，由“首页不能通过 IPv6 访问”一项检查。95% 是本
    系统自定的参考值，不是官方标准。

    为什么重要：时通时断比完全不通更难发现，用户只会觉得网站“有时打不开”。

    如何整改：由托管单位按证据中列出的地址和时间查看日志：多个 IPv6 地址中是否有一台未配置好，防火墙、负载均衡是否对
    IPv6限制了连接数，IPv6 线路是否丢包。
    """
    found = verge(snapshot)
    yield unjudged(ID, snapshot, found, _ASKED) if found else _judge(snapshot, home_attempts(snapshot), params)


def _judge(snapshot: Snapshot, attempts: Attempts, params: Params) -> Observation:
    valid = _valid(attempts)
    evidence = probe_evidence(attempts.probe, attempts.excerpt) if attempts.probe else ()
    least = int(params["least_tries"])
    opened = sum(one.reach is Reach.OPENS for one in valid)
    if valid and not opened:
        message = "首页用 IPv6 一次也没有打开，成功率不再单独评价。"
        return _observe(snapshot, Outcome.INAPPLICABLE, message, evidence)
    if len(valid) < least:
        message = f"无法判断{_ASKED}：有效的尝试只有 {len(valid)} 次，至少需要 {least} 次。"
        return _observe(snapshot, Outcome.CANT_TELL, message, evidence)
    message = f"{_ASKED}为 {opened}/{len(valid)}（{opened * 100 // len(valid)}%）"
    if opened * 100 >= int(params["success_percent"]) * len(valid):
        return _observe(snapshot, Outcome.PASSED, f"{message}。", evidence)
    message += f"，低于 {params['success_percent']}%（参考值，不是官方标准）。"
    return _observe(snapshot, Outcome.FAILED, message, evidence, int(params["temporary_rounds"]))


def _valid(attempts: Attempts) -> list[Attempt]:
    """Tries that tell of IPv6: answered clearly, and not in a round in which IPv4 failed as well."""
    down = {one.round for one in attempts.four if one.reach is not Reach.OPENS}
    return [one for one in attempts.six if one.round not in down and one.reach is not Reach.UNCLEAR]


def _observe(
    snapshot: Snapshot, outcome: Outcome, message: str, evidence: tuple[Evidence, ...], rounds: int = 1
) -> Observation:
    home = snapshot.site.home
    return Observation(ID, home, SubjectKind.SITE, outcome, message, evidence=evidence, rounds=rounds)
