"""Whether visitors are told when a link leads away to a site that is no government's."""

from __future__ import annotations

from collections.abc import Iterator

from checks.interface import Params, check
from checks.ipv6.answers import latest, probe_evidence
from core.hosts import host_of
from core.outcome import Evidence, Observation, Outcome, SubjectKind
from core.snapshot import Link, Role, Snapshot

_CHECK = "identity.leaving"
#: Hosts to which links need no notice: government sites, and those of the official marks in the footer.
_OFFICIAL = (".gov.cn", ".政务", ".xn--zfr164b", ".conac.cn", ".12377.cn")
_MAX_NAMED = 3


@check(
    id=_CHECK,
    title="外部链接没有离站提示",
    clause="国办发〔2017〕47号 附件《网页设计规范》（外部链接提示）",
    needs={"pages", "links", "dom", "probes"},
)
def leaving(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """外部链接没有离站提示：首页有指向非政府网站的链接，点击时没有“您访问的链接即将离开‘××’门户网站，是否继续？”的提示。

    是什么：首页有指向非政府网站（.gov.cn、.政务以外）的链接时，在首页源代码、链接的点击事件和首页引用的本站脚本中查找离站
    提示的文字。首页引用了没有读到的脚本（如其他网站的脚本）的，记“无法判断”；底部的党政机关标识等官方标识链接不算。

    为什么重要：提示能帮助群众分清政府网站与其他网站，防止被仿冒、有害网站误导。

    如何整改：请网站技术单位在公共脚本中统一加上离站提示，对所有非政府网站的链接生效，设“继续访问”“放弃”两个按钮。
    同时清理不必要的外部链接。
    """
    away = [link for link in snapshot.links() if _leads_away(link)]
    home, probe = snapshot.home, latest(snapshot, "leaving")
    if home is None or probe is None:
        message = "无法判断有无离站提示：本次没有采集到首页或首页脚本。"
        yield _observe(snapshot, Outcome.CANT_TELL, message, (Evidence(snapshot.site.home),))
        return
    evidence = (*home.evidence("；".join(link.target for link in away[:_MAX_NAMED])), *probe_evidence(probe))
    if not away:
        outcome, message = Outcome.INAPPLICABLE, "首页没有指向非政府网站的链接。"
    elif probe.data["notice"]:
        outcome, message = Outcome.PASSED, "首页源代码或脚本中有离站提示。"
    elif probe.data["unread"] or home.facts.truncated:
        outcome, message = (
            Outcome.CANT_TELL,
            f"没有见到离站提示，但有 {probe.data['unread']} 个脚本没有读到，请人工点击核对。",
        )
    else:
        names = "、".join(link.target for link in away[:_MAX_NAMED])
        message = f"首页有 {len(away)} 个指向非政府网站的链接（{names}），源代码和脚本中没有离站提示。"
        outcome = Outcome.FAILED
    yield _observe(snapshot, outcome, message, evidence)


def _leads_away(link: Link) -> bool:
    host = host_of(link.target) if link.target.startswith(("http://", "https://")) else ""
    official = f".{host}".endswith(_OFFICIAL)
    return link.on_home and link.role is Role.PAGE and not link.internal and bool(host) and not official


def _observe(snapshot: Snapshot, outcome: Outcome, message: str, evidence: tuple[Evidence, ...]) -> Observation:
    return Observation(_CHECK, snapshot.site.home, SubjectKind.SITE, outcome, message, evidence=evidence)
