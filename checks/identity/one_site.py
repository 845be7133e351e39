"""One unit, one website."""

from __future__ import annotations

from collections.abc import Iterator

from checks.interface import Params, check
from checks.ipv6.answers import latest, probe_evidence
from core.outcome import Evidence, Observation, Outcome, SubjectKind
from core.snapshot import Snapshot

_CHECK = "identity.one_site"


@check(
    id=_CHECK,
    title="一个单位开设多个网站",
    clause="国办发〔2017〕47号（一个单位最多开设一个网站）",
    needs={"pages", "probes"},
)
def one_site(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """一个单位开设多个网站：登记表中，同一责任单位名下还有其他网站。

    是什么：只比较登记表里的责任单位名称，不从其他来源推断。没有登记责任单位的，记“无法判断”。

    为什么重要：一个单位最多开设一个网站。网站多了，维护跟不上，容易出现不更新、打不开的问题。

    如何整改：由责任单位把内容迁移到本单位的主网站或县政府门户网站，按程序关停多余的网站、注销域名并发布公告；代管其他单位网站
    的，在登记表中改填真正的责任单位。
    """
    probe = latest(snapshot, "register")
    siblings = list(probe.data["siblings"]) if probe else []
    if probe is None or not snapshot.site.unit:
        outcome, message = Outcome.CANT_TELL, "登记表没有填写责任单位，或快照没有登记信息，无法比较。"
    elif siblings:
        outcome = Outcome.FAILED
        message = f"{snapshot.site.unit}除本网站外，还登记有 {len(siblings)} 个网站：{'、'.join(siblings[:5])}。"
    else:
        outcome, message = Outcome.PASSED, f"{snapshot.site.unit}没有登记其他网站。"
    evidence = probe_evidence(probe) if probe else (Evidence(snapshot.site.home),)
    yield Observation(_CHECK, snapshot.site.home, SubjectKind.SITE, outcome, message, evidence=evidence)
