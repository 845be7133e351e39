"""Links to a place within a page (#x) that the page does not have."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from checks.interface import Params, check
from checks.links.judging import NEEDS, handed_over, removed, seen_again
from checks.links.places import Places
from checks.links.wording import anchor
from core.outcome import Evidence, Observation, Outcome, SubjectKind
from core.snapshot import BROKEN, PlaceLink, Probe, RecordRef, Snapshot

_ID = "link.fragment"
#: `Source.element` of what SVG draws again by its name.
_DRAWN = "use"


@check(
    id=_ID,
    title="页内定位链接失效",
    clause="国办秘函〔2019〕19号 第二部分“可用性”（打不开或错误的链接，含图片、附件、外部链接等）",
    needs={*NEEDS, "dom", "probes"},
    version=2,
)
def fragment_link(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """页内定位链接失效：链接指向页面中的某个位置（地址里“#”后面的部分），但该页面没有这个位置。

    是什么：目录、“附件1”“第三章”一类链接，用“#”加名称跳到本页或另一页面的指定位置。站内页面已完整采集，页面中却
    没有这个名称（id，或者链接的 name）的，判为问题。名称区分大小写，中文名称写成汉字或者“%E4…”形式都可以。“#”“#top”
    （页首）、脚本使用的“#/…”“#!…”“#id=…”、带搜索文字的“#:~:text=…”不检查；外部网站的页面不检查；页面没有完整读取、
    发生跳转，或者该位置可能由脚本生成的，记“无法判断”。页面中用“use”引用的图标（SVG），在本页或者所引用的图形文件中没有
    对应名称的，同样判为问题。

    为什么重要：群众点击目录后停在页首，找不到对应内容，会以为内容缺失；多见于稿件改版、复制粘贴目录之后。

    如何整改：由引用页面的责任单位在后台打开稿件，核对链接中“#”后面的名称与目标段落的名称（id）是否一致，注意大小写和
    空格；目标段落已删除的，删除该链接或改指向新位置；由排版软件生成的目录，请重新生成后再发布。改好后点击核实一次。
    """
    files = {probe.subject: probe for probe in snapshot.probes("sprite")}
    for target, group in groupby(snapshot.place_links(), key=attrgetter("target")):
        page = snapshot.page(target)
        if page is None and target in files:
            yield from (_judge_drawing(link, files[target]) for link in group if _is_drawn(link))
        elif page is not None:
            links = list(group)
            places = Places(page, target, (link.name for link in links))
            yield from (_judge(link, places, page.evidence(f"#{link.name}")) for link in links)
    yield from _settle_watches(snapshot)


def _judge(link: PlaceLink, places: Places, evidence: tuple[Evidence, ...]) -> Observation:
    there = places.has(link.name)
    doubt = "" if there else (places.doubt_of_drawing if _is_drawn(link) else places.doubt)(link.name)
    return _observed(link, Outcome.PASSED if there else Outcome.CANT_TELL if doubt else Outcome.FAILED, doubt, evidence)


def _judge_drawing(link: PlaceLink, file: Probe) -> Observation:
    """A drawing that is taken from a file of such; `file` tells which it lacks."""
    record = RecordRef(*file.data["record"])
    outcome = Outcome.FAILED if link.name in file.data["lacking"] else Outcome.PASSED
    return _observed(link, outcome, "", (record.evidence(file.subject, f"#{link.name}"),))


def _is_drawn(link: PlaceLink) -> bool:
    return all(sample.element == _DRAWN for sample in link.samples)


def _observed(link: PlaceLink, outcome: Outcome, doubt: str, evidence: tuple[Evidence, ...]) -> Observation:
    return Observation(
        _ID,
        f"{link.target}#{link.name}",
        SubjectKind.LINK,
        outcome,
        _message(link, outcome, doubt),
        evidence=evidence,
        sources=() if outcome is Outcome.PASSED else link.samples,
        source_count=link.pages,
        facets={"place": "home" if link.on_home else "other"},
    )


def _message(link: PlaceLink, outcome: Outcome, doubt: str) -> str:
    drawn = _is_drawn(link)
    named = f"{'图标引用的图形' if drawn else f'链接{anchor(link.samples)}指向的位置'}“#{link.name[:60]}”"
    if outcome is Outcome.PASSED:
        return f"{named}在{'所引用的文件' if drawn else '页面'}中。"
    where = f"共有 {link.pages} 个页面引用，例如 {link.samples[0].page}。"
    if outcome is Outcome.CANT_TELL:
        return f"无法判断{named}是否存在：{doubt}。{where}"
    if drawn:
        return f"{named}在 {link.target} 中不存在，图标不显示。{where}"
    return f"{named}在目标页面 {link.target} 中不存在，点击后停在页首。{where}"


def _settle_watches(snapshot: Snapshot) -> Iterator[Observation]:
    """Pass watched places whose page is gone (a matter of dead links then), and those that no page lacks any more."""
    watches = tuple(snapshot.watches(_ID))
    watched = {watch.subject for watch in watches}
    still = {address for link in snapshot.place_links() if (address := f"{link.target}#{link.name}") in watched}
    for watch in watches:
        target = watch.subject.partition("#")[0]
        resource = snapshot.resource(target)
        if watch.subject not in still:
            # Links to places that the page itself has are not kept: seen again without a word is a pass.
            if seen_again(watch, snapshot):
                yield removed(watch, snapshot)
        elif resource is not None and resource.verdict in BROKEN and snapshot.page(target) is None:
            yield handed_over(watch, resource)
