"""Aliases that lead to a name that does not exist: whoever registers it owns a piece of the government's domain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from checks.interface import Params, asked_again, check
from checks.ipv6.answers import OUTCOMES, has_no_name, latest, probe_evidence
from core.outcome import Evidence, Observation, Outcome, SubjectKind
from core.snapshot import Look, Snapshot

ID = "dns.dangling_cname"


@asked_again(Look.ALIASES)
@check(
    id=ID,
    title="域名别名指向不存在的域名",
    clause="国办函〔2018〕55号 闲置域名及时注销；网络安全监测",
    needs={"probes"},
    # Separate inspections that must agree: a zone may be broken only now. Our own caution.
    defaults={"temporary_rounds": 2},
)
def dangling_cname(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """域名别名指向不存在的域名：本网站的域名通过别名（CNAME）指向一个已不存在的名称，可能被他人抢注冒用。

    是什么：对网站域名、登记的下属域名和站内链接中本域名之下的主机名，逐级跟踪别名。终点明确答复“域名不存在”，或别名循
    环指向的，判为问题，须在多次独立巡检中都出现才列入（默认两次）。查询超时、出错的，记“无法判断”。

    为什么重要：别名多指向云服务、加速服务。服务停用而别名未删，他人重新申请到同一名称，就能以政府域名发布任意内容。

    如何整改：由域名管理单位立即删除列出的别名记录；仍需使用的，改为指向现用服务分配的名称，并请服务商确认归属；停用云
    服务时，先删解析，后退服务。
    """
    host = snapshot.site.host
    if has_no_name(host):
        message = f"登记地址“{host}”不是域名，不适用别名检查。"
        yield Observation(ID, host, SubjectKind.SITE, Outcome.INAPPLICABLE, message)
        return
    probe = latest(snapshot, "dns.aliases", host)
    if probe is None:
        yield Observation(ID, host, SubjectKind.SITE, Outcome.CANT_TELL, "本次没有查询域名的别名。")
        return
    for found in probe.data["hosts"]:
        yield _judge(found, probe_evidence(probe, _chain(found)), int(params["temporary_rounds"]))


def _judge(found: Mapping[str, Any], evidence: tuple[Evidence, ...], rounds: int) -> Observation:
    host, outcome = str(found["host"]), str(found["outcome"])
    if found["loop"]:
        message = f"{host} 的别名循环指向：{_chain(found)}。"
        return _observe(host, Outcome.FAILED, message, evidence, rounds)
    if found["aliases"] and outcome == "nxdomain":
        message = f"{host} 的别名指向不存在的域名 {found['aliases'][-1]}（{_chain(found)}），疑似可被他人抢注。"
        return _observe(host, Outcome.FAILED, message, evidence, rounds)
    if outcome in ("found", "nodata", "nxdomain"):
        message = f"{host} 的别名有效（{_chain(found)}）。" if found["aliases"] else f"{host} 没有使用别名。"
        return _observe(host, Outcome.PASSED, message, evidence)
    return _observe(host, Outcome.CANT_TELL, f"无法判断 {host} 的别名：{OUTCOMES.get(outcome, '查询出错')}。", evidence)


def _chain(found: Mapping[str, Any]) -> str:
    return " → ".join((str(found["host"]), *map(str, found["aliases"])))


def _observe(host: str, outcome: Outcome, message: str, evidence: tuple[Evidence, ...], rounds: int = 1) -> Observation:
    return Observation(ID, host, SubjectKind.SITE, outcome, message, evidence=evidence, rounds=rounds)
