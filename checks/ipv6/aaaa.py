"""Whether the site's name has an IPv6 address."""

from __future__ import annotations

from collections.abc import Iterator

from checks.interface import Params, check
from checks.ipv6.answers import Answer, aaaa_answer, has_no_name, join
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Snapshot


@check(
    id="ipv6.aaaa",
    title="域名没有 IPv6 地址记录",
    clause="国办秘函〔2019〕19号 第二部分 功能设计“IPv6改造”；《推进互联网协议第六版（IPv6）规模部署行动计划》",
    needs={"probes"},
)
def aaaa_record(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """域名没有 IPv6 地址记录：网站域名在域名系统中没有 AAAA 记录，IPv6 用户找不到网站。

    是什么：查询网站域名的 AAAA 记录。有记录的为通过；域名服务器明确答复“没有该类记录”的，判为问题。域名服务器出错、超
    时、拒绝查询或答复域名不存在的，以及本系统所用的解析服务器连核对网站的 AAAA 记录都不提供的，记“无法判断”，不作为问
    题。登记地址直接用 IP 地址或本机名的，不适用。

    为什么重要：AAAA 记录是网站支持 IPv6 的第一步，国家 IPv6 发展监测首先检测此项。

    如何整改：由网站主办单位通知域名管理单位和托管单位：先确认网站服务器或前端防护、加速节点已启用 IPv6 地址并能正常访
    问，再在域名解析中增加 AAAA 记录；不要在 IPv6 尚不能访问时先加记录，否则 IPv6 用户反而打不开网站。
    """
    host = snapshot.site.host
    if has_no_name(host):
        yield _observe(host, Outcome.INAPPLICABLE, f"登记地址“{host}”不是域名，不适用 AAAA 记录检查。", Answer(""))
        return
    answer = aaaa_answer(snapshot)
    if answer.outcome == "found" and answer.addresses:
        message = f"域名 {host} 有 AAAA 记录：{join(answer.addresses)}。"
        yield _observe(host, Outcome.PASSED, message, answer)
    elif answer.outcome == "nodata":
        message = f"域名 {host} 没有 AAAA 记录（域名服务器明确答复没有该类记录）。"
        yield _observe(host, Outcome.FAILED, message, answer)
    else:
        message = f"无法判断域名 {host} 是否有 AAAA 记录：{answer.meaning}。"
        yield _observe(host, Outcome.CANT_TELL, message, answer)


def _observe(host: str, outcome: Outcome, message: str, answer: Answer) -> Observation:
    return Observation("ipv6.aaaa", host, SubjectKind.SITE, outcome, message, evidence=answer.evidence)
