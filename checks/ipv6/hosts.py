"""Hosts that the home page embeds content from and that have no IPv6 (天窗)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from checks.interface import Params, check
from checks.ipv6.answers import aaaa_answer, join, latest, probe_evidence
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Probe, Snapshot

ID = "ipv6.hosts"
_ASKED = "首页引用的域名是否支持 IPv6"


@check(
    id=ID,
    title="首页引用只支持 IPv4 的域名（天窗）",
    clause="《推进互联网协议第六版（IPv6）规模部署行动计划》；“天窗”治理要求（原文未取得，列入清单）",
    needs={"probes"},
)
def hosts(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """首页引用只支持 IPv4 的域名（天窗）：只有 IPv6 的用户打开首页会缺图片、样式或脚本。

    是什么：查询首页加载的图片、脚本、样式、框架、音视频所在的每个域名。域名有 A 记录而域名服务器明确答复没有 AAAA 记
    录的，属于只支持 IPv4。本网站范围内的域名列为问题；其他单位的域名只作提醒，请与对方联系或改为本地存放。查询出错、
    超时的不计入。本网站自身没有 AAAA 记录的，先由“域名没有 IPv6 地址记录”一项检查，这里不重复列。

    为什么重要：网页本身支持 IPv6，引用的内容不支持，页面上就会出现“天窗”。

    如何整改：本网站范围内的域名，由托管单位完成 IPv6 配置后增加 AAAA 记录；其他单位的公共脚本、图片，改为存放在本网站
    服务器上。
    """
    probe = latest(snapshot, ID)
    if probe is None:
        yield _observe(snapshot, Outcome.CANT_TELL, f"无法判断{_ASKED}：本次没有查询记录。")
        return
    if aaaa_answer(snapshot).outcome != "found":
        yield _observe(snapshot, Outcome.INAPPLICABLE, f"本网站域名没有查到 AAAA 记录，不检查{_ASKED}。", probe)
        return
    listed = list(probe.data.get("hosts", ()))
    for one in filter(_is_own, listed):
        yield _own(snapshot, probe, one)
    yield _foreign(snapshot, probe, [str(one["host"]) for one in listed if not _is_own(one) and _lacks(one)])


def _is_own(one: Mapping[str, Any]) -> bool:
    return bool(one["internal"])


def _lacks(one: Mapping[str, Any]) -> bool:
    return bool(one["A"] == "found" and one["AAAA"] == "nodata")


def _own(snapshot: Snapshot, probe: Probe, one: Mapping[str, Any]) -> Observation:
    host, identity = str(one["host"]), (str(one["host"]),)
    if _lacks(one):
        message = f"首页引用的本网站域名 {host} 没有 AAAA 记录，例如 {one['example']}。"
        return _observe(snapshot, Outcome.FAILED, message, probe, identity)
    if one["AAAA"] == "found":
        return _observe(snapshot, Outcome.PASSED, f"首页引用的本网站域名 {host} 有 AAAA 记录。", probe, identity)
    return _observe(snapshot, Outcome.CANT_TELL, f"无法判断域名 {host} 是否支持 IPv6：{one['AAAA']}。", probe, identity)


def _foreign(snapshot: Snapshot, probe: Probe, lacking: list[str]) -> Observation:
    warning = f"首页引用的其他单位的域名只支持 IPv4：{join(lacking)}。" if lacking else ""
    message = warning or "首页引用的其他单位的域名没有发现只支持 IPv4 的。"
    home = snapshot.site.home
    evidence = probe_evidence(probe, join(lacking))
    return Observation(
        ID, home, SubjectKind.SITE, Outcome.PASSED, message, ("foreign",), evidence=evidence, warning=warning
    )


def _observe(
    snapshot: Snapshot, outcome: Outcome, message: str, probe: Probe | None = None, identity: tuple[str, ...] = ()
) -> Observation:
    evidence = probe_evidence(probe, " ".join(identity)) if probe else ()
    return Observation(ID, snapshot.site.home, SubjectKind.SITE, outcome, message, identity, evidence)
