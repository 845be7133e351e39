"""Whether the site map (网站地图) opens and holds something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.interface import Params, check
from core.outcome import Evidence, Observation, Outcome, SubjectKind
from core.snapshot import BROKEN, TEMPORARY, Link, Role, Snapshot, Verdict

_CHECK = "identity.sitemap"
_NAME = re.compile(r"(?:网站|站点)\s*(?:地图|导航)|site\s*map", re.IGNORECASE)
#: Fewest links on a page that is a map.
_FEWEST = 5


@check(
    id=_CHECK,
    title="网站地图打不开或没有内容",
    clause="国办发〔2017〕47号 底部功能区（网站地图）",
    needs={"pages", "links", "dom"},
)
def sitemap(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """网站地图打不开或没有内容：页面有“网站地图”链接，但打不开，或者打开后没有栏目链接。

    是什么：找链接文字为“网站地图”“站点地图”“网站导航”的链接，看能否打开、页面上有没有栏目链接。暂时打不开的列为疑似；内容
    由脚本显示的，记“无法判断”；没有“网站地图”链接的，由“首页底部标识不全”一项检查。

    为什么重要：网站地图是底部功能区的规定内容，方便群众和搜索引擎了解全站栏目。

    如何整改：请网站技术单位修复网站地图页面，列出全部栏目并随栏目调整更新；链接写成“#”的，改为真实地址。
    """
    links = [link for link in snapshot.links() if link.role is Role.PAGE and link.internal and _named(link)]
    evidence = tuple(proof for link in links[:3] if link.resource for proof in link.resource.evidence())
    outcome, message, rounds = _judge(links, snapshot)
    if not evidence:
        evidence = snapshot.home.evidence() if snapshot.home else (Evidence(snapshot.site.home),)
    yield Observation(_CHECK, snapshot.site.home, SubjectKind.SITE, outcome, message, evidence=evidence, rounds=rounds)


def _judge(links: list[Link], snapshot: Snapshot) -> tuple[Outcome, str, int]:
    if not links:
        return Outcome.INAPPLICABLE, "没有“网站地图”链接，由“首页底部标识不全”一项检查。", 1
    verdicts = {link.resource.verdict for link in links if link.resource}
    if verdicts and verdicts <= BROKEN | TEMPORARY:
        return Outcome.FAILED, f"网站地图打不开（{links[0].target}）。", 2 if verdicts & TEMPORARY else 1
    pages = [page for link in links if (page := snapshot.page(link.target)) is not None]
    if any(len(page.dom.css("a[href]")) >= _FEWEST for page in pages):
        return Outcome.PASSED, "网站地图可以打开，列有栏目链接。", 1
    if Verdict.OK in verdicts and pages and not any(page.facts.scripted or page.dom.css("script") for page in pages):
        return Outcome.FAILED, "网站地图可以打开，但没有栏目链接。", 1
    return Outcome.CANT_TELL, "无法判断网站地图是否可用：没有采集到该页，或其内容可能由脚本显示。", 1


def _named(link: Link) -> bool:
    return any(_NAME.search(source.text[:20]) for source in link.samples)
