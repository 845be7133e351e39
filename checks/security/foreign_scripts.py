"""Scripts and frames of strangers that the site's pages embed."""

from __future__ import annotations

from collections.abc import Iterator

from checks.interface import Params, check
from checks.links.judging import MAX_SOURCES, merge_sources, seen_again
from checks.security.lists import lists_of
from checks.security.places import Places, registrable
from checks.security.reporting import ASK
from checks.security.state import FRAME, baseline_of
from checks.security.wording import Reader, reader_of
from core.outcome import BY_PERSON, Evidence, Observation, Outcome, SubjectKind
from core.snapshot import Link, Role, Snapshot

_CHECK = "security.foreign_scripts"


@check(
    id=_CHECK,
    title="嵌入其他网站的脚本或框架",
    clause="国办秘函〔2019〕19号 第一部分 单项否决 1（安全攻击）；本地配置",
    needs={"pages", "links", "probes"},
)
def foreign_scripts(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """嵌入其他网站的脚本或框架：页面嵌入了本网站以外、不在常用服务名单里的网站的脚本或框架（iframe）。

    是什么：按域名列出站外脚本和框架。政府网站、官方标识和统计、地图等常用服务（名单可以修改，见设置 word_dir 中的
    hosts.toml）不算。域名含赌博、色情词语的，或者与基线相比新出现在首页、多个页面上的，列为疑似；其他的只作黄色预警，
    由人员核对来源。只在个别稿件中新出现的，记“无法判断”。

    为什么重要：对方网站一旦被控制，就可以借脚本改写本网站的每个页面；入侵者也常用这种办法挂马。

    如何整改：逐个核对：不再使用的，删除引用；需要使用的，尽量把脚本下载到本网站，或加上完整性校验（integrity）；确
    需保留的，加入 hosts.toml 名单，或运行 xunjian baseline approve 网站 记入基线。来历不明的，按网页挂马处置：保留
    证据，删除引用，查清入侵途径。
    """
    lists = lists_of(snapshot)
    reader, places = reader_of(lists), Places(snapshot.site, lists)
    sealed = baseline_of(snapshot)
    known = set(sealed[0]["embeds"]) if sealed and sealed[0]["complete"] else None
    groups = _by_host(snapshot, places)
    for host, links in sorted(groups.items()):
        yield _judge(host, links, reader, known)
    for watch in snapshot.watches(_CHECK):
        if watch.subject not in groups and seen_again(watch, snapshot):
            message, kind = "页面已不再嵌入该网站的脚本或框架，问题随之消除。", SubjectKind.LINK
            page = snapshot.page(watch.pages[0])
            evidence = page.evidence() if page else ()
            yield Observation(_CHECK, watch.subject, kind, Outcome.PASSED, message, evidence=evidence)
    if not groups:
        evidence = snapshot.home.evidence() if snapshot.home else (Evidence(snapshot.site.home),)
        message = "没有嵌入名单以外其他网站的脚本或框架。"
        yield Observation(_CHECK, snapshot.site.home, SubjectKind.SITE, Outcome.PASSED, message, evidence=evidence)


def _by_host(snapshot: Snapshot, places: Places) -> dict[str, list[Link]]:
    groups: dict[str, list[Link]] = {}
    for link in snapshot.links():
        if link.role in (Role.SCRIPT, Role.FRAME) and not link.internal:
            host = places.stranger(link.target)
            groups.setdefault(registrable(host), []).append(link) if host else None
    return groups


def _judge(host: str, links: list[Link], reader: Reader, known: set[str] | None) -> Observation:
    hits = reader.hits(host.replace(".", " ").replace("-", " "))
    pages = max(link.pages for link in links)
    where = f"本网站至少 {pages} 个页面嵌入了 {host} 的脚本或框架"
    new = known is not None and host not in known
    framed = pages >= FRAME or any(link.on_home for link in links)
    if hits.strong:
        return _observe(host, links, Outcome.FAILED, f"疑似挂马：{where}，域名含{'、'.join(hits.titles)}词语。{ASK}")
    if new and framed:
        return _observe(host, links, Outcome.FAILED, f"疑似挂马：{where}，基线中没有该网站。{ASK}")
    if new:
        message = f"无法判断是否正常：{where}，基线中没有该网站，可能是稿件中的视频等内容。{ASK}"
        return _observe(host, links, Outcome.CANT_TELL, message)
    warning = f"{where}（如 {links[0].target[:120]}），请核对来源。"
    return _observe(host, links, Outcome.PASSED, f"{where}，没有发现异常。", warning)


def _observe(host: str, links: list[Link], outcome: Outcome, message: str, warning: str = "") -> Observation:
    resource = links[0].resource
    targets = "\n".join(link.target for link in links)
    evidence = tuple(
        Evidence(item.url, item.warc, item.offset, item.record_id, targets[:500])
        for item in (resource.evidence() if resource else (Evidence(links[0].target),))
    )
    return Observation(
        _CHECK,
        host,
        SubjectKind.LINK,
        outcome,
        message,
        evidence=evidence,
        sources=merge_sources(links)[:MAX_SOURCES],
        source_count=sum(link.count for link in links),
        warning=warning,
        rounds=BY_PERSON if outcome is Outcome.FAILED else 1,
    )
