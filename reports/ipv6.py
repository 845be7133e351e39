"""A site's IPv6 page: what each check says, and for the engineer every record, address and host that was measured."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from statistics import median
from typing import Any

from checks import Registry
from checks.ipv6.answers import has_no_name
from core.outcome import Observation, Outcome
from core.snapshot import Probe, Snapshot
from reports.model import Measured, SixPage

#: What is checked, without saying that it is wrong, as the checks' own titles do.
_NAMES = {
    "ipv6.aaaa": "域名的 IPv6 地址记录（AAAA）",
    "ipv6.bogus_aaaa": "AAAA 记录是否为公网地址",
    "ipv6.delegation": "域名服务器的 IPv6 地址",
    "ipv6.delegation_answers": "域名服务器的 IPv6 应答",
    "ipv6.home": "首页 IPv6 访问",
    "ipv6.success_rate": "首页 IPv6 访问成功率",
    "ipv6.content": "IPv4、IPv6 首页内容一致性",
    "ipv6.ports": "IPv6 地址和端口",
    "ipv6.inner_links": "二级、三级内链支持率",
    "ipv6.hosts": "首页引用的域名（天窗）",
    "ipv6.latency": "IPv6 与 IPv4 的时延",
}
#: The gravest first: that is what somebody has to act on.
_ORDER = (Outcome.FAILED, Outcome.CANT_TELL, Outcome.UNTESTED, Outcome.PASSED, Outcome.INAPPLICABLE)
_OUTCOMES = {
    Outcome.PASSED: "正常",
    Outcome.FAILED: "有问题",
    Outcome.CANT_TELL: "无法判断",
    Outcome.INAPPLICABLE: "不适用",
    Outcome.UNTESTED: "未检测",
}
#: What raw outcomes and errors of the probes mean.
_WORDS = {
    "found": "有记录",
    "nodata": "没有该类记录",
    "nxdomain": "域名不存在",
    "servfail": "域名服务器出错",
    "refused": "被拒绝",
    "cname-loop": "别名循环指向",
    "lame": "域名服务器不负责该域名",
    "malformed": "域名服务器的应答无法识读",
    "timeout": "超时",
    "reset": "连接被重置",
    "host_unreachable": "主机不可达",
    "net_unreachable": "没有到该网络的路由",
    "prohibited": "禁止访问",
    "guarded": "不是公网地址，未访问",
    "dns_gone": "下一跳域名没有 IPv6 地址",
    "dns_failed": "下一跳域名查询失败",
    "ipv4_only": "跳转到 IPv4 地址",
    "tls": "证书或加密连接有问题",
    "truncated": "内容没有传完",
    "protocol": "应答不是有效的网页协议",
}
#: Most pages of one level and hosts listed.
_MOST = 20


def six_page(snapshot: Snapshot, observations: Iterable[Observation], registry: Registry) -> SixPage | None:
    """The page of one snapshot; None for a home page that is a bare address: DNS says nothing of it."""
    if has_no_name(snapshot.site.host):
        return None
    titles = {check.id: check.title for check in registry}
    mine = [item for item in observations if item.check.startswith("ipv6.")]
    mine.sort(key=lambda item: (_ORDER.index(item.outcome), not item.warning))
    results = tuple(
        (_NAMES.get(item.check) or titles.get(item.check, item.check), _result(item), item.warning or item.message)
        for item in mine
    )
    measured = tuple(line for kind, read in _READERS.items() for line in _lines(snapshot, kind, read))
    return SixPage(results, measured)


def _result(item: Observation) -> str:
    if item.outcome is Outcome.FAILED and item.rounds > 1:
        return "疑似，待复核"
    return "正常，有提醒" if item.outcome is Outcome.PASSED and item.warning else _OUTCOMES[item.outcome]


def _lines(snapshot: Snapshot, kind: str, read: Callable[[Probe], Iterator[Measured]]) -> Iterator[Measured]:
    probes = sorted(snapshot.probes(kind), key=lambda probe: probe.at)
    if probes:
        yield from read(probes[-1])


def _vantage(probe: Probe) -> Iterator[Measured]:
    for family, name in (("ipv4", "IPv4"), ("ipv6", "IPv6")):
        road = probe.data.get(family, {})
        source = f"{road['source']}（{road.get('kind', '')}）" if road.get("source") else "没有可用地址"
        controls = [f"{one['url']} {'可达' if one.get('ok') else '不可达'}" for one in road.get("controls", ())]
        yield Measured("检测点", f"本系统 {name} 出口", "；".join((source, *controls)))


def _dns(probe: Probe) -> Iterator[Measured]:
    for kind in ("A", "AAAA"):
        found = probe.data.get(kind)
        if found:
            addresses = "、".join(found.get("addresses", ()))
            yield Measured("域名记录", f"{probe.subject} {kind}", addresses or _said(found.get("outcome", "")))


def _delegation(probe: Probe) -> Iterator[Measured]:
    for one in probe.data.get("nameservers", ()):
        found = one["AAAA"]
        seen = "、".join(found.get("addresses", ())) or _said(found.get("outcome", ""))
        six = [answer for answer in one["answers"] if ":" in answer["address"]]
        good = sum(1 for answer in six if answer["outcome"] == "found" and answer["authoritative"])
        answered = f"；{len(six)} 个地址中 {good} 个能应答" if six else ""
        yield Measured("域名服务器", f"{one['name']}（区 {probe.data['zone']}）", f"AAAA {seen}{answered}")


def _ports(probe: Probe) -> Iterator[Measured]:
    for one in probe.data.get("connections", ()):
        seen = f"可以连接，{one['elapsed_ms']} 毫秒" if one["ok"] else f"连接不上：{_said(one['error'])}"
        yield Measured("地址端口", f"{one['address']} 端口 {one['port']}", seen)


def _home(probe: Probe) -> Iterator[Measured]:
    attempts: dict[str, list[Mapping[str, Any]]] = {}
    for one in (*probe.data.get("ipv4", ()), *probe.data.get("attempts", ())):
        attempts.setdefault(one["address"], []).append(one)
    for address, tries in attempts.items():
        opened = [one for one in tries if not one["error"] and 200 <= one["status"] < 400]
        seen = f"{len(tries)} 次中打开 {len(opened)} 次"
        if opened:
            seen += f"，用时中位数 {median(one['elapsed_ms'] for one in opened):.0f} 毫秒"
        failures = sorted({_said(one["error"] or f"HTTP {one['status']}") for one in tries if one not in opened})
        yield Measured("首页", f"经 {address} 打开", "；".join((seen, *failures)))


def _inner_links(probe: Probe) -> Iterator[Measured]:
    for level, name in (("2", "二级页面"), ("3", "三级页面")):
        for one in _failing(probe.data.get("levels", {}).get(level, ())):
            reason = "域名没有 AAAA 记录" if one["aaaa"] == "nodata" else _said(one["error"]) or f"HTTP {one['status']}"
            beside = {"opens": "，同时 IPv4 能打开", "fails": "，同时 IPv4 也打不开"}.get(one["ipv4"], "")
            yield Measured(name, one["url"], f"IPv6 打不开：{reason}{beside}")


def _failing(results: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [one for one in results if one["error"] or not 200 <= one["status"] < 400][:_MOST]


def _hosts(probe: Probe) -> Iterator[Measured]:
    for one in [one for one in probe.data.get("hosts", ()) if one["AAAA"] != "found"][:_MOST]:
        whose = "本网站" if one["internal"] else "其他单位"
        yield Measured("引用的域名", f"{one['host']}（{whose}）", f"AAAA {_said(one['AAAA'])}，例如 {one['example']}")


def _said(word: str) -> str:
    return _WORDS.get(word, word)


_READERS = {
    "vantage": _vantage,
    "dns": _dns,
    "dns.delegation": _delegation,
    "ipv6.ports": _ports,
    "ipv6.home": _home,
    "ipv6.inner_links": _inner_links,
    "ipv6.hosts": _hosts,
}
