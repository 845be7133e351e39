"""DNSSEC as our own validation found it: only what is signed and wrong is a fault."""

from __future__ import annotations

from collections.abc import Iterator

from checks.interface import Params, check
from checks.ipv6.answers import OUTCOMES, has_no_name, latest, probe_evidence
from core.outcome import Evidence, Observation, Outcome, SubjectKind
from core.snapshot import Probe, Snapshot

ID = "dns.dnssec"
#: What the reasons of crawler.probes.dns.signatures and dnssec mean.
REASONS = {
    "unsigned": "缺少签名",
    "unknown-key": "签名所用的密钥不在区内",
    "unsupported": "所用算法本系统不能验证",
    "early": "签名尚未生效",
    "expired": "签名已过期",
    "wrong": "签名与记录不符",
    "no-keys": "上级登记了 DS 记录，但区内没有密钥",
    "ds-mismatch": "上级登记的 DS 记录与区内密钥不符",
    "too-many-keys": "密钥过多，未予验证",
    "unproven": "上级没有给出“未签名”的证明",
    "no-anchor": "本系统的信任锚不覆盖该域名",
    **OUTCOMES,
}


@check(
    id=ID,
    title="域名的 DNSSEC 签名错误",
    clause="RFC 4033—4035（域名系统安全扩展）；国办函〔2018〕55号（域名安全防护）",
    needs={"probes"},
    # A change of keys under way looks the same for a while. Our own caution.
    defaults={"temporary_rounds": 2},
)
def dnssec(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """域名的 DNSSEC 签名错误：域名启用了 DNSSEC，但签名过期、缺失或不符，会验证的用户打不开网站。

    是什么：从根域的信任锚开始，由本系统自己逐级验证到本网站的记录。签名完好的，以及没有启用 DNSSEC 的，都通过（未启用
    只作记录，不作为问题）；启用了而验证不通过的，判为问题，且须在多次独立巡检中都出现才列入（默认两次）。本系统所用的
    解析服务器不提供签名、查询失败、上级证明不全的，记“无法判断”。

    为什么重要：不少运营商和公共解析服务会验证签名；验证不通过时，这些用户完全查不到网站地址，而不验证的用户一切正常，
    所以往往很久才被发现。

    如何整改：由域名管理单位请域名解析服务商重新签名，检查自动续签是否正常；更换过密钥或解析服务商的，到注册商处更新
    DS 记录；暂时修复不了的，先在注册商处删除 DS 记录，待其失效后再停用签名。
    """
    host = snapshot.site.host
    if has_no_name(host):
        yield _observe(host, Outcome.INAPPLICABLE, f"登记地址“{host}”不是域名，不适用 DNSSEC 检查。")
        return
    probe = latest(snapshot, "dns.dnssec", host)
    if probe is None:
        yield _observe(host, Outcome.CANT_TELL, f"本次没有验证域名 {host} 的 DNSSEC。")
        return
    data = {key: str(value) for key, value in probe.data.items()}
    reason = REASONS.get(data["reason"].removeprefix("anchor-"), data["reason"])
    evidence = probe_evidence(probe)
    if data["status"] == "bogus":
        message = f"域名 {host} 的 DNSSEC 验证不通过：{data['name']} {data['detail']} {reason}。"
        yield _observe(host, Outcome.FAILED, " ".join(message.split()), evidence, int(params["temporary_rounds"]))
        return
    outcome, message = {
        "secure": (Outcome.PASSED, f"域名 {host} 的 DNSSEC 签名完好（区 {data['zone']}）{_alias(probe)}。"),
        "insecure": (Outcome.PASSED, f"域名 {host} 没有启用可验证的 DNSSEC（{data['name']} {reason}），不作为问题。"),
    }.get(data["status"], (Outcome.CANT_TELL, f"无法验证域名 {host} 的 DNSSEC：{_whose(data)}{reason}。"))
    yield _observe(host, outcome, message, evidence)


def _alias(probe: Probe) -> str:
    """What the host is an alias of, where that is not signed as well."""
    alias = probe.data.get("alias")
    if not alias or alias["status"] == "secure":
        return ""
    return f"；别名指向的 {alias['name']} 没有可验证的签名"


def _whose(data: dict[str, str]) -> str:
    if data["reason"].startswith("anchor-"):
        return "本系统的解析服务器、时钟或信任锚有问题，"
    return f"{data['name']} "


def _observe(
    host: str, outcome: Outcome, message: str, evidence: tuple[Evidence, ...] = (), rounds: int = 1
) -> Observation:
    return Observation(ID, host, SubjectKind.SITE, outcome, message, evidence=evidence, rounds=rounds)
