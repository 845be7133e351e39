"""Whether the home page opens over IPv6."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum, auto
from typing import Any

from checks.interface import Params, check
from checks.ipv6.answers import aaaa_answer, has_no_name, join, latest, probe_evidence
from core.outcome import Evidence, Observation, Outcome, SubjectKind
from core.snapshot import Snapshot

ID = "ipv6.home"
#: Answers that say the server is there but does not want an automatic visitor (as Verdict.BLOCKED).
_BLOCKED = frozenset({401, 403, 405, 412, 418, 429, 521, 999})


class Reach(Enum):
    """What the attempts on one address come to. The order is from best to worst."""

    OPENS = auto()
    UNCLEAR = auto()
    FAILS = auto()


@check(
    id=ID,
    title="首页不能通过 IPv6 访问",
    clause="国办秘函〔2019〕19号 第二部分 功能设计“IPv6改造”；《推进互联网协议第六版（IPv6）规模部署行动计划》",
    needs={"probes"},
    # Separate inspections that must agree: an address that does not answer may do so only now. Our own caution.
    defaults={"temporary_rounds": 2},
)
def home_over_ipv6(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """首页不能通过 IPv6 访问：域名有 AAAA 记录，但用 IPv6 打不开首页。

    是什么：先用若干已知支持 IPv6 的网站检验本系统自身的 IPv6 网络，再对域名的每个 IPv6 地址分别打开首页。所有地址的每次
    尝试都失败的，判为问题，且须在多次独立巡检中都出现才列入（默认两次）；只有部分地址失败的，作黄色预警。本系统自身没有
    可用 IPv6 网络，或者服务器不接受自动检查的，记“无法判断”，不作为问题。没有 AAAA 记录的，
    由“域名没有 IPv6 地址记录”一项检查。

    为什么重要：越来越多的用户优先使用 IPv6；有记录而打不开，用户会感到网站很慢甚至无法访问。

    如何整改：由网站主办单位通知托管单位逐个检查 AAAA 记录指向的地址：服务器、负载均衡和防火墙是否放行 IPv6 的 80、443
    端口，是否绑定了本网站域名和证书；已停用的地址，请域名管理单位从解析中删除。改好后用 IPv6 网络打开首页核实。
    """
    yield _judge(snapshot, int(params["temporary_rounds"]))


def _judge(snapshot: Snapshot, rounds: int) -> Observation:
    host = snapshot.site.host
    if has_no_name(host):
        return _observe(snapshot, Outcome.INAPPLICABLE, f"登记地址“{host}”不是域名，不适用 IPv6 访问检查。")
    if not _has_ipv6(snapshot):
        message = "无法判断首页能否通过 IPv6 访问：本系统所在网络没有可用的 IPv6（用于核对的网站均未连通）。"
        return _observe(snapshot, Outcome.CANT_TELL, message)
    answer = aaaa_answer(snapshot)
    if answer.outcome == "nodata":
        message = f"域名 {host} 没有 AAAA 记录，不适用 IPv6 访问检查。"
        return _observe(snapshot, Outcome.INAPPLICABLE, message, answer.evidence)
    if answer.outcome != "found":
        message = f"无法判断首页能否通过 IPv6 访问：AAAA 记录{answer.meaning}。"
        return _observe(snapshot, Outcome.CANT_TELL, message, answer.evidence)
    return _judge_attempts(snapshot, rounds)


def _judge_attempts(snapshot: Snapshot, rounds: int) -> Observation:
    probe = latest(snapshot, "ipv6.home")
    attempts = list(probe.data.get("attempts", ())) if probe else []
    if probe is None or not attempts:
        return _observe(snapshot, Outcome.CANT_TELL, "无法判断首页能否通过 IPv6 访问：本次没有对 IPv6 地址的访问记录。")
    reach = _by_address(attempts)
    evidence = probe_evidence(probe, "; ".join(map(_words, attempts)))
    opens = [address for address, state in reach.items() if state is Reach.OPENS]
    fails = [address for address, state in reach.items() if state is Reach.FAILS]
    if opens:
        warning = f"部分 IPv6 地址不能访问：{join(fails)}。" if fails else ""
        return _observe(snapshot, Outcome.PASSED, f"首页可通过 IPv6 访问（{join(opens)}）。", evidence, warning)
    if len(fails) < len(reach):
        message = "无法判断首页能否通过 IPv6 访问：服务器有应答，但不接受自动检查，请人工核实。"
        return _observe(snapshot, Outcome.CANT_TELL, message, evidence)
    message = f"域名有 AAAA 记录，但首页通过 IPv6 打不开（{join(fails)}，共尝试 {len(attempts)} 次均失败）。"
    return _observe(snapshot, Outcome.FAILED, message, evidence, rounds=rounds)


def _has_ipv6(snapshot: Snapshot) -> bool:
    probe = latest(snapshot, "vantage")
    controls = probe.data.get("ipv6", {}).get("controls", ()) if probe else ()
    return any(control.get("ok") for control in controls)


def _by_address(attempts: list[Mapping[str, Any]]) -> dict[str, Reach]:
    """The best that any attempt on each address came to."""
    reach: dict[str, Reach] = {}
    for attempt in attempts:
        address, state = str(attempt["address"]), _reach(attempt)
        reach[address] = min(reach.get(address, state), state, key=lambda item: item.value)
    return dict(sorted(reach.items()))


def _reach(attempt: Mapping[str, Any]) -> Reach:
    status = int(attempt.get("status") or 0)
    if status in _BLOCKED:
        return Reach.UNCLEAR
    return Reach.OPENS if 200 <= status < 400 and not attempt.get("error") else Reach.FAILS


def _words(attempt: Mapping[str, Any]) -> str:
    return f"[{attempt['address']}]:{attempt.get('port', '')} {attempt.get('status') or attempt.get('error') or ''}"


def _observe(
    snapshot: Snapshot,
    outcome: Outcome,
    message: str,
    evidence: tuple[Evidence, ...] = (),
    warning: str = "",
    rounds: int = 1,
) -> Observation:
    return Observation(
        ID,
        snapshot.site.home,
        SubjectKind.SITE,
        outcome,
        message,
        evidence=evidence,
        warning=warning,
        rounds=rounds,
    )
