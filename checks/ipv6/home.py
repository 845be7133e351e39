"""Whether the home page opens over IPv6."""

from __future__ import annotations

from collections.abc import Iterator

from checks.interface import Params, check
from checks.ipv6.answers import join, probe_evidence
from checks.ipv6.attempts import Attempts, Reach, best_by_address, home_attempts
from checks.ipv6.gate import unjudged, verge
from core.outcome import Evidence, Observation, Outcome, SubjectKind
from core.snapshot import Snapshot

ID = "ipv6.home"
_ASKED = "首页能否通过 IPv6 访问"


@check(
    id=ID,
    title="首页不能通过 IPv6 访问",
    clause="国办秘函〔2019〕19号 第二部分 功能设计“IPv6改造”；《推进互联网协议第六版（IPv6）规模部署行动计划》",
    needs={"probes"},
    # Separate inspections that must agree: an address that does not answer may do so only now. Our own caution.
    defaults={"temporary_rounds": 2},
    version=2,
)
def home_over_ipv6(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """首页不能通过 IPv6 访问：域名有 AAAA 记录，但用 IPv6 打不开首页。

    是什么：先用若干已知支持 IPv6 的网站检验本系统自身的 IPv6 网络，再对域名的每个 IPv6 地址分别打开首页，跳转也只用
    IPv6 逐级打开。所有地址的每次尝试都失败的，判为问题，且须在多次独立巡检中都出现才列入（默认两次）；只有部分地址失
    败的，作黄色预警。本系统自身没有可用 IPv6 网络，或者服务器不接受自动检查的，记“无法判断”，不作为问题。没有 AAAA 记
    录的，由“域名没有 IPv6 地址记录”一项检查。

    为什么重要：越来越多的用户优先使用 IPv6；有记录而打不开，用户会感到网站很慢甚至无法访问。

    如何整改：由网站主办单位通知托管单位逐个检查 AAAA 记录指向的地址：服务器、负载均衡和防火墙是否放行 IPv6 的 80、443
    端口，是否绑定了本网站域名和证书；首页跳转到其他域名的，那个域名也要支持 IPv6；已停用的地址，请域名管理单位从解析
    中删除。改好后用 IPv6 网络打开首页核实。
    """
    found = verge(snapshot)
    if found is not None:
        yield unjudged(ID, snapshot, found, _ASKED)
        return
    yield _judge(snapshot, home_attempts(snapshot), int(params["temporary_rounds"]))


def _judge(snapshot: Snapshot, attempts: Attempts, rounds: int) -> Observation:
    if attempts.probe is None or not attempts.six:
        return _observe(snapshot, Outcome.CANT_TELL, f"无法判断{_ASKED}：本次没有对 IPv6 地址的访问记录。")
    reach = best_by_address(attempts.six)
    evidence = probe_evidence(attempts.probe, attempts.excerpt)
    opens = [address for address, state in reach.items() if state is Reach.OPENS]
    fails = [address for address, state in reach.items() if state is Reach.FAILS]
    if opens:
        warning = f"部分 IPv6 地址不能访问：{join(fails)}。" if fails else ""
        return _observe(snapshot, Outcome.PASSED, f"首页可通过 IPv6 访问（{join(opens)}）。", evidence, warning)
    if len(fails) < len(reach):
        message = f"无法判断{_ASKED}：服务器有应答，但不接受自动检查，请人工核实。"
        return _observe(snapshot, Outcome.CANT_TELL, message, evidence)
    message = f"首页不能通过 IPv6 访问：{_where(attempts)}{len(reach)} 个 IPv6 地址（{join(fails)}）的各次尝试均失败。"
    return _observe(snapshot, Outcome.FAILED, message, evidence, rounds=rounds)


def _where(attempts: Attempts) -> str:
    """The address that the home page leads to, when it is there that IPv6 ends."""
    onward = sorted({one.where for one in attempts.six if one.where})
    return f"跳转到 {join(onward)} 后，" if onward and all(one.where for one in attempts.six) else ""


def _observe(
    snapshot: Snapshot,
    outcome: Outcome,
    message: str,
    evidence: tuple[Evidence, ...] = (),
    warning: str = "",
    rounds: int = 1,
) -> Observation:
    home = snapshot.site.home
    return Observation(ID, home, SubjectKind.SITE, outcome, message, evidence=evidence, warning=warning, rounds=rounds)
