"""Links to strangers that visitors do not see: sold links, or the work of an intruder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks.interface import Params, check
from checks.security.hiding import Means
from checks.security.places import registrable
from checks.security.reporting import Suspicion, report
from checks.security.survey import Judged, Signs, survey
from checks.security.wording import NOTHING, Hits
from core.outcome import Evidence, Observation, Source
from core.snapshot import Page, Snapshot

_CHECK = "security.hidden_links"
_MAX_NAMED = 5
_INJECTED = "只有脚本运行后才出现"


@check(
    id=_CHECK,
    title="疑似暗链",
    clause="国办秘函〔2019〕19号 第一部分 单项否决 1（安全攻击）；国办发〔2017〕47号 《网页设计规范》（避免“暗链”）",
    needs={"pages", "dom", "probes"},
)
def hidden_links(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """疑似暗链：页面里有访问者看不见、指向无关网站的链接，通常是网站被入侵后植入的，也可能是外包人员出售的链接。

    是什么：检查每个页面中隐藏的站外链接：不显示、不可见、移出屏幕、缩进到屏幕外、尺寸或字号为零、透明、与背景同色、
    看不见的滚动字幕、放在注释或 noscript 里、由脚本写入或隐藏，以及只有浏览器运行脚本后才出现的链接。链接文字、标题
    或域名含赌博、色情词语的，或者一处隐藏内容里几乎全是指向多个互不相干网站的链接的，列为疑似。菜单、选项卡、弹窗、
    读屏软件用的跳转链接、友情链接下拉框等正常的隐藏内容不算；政府网站、主流媒体和常用服务的链接不算；报道打击赌博、
    色情的标题不算。证据不足的记“无法判断”。多个页面内容相同的（如模板被改）合并为一条。

    为什么重要：暗链说明网站可能已被他人控制，搜索引擎会降低网站信誉，群众可能被引到赌博、色情网站；发布或链接此类内
    容、对攻击没有及时处置造成严重后果的，属于单项否决情形。

    如何整改：请人工打开页面源代码核实。确属暗链的，立即通知技术单位：先保留日志和页面留作证据，删除暗链，检查模板、
    公共脚本和数据库中是否还有同样内容，查清入侵途径，修补漏洞、更换管理口令，必要时向网信、公安部门报告。确属正常内
    容的，由人员认定误报并写明理由。
    """
    looked = survey(snapshot)
    found = [suspicion for signs in looked.signs if (suspicion := _suspicion(signs, snapshot)) is not None]
    fine = f"已检查 {len(looked.seen)} 个页面，没有发现可疑的隐藏链接。"
    yield from report(_CHECK, snapshot, looked, found, fine)


def _suspicion(signs: Signs, snapshot: Snapshot) -> Suspicion | None:
    bad = [link for link in signs.links if link.bad and (link.anchor.means or link.injected)]
    crowd = signs.crowds[0] if signs.crowds else ()
    if crowd and not bad:
        links = [Judged(anchor, NOTHING) for anchor in crowd]
        why = "一处隐藏内容里几乎全是指向无关网站的链接"
        return _named(signs, links, f"本页{why}：{_hosts(links)}（{_means(links)}）。", snapshot)
    if not bad:
        return None
    hits = sum((link.hits for link in bad), NOTHING)
    words = f"含有{'、'.join(hits.titles)}词语（{hits.words}）"
    message = f"本页有 {len(bad)} 个看不见的站外链接{words}，指向 {_hosts(bad)}（{_means(bad)}）。"
    return _named(signs, bad, message, snapshot, sure=_is_sure(bad, hits))


def _is_sure(bad: Sequence[Judged], hits: Hits) -> bool:
    """Several signs agree: several words, several places that are linked to, or a means that no menu uses."""
    return bool(hits.strong) and (
        len(hits.strong) > 1
        or len({registrable(link.anchor.host) for link in bad}) > 1
        or any(link.anchor.hard for link in bad)
    )


def _named(signs: Signs, links: Sequence[Judged], message: str, snapshot: Snapshot, sure: bool = True) -> Suspicion:
    titles = {title for link in links for title in link.hits.titles}
    mark = (*sorted(titles), *sorted(set(map(_how, links))))
    sources = tuple(
        Source(signs.url, f"{link.anchor.words} → {link.anchor.href}"[:200], link.anchor.element, 0, _how(link))
        for link in links
    )
    certain = "疑似暗链：" if sure else "无法判断是否为暗链："
    return Suspicion(signs.url, mark, certain + message, _evidence(signs, links, snapshot), sources, sure)


def _evidence(signs: Signs, links: Sequence[Judged], snapshot: Snapshot) -> tuple[Evidence, ...]:
    page: Page | None = snapshot.page(signs.url)
    if page is None:
        return signs.evidence
    shown = "\n".join(f"{link.anchor.words} → {link.anchor.href}" for link in links)
    if page.rendered and any(link.injected for link in links):
        return page.rendered.evidence(shown)
    return page.evidence(shown)


def _hosts(links: Sequence[Judged]) -> str:
    hosts = list(dict.fromkeys(link.anchor.host for link in links))
    more = f" 等 {len(hosts)} 个网站" if len(hosts) > _MAX_NAMED else ""
    return "、".join(hosts[:_MAX_NAMED]) + more


def _means(links: Sequence[Judged]) -> str:
    return "、".join(dict.fromkeys(map(_how, links)))


def _how(link: Judged) -> str:
    return str(link.anchor.means or Means.WRITTEN) if not link.injected else _INJECTED
