"""CAA records: which certificate authorities may issue. Their lack is no fault, their nonsense is one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from checks.interface import Params, check
from checks.ipv6.answers import OUTCOMES, has_no_name, join, latest, probe_evidence
from core.outcome import Evidence, Observation, Outcome, SubjectKind
from core.snapshot import Snapshot

ID = "dns.caa"
_ISSUING = frozenset({"issue", "issuewild"})
#: Properties that IANA has registered (Certification Authority Restriction Properties).
_KNOWN = _ISSUING | {"iodef", "contactemail", "contactphone", "issuemail", "issuevmc"}
#: RFC 8659: an authority that does not know a property so marked must not issue.
_CRITICAL = 128
_DOMAIN = re.compile(r"(?=.{1,253}\Z)(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}\Z")


@check(
    id=ID,
    title="CAA 记录有误",
    clause="RFC 8659（证书颁发机构授权）；CA/B 论坛基线要求",
    needs={"probes"},
)
def caa(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """CAA 记录有误：指定哪些机构可以为域名签发证书的记录写错，会使证书无法续期。

    是什么：查询对本网站生效的 CAA 记录（本域名没有的，逐级取上级的）。认证机构名称不是域名、标有“必须识别”却是未知属
    性的，判为问题。没有设置 CAA 的不作为问题；禁止一切机构签发的，作黄色预警。查询没有明确结果的，记“无法判断”。

    为什么重要：认证机构签发证书前必须查询该记录；写错的记录等于禁止签发，证书到期时才会发现网站打不开。

    如何整改：由域名管理单位按“0 issue "认证机构的域名"”的格式更正列出的记录，认证机构的域名以证书提供商的说明为准；不
    打算限制签发机构的，删除记录即可。
    """
    host = snapshot.site.host
    if has_no_name(host):
        yield _observe(host, Outcome.INAPPLICABLE, f"登记地址“{host}”不是域名，不适用 CAA 检查。")
        return
    probe = latest(snapshot, "dns.caa", host)
    if probe is None or probe.data["outcome"] not in ("found", "nodata"):
        meaning = OUTCOMES.get(str(probe.data["outcome"]), "没有结果") if probe else "本次没有查询"
        evidence = probe_evidence(probe) if probe else ()
        yield _observe(host, Outcome.CANT_TELL, f"无法判断域名 {host} 的 CAA 记录：{meaning}。", evidence)
        return
    yield _judge(host, list(probe.data["records"]), str(probe.data["at"]), probe_evidence(probe))


def _judge(host: str, records: list[Mapping[str, Any]], where: str, evidence: tuple[Evidence, ...]) -> Observation:
    if not records:
        return _observe(host, Outcome.PASSED, f"域名 {host} 没有设置 CAA 记录，不作为问题。", evidence)
    faults = [f"{_written(record)}（{fault}）" for record in records if (fault := _fault(record))]
    if faults:
        return _observe(host, Outcome.FAILED, f"{where} 的 CAA 记录有误：{join(faults)}。", evidence)
    issuers = [_issuer(record) for record in records if record["tag"].lower() == "issue"]
    nobody = bool(issuers) and not any(issuers)
    warning = f"{where} 的 CAA 记录禁止任何机构签发证书，证书将无法续期。" if nobody else ""
    message = f"{where} 的 CAA 记录：{join([_written(record) for record in records])}。"
    return _observe(host, Outcome.PASSED, message, evidence, warning)


def _fault(record: Mapping[str, Any]) -> str:
    tag = record["tag"].lower()
    if tag not in _KNOWN:
        return "未知属性，且标为必须识别，认证机构一律不得签发" if record["flags"] & _CRITICAL else ""
    if tag in _ISSUING and _issuer(record) and not _DOMAIN.match(_issuer(record)):
        return "认证机构名称不是域名"
    return ""


def _issuer(record: Mapping[str, Any]) -> str:
    return str(record["value"]).partition(";")[0].strip()


def _written(record: Mapping[str, Any]) -> str:
    return f'{record["flags"]} {record["tag"]} "{record["value"]}"'


def _observe(
    host: str, outcome: Outcome, message: str, evidence: tuple[Evidence, ...] = (), warning: str = ""
) -> Observation:
    return Observation(ID, host, SubjectKind.SITE, outcome, message, evidence=evidence, warning=warning)
