"""A site that could not be opened too often."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from checks.availability.week import failures, judge_week, read_week
from checks.interface import Params, check
from checks.ipv6.answers import latest, probe_evidence
from core.availability import VALID
from core.outcome import BY_PERSON, Observation, Outcome, SubjectKind
from core.snapshot import Snapshot

ID = "avail.home"
#: What a failed try met, in words.
_KINDS = {
    "timeout": "超时",
    "refused": "连接被拒绝或中断",
    "dns_gone": "域名没有解析",
    "dns_failed": "域名解析失败",
    "server_error": "服务器错误",
    "dead": "首页不存在",
    "redirect_loop": "循环跳转",
    "too_many_redirects": "跳转过多",
    "bad_redirect": "跳转地址错误",
}
#: What a server that drops our packets looks like, too.
_SILENT = frozenset({"timeout", "refused"})
_SHUT_OUT = "一次也没有打开过，且都没有应答，也可能是对方屏蔽了本系统的网络地址，请换其他网络打开核实后再确认。"


@check(
    id=ID,
    title="站点无法访问",
    clause="国办秘函〔2019〕19号 第一部分 单项否决“站点无法访问”",
    needs={"probes"},
    # 7 days, 20 visits, 5 %: that clause. 3 %: the early-warning line customary with vendors of the trade.
    defaults={"days": 7, "per_day": 20, "limit_percent": 5, "warn_percent": 3},
    # A site that is down while it is crawled is the very case.
    apart=True,
)
def home_not_available(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """站点无法访问：一周内，超过（含）15 秒仍打不开的次数占全部监测次数的 5% 以上（含）。

    是什么：每个网站每小时访问一次首页，全天 24 次。从查询域名、建立连接到收到页面内容合计不超过 15 秒；中途失败的，在
    15 秒内每隔 5 秒重试，仍打不开才记一次“打不开”。取巡检日之前的 7 个整天，每天有效监测不少于 20 次的才作判定：打不开
    的占 5% 以上（含）判为问题，占 3% 以上（含）先作黄色预警。为免错判，打不开时随即访问事先配置的对照网站，对照网站也
    打不开的，属于本系统网络中断，不计入；没有配置对照网站的，须前后半小时内至少三个其他网站能打开，且前后紧邻的两次
    访问都成功。服务器有应答但不接受自动检查（如 403、人机验证）或证书异常的，不算打不开；这类情况较多、足以影响结论的，
    记“无法判断”。一周内一次也没有打开、且都没有应答的，可能是对方屏蔽了本系统，列为疑似，由人工换网络核实后确认。漏测的
    时段不补测，有效次数不足的记“无法判断”；没有开展监测的，记“未监测”。

    为什么重要：站点无法访问属于单项否决，一旦出现，网站即判为不合格；群众也无法获取信息和办事。

    如何整改：由网站主办单位会同托管单位，按证据所列时间逐次核对服务器、带宽、域名解析和安全防护设备的日志，查明原因：域名解析
    失败的，检查域名服务器；连接超时的，检查线路、防火墙和负载；服务器错误的，检查应用和数据库。停机维护应当提前公告，并安排
    在访问量小的时段。整改后继续监测一周核实。
    """
    probe = latest(snapshot, "availability")
    if probe is None:
        message = "未监测：本系统没有对该网站开展可用性监测，监测满一周后才能判定。"
        yield Observation(ID, snapshot.site.home, SubjectKind.SITE, Outcome.UNTESTED, message)
        return
    week, failed = read_week(probe.data), failures(probe.data)
    found = judge_week(week, params)
    evidence = probe_evidence(probe, "; ".join(map(_words, failed)))
    shut_out = found.outcome is Outcome.FAILED and week.total(*VALID) == len(failed) and all(map(_is_silent, failed))
    yield Observation(
        ID,
        snapshot.site.home,
        SubjectKind.SITE,
        found.outcome,
        found.message + (_SHUT_OUT if shut_out else ""),
        evidence=evidence,
        warning=found.warning,
        rounds=BY_PERSON if shut_out else 1,
    )


def _is_silent(slot: Mapping[str, Any]) -> bool:
    """Whether nothing came back that only the site itself could have said."""
    return slot["tries"][-1]["kind"] in _SILENT


def _words(slot: Mapping[str, Any]) -> str:
    last = slot["tries"][-1]
    status = f" HTTP {last['status']}" if last["status"] else ""
    when = str(slot["at"] or slot["slot"])[:16].replace("T", " ")
    return f"{when} {_KINDS.get(last['kind'], last['kind'])}{status}"
