"""Links that lead to domains which are for sale, or which now show gambling or pornography."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from checks.interface import Params, check
from checks.links.judging import MAX_SOURCES, merge_sources, removed, seen_again
from checks.links.wording import is_siteless
from checks.security.judging import Reason, reasons_of
from checks.security.lists import lists_of
from checks.security.places import host_of, registrable
from checks.security.reporting import ASK
from checks.security.survey import signs_in
from checks.security.wording import NOTHING, Reader, reader_of
from core.outcome import BY_PERSON, Evidence, Observation, Outcome, SubjectKind
from core.snapshot import Link, Resource, Role, Snapshot, Verdict

_CHECK = "security.outbound"
_ROLES = frozenset({Role.PAGE, Role.FRAME})


@check(
    id=_CHECK,
    title="疑似链接到有害网站",
    clause="国办秘函〔2019〕19号 第一部分 单项否决 1（发布或链接反动、暴力、色情等内容）",
    needs={"pages", "links", "probes"},
)
def outbound(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """疑似链接到有害网站：本网站链接的站外地址，域名已被停放、出售，或者现在显示赌博、色情内容。

    是什么：对每个站外链接采集时收到的页面，看是不是域名停放、出售页面，再按词表检查标题、关键词和正文。要有几个不同
    的词语同时出现才列为疑似，介绍打击赌博、扫黄打非的页面不算；词语太少的记“无法判断”。打不开的链接由“外部链接打不
    开”一项检查。

    为什么重要：原来合作单位、专题活动的域名到期后，常被他人抢注为赌博、色情网站，群众从政府网站点过去影响恶劣；链接
    此类内容属于单项否决情形。

    如何整改：请人工打开链接核实。属实的，立即删除所有页面上指向该域名的链接，友情链接、专题页面和旧稿件也要检查；不
    要只改首页。域名原属本单位的，查清到期未续的原因。属于误报的，由人员认定并写明理由。
    """
    reader, suspected = reader_of(lists_of(snapshot)), set()
    for _target, group in groupby(filter(_wanted, snapshot.links()), key=attrgetter("target")):
        links = list(group)
        found = _judge(snapshot, links, reader)
        if found is not None:
            suspected.add(found.subject)
            yield found
    settled = list(_settled(snapshot, suspected))
    yield from settled
    if not suspected:
        home = snapshot.site.home
        evidence = snapshot.home.evidence() if snapshot.home else (Evidence(home),)
        message = "采集时打开的站外链接中，没有发现停放、出售的域名和赌博、色情内容。"
        yield Observation(_CHECK, home, SubjectKind.SITE, Outcome.PASSED, message, evidence=evidence)


def _wanted(link: Link) -> bool:
    return not link.internal and link.role in _ROLES


def _judge(snapshot: Snapshot, links: list[Link], reader: Reader) -> Observation | None:
    resource = links[0].resource
    if resource is None:
        return None
    if is_siteless(resource):
        return None  # a host without a site harms nobody; that nothing opens there is told by link.external
    if resource.verdict is Verdict.PARKED:
        return _observe(links, resource, "域名已被停放或出售", sure=True)
    html = snapshot.received(resource) if resource.verdict is Verdict.OK else ""
    signs = signs_in(html, resource.evidence(), resource.final_url, reader) if html else None
    reasons = list(reasons_of(signs)) if signs else []
    if not signs or not reasons:
        return None
    sure = [reason for reason in reasons if reason.sure]
    return _observe(links, resource, f"{_words(sure or reasons)}{_moved(resource)}", sure=bool(sure))


def _words(reasons: list[Reason]) -> str:
    hits = sum((reason.hits for reason in reasons), NOTHING)
    where = "、".join(reason.where for reason in reasons)
    return f"打开的页面{where}有{'、'.join(hits.titles)}网站惯用的词语（{hits.words}）"


def _moved(resource: Resource) -> str:
    before, after = host_of(resource.url), host_of(resource.final_url)
    return f"，已转到 {after}" if after and registrable(before) != registrable(after) else ""


def _observe(links: list[Link], resource: Resource, why: str, *, sure: bool) -> Observation:
    opening = "疑似链接到有害网站" if sure else "无法判断所链接的网站是否有害"
    pages = max(link.pages for link in links)
    return Observation(
        _CHECK,
        resource.url,
        SubjectKind.LINK,
        Outcome.FAILED if sure else Outcome.CANT_TELL,
        f"{opening}：{resource.url[:200]} {why}。本网站有 {pages} 个页面链接到该地址。{ASK}",
        evidence=resource.evidence(),
        sources=merge_sources(links)[:MAX_SOURCES],
        source_count=sum(link.count for link in links),
        rounds=BY_PERSON if sure else 1,
    )


def _settled(snapshot: Snapshot, suspected: set[str]) -> Iterator[Observation]:
    """Watched addresses that are linked no more, or that show nothing of the kind now."""
    for watch in snapshot.watches(_CHECK):
        resource = snapshot.resource(watch.subject)
        if watch.subject in suspected:
            continue
        if not snapshot.has_link_to(watch.subject):
            if seen_again(watch, snapshot):
                yield removed(watch, snapshot)
        elif resource is not None and resource.verdict is Verdict.OK and snapshot.received(resource):
            message = "已重新打开该地址，未再见到疑似情况。"
            kind, evidence = SubjectKind.LINK, resource.evidence()
            yield Observation(_CHECK, watch.subject, kind, Outcome.PASSED, message, evidence=evidence)
