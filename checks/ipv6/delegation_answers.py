"""Whether the zone's name servers answer over IPv6: the other half of the delegation, which needs our own road."""

from __future__ import annotations

from collections.abc import Iterator

from checks.dns.zone import NoZone, Zone, told, zone_of
from checks.interface import Params, check
from checks.ipv6.answers import join
from checks.ipv6.vantage import judgeable
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Snapshot

ID = "ipv6.delegation_answers"


@check(
    id=ID,
    title="域名服务器不能通过 IPv6 应答",
    clause="国家IPv6发展监测“域名授权体系”；中央网信办网站考核“完整IPv6域名授权体系”",
    needs={"probes"},
    # Separate inspections that must agree: a server that does not answer may do so only now. Our own caution.
    defaults={"temporary_rounds": 2},
)
def delegation_answers(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """域名服务器不能通过 IPv6 应答：域名服务器有 IPv6 地址，但从 IPv6 查询得不到应答。

    是什么：对区内每台域名服务器的每个 IPv6 地址，直接查询本区的起始授权记录（SOA）。所有地址都不应答或声明不负责本区
    的，判为问题，且须在多次独立巡检中都出现才列入（默认两次）；只有部分不应答的，作黄色预警。本系统没有可用的 IPv6 网
    络，或本系统所在网络不允许直接查询域名服务器（连上级域名服务器也不应答）的，记“无法判断”。

    为什么重要：有地址而不应答，IPv6 用户的解析会变慢甚至失败，比没有地址更难察觉。

    如何整改：由域名管理单位请域名解析服务商检查列出的地址：解析服务是否监听 IPv6，防火墙是否放行 IPv6 的 UDP 和 TCP
    53 端口，是否已加载本区；已停用的地址，从域名服务器的 AAAA 记录和注册商登记中删除。
    """
    zone = zone_of(snapshot)
    host = snapshot.site.host
    if isinstance(zone, NoZone):
        yield Observation(ID, host, SubjectKind.SITE, zone.outcome, zone.reason, evidence=zone.evidence)
        return
    outcome, message, warning = _judge(zone, snapshot)
    rounds = int(params["temporary_rounds"]) if outcome is Outcome.FAILED else 1
    yield Observation(
        ID, host, SubjectKind.SITE, outcome, message, evidence=zone.evidence, warning=warning, rounds=rounds
    )


def _judge(zone: Zone, snapshot: Snapshot) -> tuple[Outcome, str, str]:
    asked = [server for server in zone.servers if server.addresses["ipv6"]]
    if not asked:
        return Outcome.INAPPLICABLE, f"域名区 {zone.name} 的域名服务器没有查到 IPv6 地址，不检查应答。", ""
    doubt = judgeable(snapshot, "ipv6")
    if doubt:
        return Outcome.CANT_TELL, f"无法判断域名服务器能否通过 IPv6 应答：{doubt}。", ""
    states = {server.name: told(server, zone, snapshot, ("ipv6",)) for server in asked}
    good = [name for name, state in states.items() if state == "good"]
    bad = [
        f"{name}（{'不负责本区' if state == 'lame' else '不应答'}）" for name, state in states.items() if state in _BAD
    ]
    if good:
        warning = f"部分域名服务器通过 IPv6 不能应答：{join(bad)}。" if bad else ""
        return Outcome.PASSED, f"域名区 {zone.name} 的域名服务器可通过 IPv6 应答：{join(good)}。", warning
    if bad and len(bad) == len(states):
        return Outcome.FAILED, f"域名区 {zone.name} 的域名服务器都不能通过 IPv6 应答：{join(bad)}。", ""
    message = "无法判断域名服务器能否通过 IPv6 应答：本系统所在网络可能不允许直接查询域名服务器。"
    return Outcome.CANT_TELL, message, ""


_BAD = ("lame", "silent")
