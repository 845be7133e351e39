"""Scripts of a page that lead those who come from search engines to a stranger."""

from __future__ import annotations

from collections.abc import Iterator

from checks.interface import Params, check
from checks.security.reporting import Suspicion, report
from checks.security.survey import Signs, survey
from core.outcome import Observation
from core.snapshot import Snapshot

_CHECK = "security.search_visitors"


@check(
    id=_CHECK,
    title="疑似劫持搜索来访者的脚本",
    clause="国办秘函〔2019〕19号 第一部分 单项否决 1（对安全攻击没有及时有效处置）",
    needs={"pages", "dom", "probes"},
)
def search_visitors(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """疑似劫持搜索来访者的脚本：页面里有脚本判断访问者是否从搜索引擎进来，并把他们带到别的网站。

    是什么：检查每个页面内的脚本（包括用转义字符写的）：读取来路（document.referrer）、列有两个以上搜索引擎，又跳转
    到不在名单里的外部网站的，列为疑似。只统计来路、不跳转的脚本，跳转到本网站、政府网站的脚本都不算。写在单独文件里
    的脚本不检查，由“疑似对搜索引擎显示不同内容”实际访问核对。

    为什么重要：管理人员直接输入网址看不到异常，群众从搜索结果点进来却到了赌博、色情网站，是最常见的劫持手法。

    如何整改：请从搜索引擎搜索本网站，点进该页核实，并查看页面源代码。属实的，立即通知技术单位：保留证据，删除脚本，
    检查模板和公共脚本，查清入侵途径，修补漏洞、更换口令，并向搜索引擎申请更新快照。属于正常功能的，由人员认定误报并
    写明理由。
    """
    looked = survey(snapshot)
    found = [_suspicion(signs, snapshot) for signs in looked.signs if signs.leads_searchers]
    fine = f"已检查 {len(looked.seen)} 个页面，没有发现把搜索来访者带到其他网站的脚本。"
    yield from report(_CHECK, snapshot, looked, found, fine)


def _suspicion(signs: Signs, snapshot: Snapshot) -> Suspicion:
    page = snapshot.page(signs.url)
    shown = f"document.referrer → {signs.leads_searchers}"
    evidence = page.evidence(shown) if page else signs.evidence
    message = f"疑似劫持：本页脚本把从搜索引擎来的访问者带到 {signs.leads_searchers}。"
    return Suspicion(signs.url, (signs.leads_searchers,), message, evidence)
