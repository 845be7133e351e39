"""Whether the pages of the second and third level open over IPv6."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from checks.interface import Params, check
from checks.ipv6.answers import latest, probe_evidence
from checks.ipv6.attempts import home_never_opens
from checks.ipv6.gate import unjudged, verge
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Probe, Snapshot
from core.statuses import REFUSALS

ID = "ipv6.inner_links"
_LEVELS = {"2": "二级", "3": "三级"}
_ASKED = "二级、三级内链的 IPv6 支持率"
#: Most hosts and pages named in a message.
_NAMED = 5

Result = Mapping[str, Any]


@check(
    id=ID,
    title="二级、三级页面 IPv6 支持率低",
    clause="中央网信办网站 IPv6 监测指标“二级内链支持率、三级内链支持率”（合格线未见公开原文，本系统自定）",
    needs={"probes"},
    # No official line was found (indicators.md §6): 85 % is this system's own. Two inspections must agree.
    defaults={"support_percent": 85, "least_pages": 5, "temporary_rounds": 2},
)
def inner_links(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """二级、三级页面 IPv6 支持率低：首页支持 IPv6，点进去就不支持了。

    是什么：在站内距首页一次点击（二级）、两次点击（三级）的页面中各取一批（默认各 30 个，已用 IPv4 打开过），用 IPv6
    再打开。页面所在域名没有 AAAA 记录，或者 IPv6 打不开而同时 IPv4 能打开的，为不支持；IPv4 同时也打不开、服务器不接
    受自动检查、域名查询没有结果的不计入。支持率低于 85% 的列为问题，须两次独立巡检都出现；有效页面不足 5 个的，记“无
    法判断”。只计站内链接。85% 是本系统自定的参考值，不是官方标准。

    为什么重要：只改造首页不是 IPv6 改造；栏目、业务系统常在另外的域名或服务器上，最容易遗漏。

    如何整改：按清单中的域名逐个处理：没有 AAAA 记录的域名先完成服务器和防护的 IPv6 配置再增加记录；有记录而打不开的，
    检查端口、证书和虚拟主机绑定。
    """
    found, probe = verge(snapshot), latest(snapshot, ID)
    if found is not None:
        yield unjudged(ID, snapshot, found, _ASKED)
    elif probe is None:
        yield _observe(snapshot, Outcome.CANT_TELL, f"无法判断{_ASKED}：本次没有访问记录。", ("2",))
    elif home_never_opens(snapshot):
        yield _observe(snapshot, Outcome.INAPPLICABLE, f"首页用 IPv6 打不开，不再单独评价{_ASKED}。", ("2",), probe)
    else:
        for level in _LEVELS:
            yield _judge(snapshot, probe, level, params)


def _judge(snapshot: Snapshot, probe: Probe, level: str, params: Params) -> Observation:
    results = list(probe.data.get("levels", {}).get(level, ()))
    if not results:
        return _observe(snapshot, Outcome.INAPPLICABLE, f"没有采集到{_LEVELS[level]}页面，不评价。", (level,), probe)
    good = [one for one in results if _supports(one)]
    bad = [one for one in results if _lacks(one)]
    valid, name = len(good) + len(bad), f"{_LEVELS[level]}内链 IPv6 支持率"
    if valid < int(params["least_pages"]):
        message = f"无法判断{name}：{len(results)} 个页面中只有 {valid} 个有明确结果。"
        return _observe(snapshot, Outcome.CANT_TELL, message, (level,), probe)
    message = f"{name} {len(good)}/{valid}（{len(good) * 100 // valid}%）"
    if len(good) * 100 >= int(params["support_percent"]) * valid:
        return _observe(snapshot, Outcome.PASSED, f"{message}。", (level,), probe, bad)
    message += f"，低于 {params['support_percent']}%（参考值，不是官方标准）。{_by_host(bad)}"
    return _observe(snapshot, Outcome.FAILED, message, (level,), probe, bad, int(params["temporary_rounds"]))


def _supports(one: Result) -> bool:
    return not one["error"] and 200 <= one["status"] < 400


def _lacks(one: Result) -> bool:
    """Whether it is IPv6 that the page surely lacks."""
    if one["aaaa"] == "nodata":
        return True
    return one["ipv4"] == "opens" and one["status"] not in REFUSALS and one["error"] != "dns_failed"


def _by_host(bad: Sequence[Result]) -> str:
    """The hosts to put right, the one with most pages first."""
    hosts = Counter((urlsplit(one["url"]).hostname or "", one["aaaa"] == "nodata") for one in bad)
    named = [
        f"{host}（{'没有 AAAA 记录' if lacking else '有 AAAA 记录但打不开'}，{count} 个页面）"
        for (host, lacking), count in sorted(hosts.items(), key=lambda item: (-item[1], item[0]))
    ]
    return f"不支持的域名：{'、'.join(named[:_NAMED])}{' 等' if len(named) > _NAMED else ''}。"


def _observe(
    snapshot: Snapshot,
    outcome: Outcome,
    message: str,
    identity: tuple[str, ...],
    probe: Probe | None = None,
    bad: Sequence[Result] = (),
    rounds: int = 1,
) -> Observation:
    excerpt = "; ".join(f"{one['url']} {one['error'] or one['status'] or one['aaaa']}" for one in bad[:_NAMED])
    evidence = probe_evidence(probe, excerpt) if probe else ()
    home = snapshot.site.home
    return Observation(ID, home, SubjectKind.SITE, outcome, message, identity, evidence, rounds=rounds)
