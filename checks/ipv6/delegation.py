"""Whether the zone's name servers have IPv6 addresses: the first half of the delegation, seen from anywhere."""

from __future__ import annotations

from collections.abc import Iterator

from checks.dns.zone import NoZone, Server, Zone, zone_of
from checks.interface import Params, check
from checks.ipv6.answers import OUTCOMES, hides_aaaa, join
from checks.ipv6.bogus_aaaa import doubt
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Snapshot

ID = "ipv6.delegation"


@check(
    id=ID,
    title="域名服务器没有 IPv6 地址",
    clause="国家IPv6发展监测“域名授权体系”；中央网信办网站考核“完整IPv6域名授权体系”",
    needs={"probes"},
)
def delegation(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """域名服务器没有 IPv6 地址：为本域名解析的服务器都只有 IPv4，纯 IPv6 用户查不到网站地址。

    是什么：找出域名所在的区，逐个查询区内每台域名服务器（NS 记录）的 AAAA 记录。没有一台有公网 IPv6 地址的，判为问题；
    只有部分服务器有的，作黄色预警。域名服务器的地址没有查到明确结果的，记“无法判断”。本项不需要本系统有 IPv6 网络。

    为什么重要：网站自身支持 IPv6 还不够，解析链条的每一环都支持，IPv6 用户才能找到网站；国家监测把它单列一项。

    如何整改：由域名管理单位请域名解析服务商启用支持 IPv6 的域名服务器，为列出的服务器名称增加 AAAA 记录；服务器名称在
    本域名之内的，还要在域名注册商处登记其 IPv6 地址（胶水记录）。
    """
    zone = zone_of(snapshot)
    host = snapshot.site.host
    if isinstance(zone, NoZone):
        yield Observation(ID, host, SubjectKind.SITE, zone.outcome, zone.reason, evidence=zone.evidence)
        return
    outcome, message, warning = _judge(zone, snapshot)
    yield Observation(ID, host, SubjectKind.SITE, outcome, message, evidence=zone.evidence, warning=warning)


def _judge(zone: Zone, snapshot: Snapshot) -> tuple[Outcome, str, str]:
    having = [server.name for server in zone.servers if _usable(server, snapshot)]
    lacking = [server.name for server in zone.servers if server.lacks("ipv6") or _useless(server, snapshot)]
    where = f"域名区 {zone.name} "
    if having:
        warning = f"{where}的部分域名服务器没有可用的 IPv6 地址：{join(lacking)}。" if lacking else ""
        return Outcome.PASSED, f"{where}的域名服务器有 IPv6 地址：{join(having)}。", warning
    if hides_aaaa(snapshot):
        return Outcome.CANT_TELL, f"无法判断{where}的域名服务器有无 IPv6 地址：{OUTCOMES['hidden']}。", ""
    if len(lacking) == len(zone.servers) > 0:
        return Outcome.FAILED, f"{where}的 {len(lacking)} 台域名服务器都没有可用的 IPv6 地址：{join(lacking)}。", ""
    unknown = [server.name for server in zone.servers if server.name not in lacking]
    return Outcome.CANT_TELL, f"无法判断{where}的域名服务器有无 IPv6 地址：{join(unknown)} 没有查到明确结果。", ""


def _usable(server: Server, snapshot: Snapshot) -> bool:
    return any(not doubt(address, snapshot.site) for address in server.addresses["ipv6"])


def _useless(server: Server, snapshot: Snapshot) -> bool:
    return bool(server.addresses["ipv6"]) and not _usable(server, snapshot)
