"""Whether every name server of the zone exists, answers, and answers for the zone."""

from __future__ import annotations

from collections.abc import Iterator

from checks.dns.zone import NoZone, Server, Zone, told, zone_of
from checks.interface import Params, check
from checks.ipv6.answers import join
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Snapshot

ID = "dns.nameservers"
_FAULTS = {"nowhere": "名称没有任何地址", "lame": "不负责本区", "silent": "不应答"}


@check(
    id=ID,
    title="域名服务器配置错误",
    clause="国办函〔2018〕55号（域名管理）；RFC 1034、RFC 1912、RFC 2182",
    needs={"probes"},
    # Separate inspections that must agree before a server that does not answer is named. Our own caution.
    defaults={"temporary_rounds": 2},
)
def nameservers(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """域名服务器配置错误：为本域名解析的服务器中，有的不存在、不应答或不负责本域名。

    是什么：找出域名所在的区，查询每台域名服务器（NS 记录）的 IPv4、IPv6 地址，再直接向每个地址查询本区。服务器名称没
    有任何地址的，判为问题；应答但不负责本区的（拒绝、出错或只作转介），以及在本系统确能直接查询域名服务器时不应答的，
    也判为问题，但须在多次独立巡检中都出现才列入（默认两次）。全区只有一台服务器或一个地址的，作黄色预警。

    为什么重要：用户的解析会随机落到有问题的服务器上，网站时好时坏；唯一的服务器一停，整个域名都无法访问。

    如何整改：由域名管理单位核对注册商处登记的域名服务器与实际在用的是否一致，删除已停用的，请解析服务商修复不应答、未
    加载本区的；至少保留两台位于不同网络的域名服务器。
    """
    zone = zone_of(snapshot)
    host = snapshot.site.host
    if isinstance(zone, NoZone):
        yield Observation(ID, host, SubjectKind.SITE, zone.outcome, zone.reason, evidence=zone.evidence)
        return
    states = {server.name: _state(server, zone, snapshot) for server in zone.servers}
    outcome, message = _judge(zone, states)
    lasting = outcome is not Outcome.FAILED or "nowhere" in states.values()
    yield Observation(
        ID,
        host,
        SubjectKind.SITE,
        outcome,
        message,
        evidence=zone.evidence,
        warning=_alone(zone) if outcome is Outcome.PASSED else "",
        rounds=1 if lasting else int(params["temporary_rounds"]),
    )


def _state(server: Server, zone: Zone, snapshot: Snapshot) -> str:
    return "nowhere" if server.nowhere else told(server, zone, snapshot, ("ipv4", "ipv6"))


def _judge(zone: Zone, states: dict[str, str]) -> tuple[Outcome, str]:
    faults = [f"{name}（{_FAULTS[state]}）" for name, state in states.items() if state in _FAULTS]
    if faults:
        return Outcome.FAILED, f"域名区 {zone.name} 有问题的域名服务器：{join(faults)}。"
    unknown = [name for name, state in states.items() if state == "unknown"]
    if unknown or not states:
        reason = "本系统所在网络可能不允许直接查询域名服务器，或其地址没有查到明确结果"
        return Outcome.CANT_TELL, f"无法判断域名区 {zone.name} 的域名服务器是否正常：{join(unknown)}（{reason}）。"
    return Outcome.PASSED, f"域名区 {zone.name} 的域名服务器均正常应答：{join(list(states))}。"


def _alone(zone: Zone) -> str:
    addresses = {address for server in zone.servers for found in server.addresses.values() for address in found}
    if len(zone.servers) < 2 or len(addresses) < 2:
        return f"域名区 {zone.name} 只有一台域名服务器或一个地址，一旦中断整个域名都无法访问。"
    return ""
