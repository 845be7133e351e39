"""Whether this round had a proven road of its own per address family. Holds no check of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.snapshot import Snapshot

_NAMES = {"ipv4": "IPv4", "ipv6": "IPv6"}
#: Leftovers of the transition: what fails from there may fail only from there.
_TUNNELS = {"6to4": "6to4 隧道", "teredo": "Teredo 隧道"}
_KINDS = {
    "global": "公网地址",
    "private": "内网地址",
    "cgnat": "运营商内网地址",
    "ula": "内网地址（ULA）",
    "link-local": "链路本地地址",
    "loopback": "本机地址",
    **_TUNNELS,
}


def judgeable(snapshot: Snapshot, family: str) -> str:
    """Say why what failed over `family` ("ipv4", "ipv6") cannot be judged in this round; empty: it can.

    One control that answered over the family proves the road, one alone too: a single answer is proof, and with a
    single control its own outage leaves only doubt. Each time that the vantage was taken in the round (before the
    measurements and after them) must show one. That a route is there or is not proves nothing, nor does ENETUNREACH.
    """
    name = _NAMES[family]
    rounds = [probe.data.get(family, {}) for probe in snapshot.probes("vantage")]
    if not rounds:
        return f"本次没有记录本系统所在网络的 {name} 状况"
    for seen in rounds:
        reason = _doubt(name, seen)
        if reason:
            return reason
    return ""


def _doubt(name: str, seen: Mapping[str, Any]) -> str:
    controls = seen.get("controls", ())
    if not controls:
        return f"没有设置用于核对本系统 {name} 网络的网站"
    if not any(control.get("ok") for control in controls):
        whole = f"用于核对的 {len(controls)} 个网站均未连通" if len(controls) > 1 else "用于核对的网站未连通"
        return f"本系统所在网络没有可用的 {name}（{whole}{_source(seen)}）"
    if seen.get("kind") in _TUNNELS:
        return f"本系统的 {name} 经过渡隧道接入（{_TUNNELS[seen['kind']]}），不能代表一般用户"
    return ""


def _source(seen: Mapping[str, Any]) -> str:
    if not seen.get("source"):
        return "；本机没有该类网络的出口"
    kind = str(seen.get("kind", ""))
    return f"；本机出口地址 {seen['source']}，{_KINDS.get(kind, '特殊用途地址')}"
