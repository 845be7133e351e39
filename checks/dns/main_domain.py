"""Several domain names of one site: all must lead to the main one."""

from __future__ import annotations

from collections.abc import Iterator

from checks.dns.names import Name, names_of, unanswerable
from checks.interface import Params, check
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Snapshot

ID = "dns.main_domain"


@check(
    id=ID,
    title="其他域名没有跳转到主域名",
    clause="国办函〔2018〕55号 一个网站原则上一个中文域名、一个英文域名，多个域名须明确主域名",
    needs={"probes"},
    # Separate inspections that must agree. Our own caution.
    defaults={"temporary_rounds": 2},
)
def main_domain(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """其他域名没有跳转到主域名：网站还有别的域名，打开后停在该域名上，没有转到登记的首页域名。

    是什么：对登记表“其他域名”列填写的域名（如中文域名）逐个打开首页，跟踪跳转。最后没有到达登记首页的域名的，判为问题，
    须在多次独立巡检中都出现才列入（默认两次）；页面声明了主域名（canonical）的，作黄色预警。没有解析的通过；打不开、
    疑似由脚本跳转的，记“无法判断”。

    为什么重要：同一网站以多个域名出现，群众难辨真伪，搜索引擎重复收录，证书、防护和监测也容易遗漏其中一个。

    如何整改：由网站主办单位明确主域名，请托管单位在其他域名上设置永久跳转（301）到主域名的首页和对应页面；不再使用的
    域名及时注销，并改填到登记表“旧域名”列。
    """
    site = snapshot.site
    ended = unanswerable(snapshot, site.aliases)
    if ended:
        outcome, words = ended
        yield Observation(ID, site.host, SubjectKind.SITE, outcome, f"其他域名：{words}")
        return
    for name in names_of(snapshot, "alias"):
        outcome, message, warning = _judge(name, site.host)
        yield Observation(
            ID,
            name.domain,
            SubjectKind.SITE,
            outcome,
            message,
            evidence=name.evidence,
            warning=warning,
            rounds=int(params["temporary_rounds"]) if outcome is Outcome.FAILED else 1,
        )


def _judge(name: Name, main: str) -> tuple[Outcome, str, str]:
    if name.gone:
        return Outcome.PASSED, f"域名 {name.domain} 目前没有解析。", ""
    if not name.page:
        return Outcome.CANT_TELL, f"无法判断域名 {name.domain} 是否能解析：{name.doubt}。", ""
    if name.end == main:
        return Outcome.PASSED, f"域名 {name.domain} 跳转到主域名 {main}。", ""
    return _judge_stay(name, main)


def _judge_stay(name: Name, main: str) -> tuple[Outcome, str, str]:
    """No redirect leads to the main domain; the page may, in its own ways."""
    if not name.opens:
        return Outcome.CANT_TELL, f"域名 {name.domain} 打不开，无法判断是否跳转到主域名 {main}。", ""
    if name.canonical == main:
        warning = f"域名 {name.domain} 没有跳转，只在页面中声明了主域名 {main}。"
        return Outcome.PASSED, f"域名 {name.domain} 的页面声明了主域名 {main}。", warning
    if name.page["onward"]:
        return Outcome.CANT_TELL, f"域名 {name.domain} 可能由脚本跳转，请人工核实是否到达主域名 {main}。", ""
    return Outcome.FAILED, f"域名 {name.domain} 打开后停在 {name.end}，没有跳转到主域名 {main}。", ""
