"""The suffix of a government site's domain name (国办函〔2018〕55号: .gov.cn, 中文域名 .政务)."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_address

from checks.interface import Params, check
from core.county import Site
from core.outcome import Evidence, Observation, Outcome, SubjectKind
from core.snapshot import Snapshot

#: .政务 is xn--zfr164b in the form that the DNS knows.
_SUFFIXES = (".gov.cn", ".政务", ".xn--zfr164b")


@check(id="identity.domain", title="域名后缀不合规", clause="国办函〔2018〕55号", needs={"pages"})
def domain(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """是什么：政府网站使用了 .gov.cn 和 .政务 以外的域名后缀。

    为什么重要：群众凭域名后缀识别政府网站。使用其他后缀，难以与仿冒网站区分，域名到期还可能被他人抢注。

    如何整改：英文域名以 .gov.cn 为后缀，中文域名以 .政务 为后缀；按程序申请合规域名，发布域名变更公告，
    原域名设置跳转，跳转期满后及时注销。例如：

        https://www.yunling-demo.gov.cn/
    """
    site = snapshot.site
    outcome, message = _judge(site)
    home = snapshot.home
    evidence = home.evidence() if home is not None else (Evidence(site.home),)
    yield Observation("identity.domain", site.home, SubjectKind.SITE, outcome, message, evidence=evidence)


def _judge(site: Site) -> tuple[Outcome, str]:
    host = site.host.rstrip(".")
    if host == "localhost" or is_literal_address(host):
        return Outcome.INAPPLICABLE, "登记的首页地址是 IP 地址或本机地址，不检查域名后缀。"
    if f".{host}".endswith(_SUFFIXES):
        return Outcome.PASSED, f"域名 {host} 的后缀符合规定。"
    if not site.id_code and not site.unit:
        return (
            Outcome.CANT_TELL,
            f"域名 {host} 的后缀不是 .gov.cn 或 .政务，但未登记标识码和责任单位，请人工核对。",
        )
    return Outcome.FAILED, f"域名 {host} 的后缀不是 .gov.cn 或 .政务。"


def is_literal_address(host: str) -> bool:
    """Whether a host name is an IPv4 or IPv6 address."""
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True
