"""Whether each IPv6 address takes connections on the ports that IPv4 has open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from checks.interface import Params, check
from checks.ipv6.answers import latest, probe_evidence
from checks.ipv6.gate import unjudged, verge
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Probe, Snapshot

ID = "ipv6.ports"
_ASKED = "IPv6 地址的端口是否开放"
_ERRORS = {
    "refused": "拒绝连接",
    "reset": "连接被重置",
    "timeout": "没有应答",
    "host_unreachable": "回告主机不可达",
    "prohibited": "回告禁止访问",
}


@check(
    id=ID,
    title="部分 IPv6 地址或端口连接不上",
    clause="《推进互联网协议第六版（IPv6）规模部署行动计划》；国家 IPv6 发展监测平台“首页可达”",
    needs={"probes"},
    defaults={"temporary_rounds": 2},
)
def ports(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """部分 IPv6 地址或端口连接不上：同一端口 IPv4 能连接，某个 IPv6 地址不能。

    是什么：对域名的每个 IPv4、IPv6 地址分别连接 80、443 端口（登记地址另有端口的用该端口），只建立连接，不发送内容。
    IPv4 上开放的端口，在某个 IPv6 地址上被拒绝、没有应答或者回告不可达的，列为问题，须两次独立巡检都出现。只得到“没有
    到该网络的路由”的，可能是本系统线路的原因，记“无法判断”。所有 IPv6 地址都连接不上的，由“首页不能通过 IPv6 访问”一
    项检查。

    为什么重要：域名有多个 IPv6 地址时，用户会随机分到其中一个；分到坏的那个，网站就打不开。

    如何整改：由托管单位在该地址所在的服务器、负载均衡和防火墙上放行 IPv6 的相应端口；地址已停用的，请域名管理单位从解
    析中删除。
    """
    found, probe = verge(snapshot), latest(snapshot, ID)
    if found is not None:
        yield unjudged(ID, snapshot, found, _ASKED)
    elif probe is None:
        yield _observe(snapshot, Outcome.CANT_TELL, f"无法判断{_ASKED}：本次没有连接记录。")
    else:
        yield from _judge(snapshot, probe, int(params["temporary_rounds"]))


def _judge(snapshot: Snapshot, probe: Probe, rounds: int) -> Iterator[Observation]:
    connections = list(probe.data.get("connections", ()))
    open_on_four = {one["port"] for one in connections if one["ok"] and ":" not in one["address"]}
    six = [one for one in connections if ":" in one["address"] and one["port"] in open_on_four]
    if not six:
        message = f"无法判断{_ASKED}：没有可以对照的 IPv4 端口。"
        yield _observe(snapshot, Outcome.CANT_TELL, message, probe)
    elif not any(one["ok"] for one in six):
        message = "所有 IPv6 地址都没有连接成功，端口不再单独评价。"
        yield _observe(snapshot, Outcome.INAPPLICABLE, message, probe)
    else:
        for one in six:
            yield _connection(snapshot, probe, one, rounds)


def _connection(snapshot: Snapshot, probe: Probe, one: Mapping[str, Any], rounds: int) -> Observation:
    place = f"IPv6 地址 {one['address']} 的 {one['port']} 端口"
    identity = (str(one["address"]), str(one["port"]))
    if one["ok"]:
        return _observe(snapshot, Outcome.PASSED, f"{place}可以连接。", probe, identity)
    reason = _ERRORS.get(one["error"])
    if reason is None:
        message = f"无法判断{place}是否开放：连接没有成功（{one['error']}），可能是本系统线路的原因。"
        return _observe(snapshot, Outcome.CANT_TELL, message, probe, identity)
    message = f"{place}连接不上（{reason}），IPv4 的同一端口可以连接。"
    return _observe(snapshot, Outcome.FAILED, message, probe, identity, rounds)


def _observe(
    snapshot: Snapshot,
    outcome: Outcome,
    message: str,
    probe: Probe | None = None,
    identity: tuple[str, ...] = (),
    rounds: int = 1,
) -> Observation:
    evidence = probe_evidence(probe, " ".join(identity)) if probe else ()
    home = snapshot.site.home
    return Observation(ID, home, SubjectKind.SITE, outcome, message, identity, evidence, rounds=rounds)
