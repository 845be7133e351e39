"""AAAA records that lead nobody anywhere: addresses for a special purpose, by our own table."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_address, ip_network

from checks.interface import Params, check
from checks.ipv6.answers import aaaa_answer, has_no_name, join
from core.addresses import classify_record
from core.county import Site
from core.outcome import Evidence, Observation, Outcome, SubjectKind
from core.snapshot import Snapshot

ID = "ipv6.bogus_aaaa"

#: What the kinds of core.addresses.classify_record mean.
KINDS = {
    "6to4": "6to4 过渡地址，已停用",
    "teredo": "Teredo 过渡地址，已停用",
    "nat64": "NAT64 转换地址，只在运营商网内有效",
    "ula": "本地唯一地址，只在内网有效",
    "site-local": "站点本地地址，已废止",
    "link-local": "链路本地地址，只在本网段有效",
    "loopback": "本机地址",
    "unspecified": "未指定地址",
    "multicast": "组播地址",
    "ipv4-mapped": "IPv4 映射地址",
    "ipv4-compatible": "IPv4 兼容地址，已废止",
    "ipv4-translated": "IPv4 转换地址",
    "documentation": "文档示例地址",
    "discard": "黑洞地址",
    "reserved": "保留地址，未分配用于公网",
}


@check(
    id=ID,
    title="AAAA 记录不是公网 IPv6 地址",
    clause="《推进互联网协议第六版（IPv6）规模部署行动计划》；RFC 6890、RFC 4291",
    needs={"probes"},
)
def bogus_aaaa(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """AAAA 记录不是公网 IPv6 地址：域名虽有 AAAA 记录，但其中的地址公网用户无法到达。

    是什么：逐个核对域名 AAAA 记录中的地址。属于过渡技术（6to4、Teredo、NAT64）、内网（ULA、站点本地、链路本地）、本机、
    组播、IPv4 映射或兼容、文档示例以及未分配地址的，判为问题，有一个即列出。登记表“允许内网地址”列填写了该网段的内网
    网站除外。本项只看域名解析结果，不需要本系统有 IPv6 网络。

    为什么重要：这类地址看似“有记录”，实际打不开；用户的设备优先尝试 IPv6，会感到网站很慢甚至无法访问。

    如何整改：由网站主办单位通知域名管理单位，从解析中删除列出的地址；确需 IPv6 的，向运营商申请公网 IPv6 地址（一般以
    24 开头），在服务器、负载均衡和防火墙上配好并能打开后，再填入 AAAA 记录。
    """
    host = snapshot.site.host
    if has_no_name(host):
        yield _observe(host, Outcome.INAPPLICABLE, f"登记地址“{host}”不是域名，不适用 AAAA 记录检查。")
        return
    answer = aaaa_answer(snapshot)
    if answer.outcome == "nodata":
        message = f"域名 {host} 没有 AAAA 记录，由“域名没有 IPv6 地址记录”一项检查。"
        # A record that was wrong and is gone is put right.
        yield _observe(host, Outcome.PASSED, message, answer.evidence)
        return
    if answer.outcome != "found":
        message = f"无法核对域名 {host} 的 AAAA 记录：{answer.meaning}。"
        yield _observe(host, Outcome.CANT_TELL, message, answer.evidence)
        return
    bad = [words for address in answer.addresses if (words := doubt(address, snapshot.site))]
    if bad:
        message = f"域名 {host} 的 AAAA 记录中，公网用户无法到达的地址：{join(bad)}。"
        yield _observe(host, Outcome.FAILED, message, answer.evidence)
        return
    message = f"域名 {host} 的 AAAA 记录均为可用地址：{join(answer.addresses)}。"
    yield _observe(host, Outcome.PASSED, message, answer.evidence)


def doubt(address: str, site: Site) -> str:
    """Name what is wrong with an address in an AAAA record; empty: nothing, or the register allows its network."""
    try:
        kind = classify_record(address)
    except ValueError:
        return f"{address}（不是 IPv6 地址）"
    if kind == "global" or _allowed(address, site):
        return ""
    return f"{address}（{KINDS.get(kind, '特殊用途地址')}）"


def _allowed(address: str, site: Site) -> bool:
    found = ip_address(address)
    return any(found in ip_network(text, strict=False) for text in site.allow_private)


def _observe(host: str, outcome: Outcome, message: str, evidence: tuple[Evidence, ...] = ()) -> Observation:
    return Observation(ID, host, SubjectKind.SITE, outcome, message, evidence=evidence)
