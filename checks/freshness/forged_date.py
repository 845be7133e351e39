"""Clues that a publish date is not the day of publication. Clues only: nobody is judged by them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from checks.freshness.file_dates import FileDates, dates_of, probes_of
from checks.freshness.newest import months_before
from checks.interface import Params, check
from core.clock import BEIJING
from core.outcome import Evidence, Observation, Outcome, SubjectKind
from core.snapshot import Link, Page, PageHistory, PageKind, Role, Snapshot, Verdict
from core.snapshot.warc import read_record

_CHECK = "fresh.forged_date"
#: Clues that say something alone; the others have harmless causes too often.
_STRONG = frozenset({"redated", "appeared"})
_NAMES = {
    "redated": "同一地址的稿件改过日期",
    "appeared": "出现得比标注日期晚",
    "address": "网页地址里的日期与标注日期不同",
    "modified": "文件最后修改时间早于标注日期",
    "attachment": "附件的创建日期晚于标注日期",
    "altered": "附件的最后修改日期晚于标注日期",
}
#: What attachments tell of themselves: they are often replaced for good reasons.
_OF_FILES = frozenset({"attachment", "altered"})
#: Most attachments of one article that are read.
_MOST_FILES = 3


@dataclass(slots=True)
class _Suspect:
    """One article with its clues: kind of clue → what was seen (Chinese); `proofs` are its attachments' records."""

    page: Page
    clues: dict[str, str] = field(default_factory=dict)
    proofs: tuple[Evidence, ...] = ()


@check(
    id=_CHECK,
    title="发稿日期疑点",
    clause="国办秘函〔2019〕19号 第一部分 单项否决“安全、泄密事故等严重问题”第5种情形（伪造发稿日期，由人工认定）",
    needs={"pages", "links", "probes"},
    # All our own: how far back articles are looked at, days of difference that mean nothing, and the share of articles
    # (percent) from which a clue speaks of a migration and not of an article.
    defaults={"window_months": 12, "slack": 3, "late": 30, "share": 10, "least": 5},
)
def forged_date(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """发稿日期疑点：稿件标注的发布日期，与其他痕迹对不上。只列出线索，供人工核对，不认定弄虚作假，不作为否决依据。

    是什么：对标注日期在近 12 个月内的稿件，比较五种痕迹：一是同一地址的稿件，以前采集时标注的日期较早（改旧稿日期）；
    二是上一次完整采集时还没有这个页面，标注日期却早得多（倒填日期）；三是网页地址里的日期与标注日期相差 30 天以上；
    四是服务器给出的文件最后修改时间早于标注日期；五是附件（docx、xlsx、pptx、pdf）自身记载的创建或者最后修改日期比标注
    日期晚 30 天以上，而此前没有采集到过该页。前两种单独列出，三、四两种同时出现才列出，只有一种的记“无法判断”。附件常因
    更正而合理替换：第五种中的创建日期只在网页地址里的日期也晚于标注日期时与它合计，否则与最后修改日期一样只作说明。附件
    只抽查一部分读取全文，其余只取开头，读不到日期的不比较。同一种痕迹在 10% 以上的稿件上出现的，多为网站迁移、改版或
    批量导入，不作为线索。

    为什么重要：伪造发稿日期属于弄虚作假，查实的，单项否决。

    如何整改：由发布单位核对该稿件的实际发布时间：日期填错的，更正并说明；补发旧稿的，标明实际发布日期，成文日期另写；
    不得用修改旧稿日期代替更新。确属网站迁移、更正错字重新发布的，说明情况后由检查单位豁免。
    """
    today = snapshot.taken_at.date()
    first = months_before(today, int(params["window_months"]))
    articles = [page for page in snapshot.pages(PageKind.ARTICLE) if _between(page, first, today)]
    files = _attachments(snapshot, {page.url for page in articles})
    probes = probes_of(snapshot)
    dates = {url: [dates_of(link, probes, snapshot) for link in links[:_MOST_FILES]] for url, links in files.items()}
    suspects = [_suspect(page, snapshot, dates.get(page.url, []), params) for page in articles]
    many = max(int(params["least"]), len(articles) * int(params["share"]) / 100)
    common = {kind for kind in _NAMES if sum(kind in one.clues for one in suspects) > many}
    for kind in sorted(common):
        number = sum(kind in one.clues for one in suspects)
        yield _of_site(snapshot, kind, f"{number} 篇稿件{_NAMES[kind]}，疑为网站迁移、改版或批量导入，不作为线索。")
    for one in suspects:
        yield _judge(one, common)


def _between(page: Page, first: date, today: date) -> bool:
    day = page.facts.visible_day
    return day is not None and first <= day <= today


def _attachments(snapshot: Snapshot, pages: set[str]) -> dict[str, list[Link]]:
    """Page → the site's own files that it offers."""
    found: dict[str, list[Link]] = {}
    for link in snapshot.links():
        opens = link.resource is not None and link.resource.verdict is Verdict.OK
        # A file on many pages is a form of the site's, and no article's own.
        if link.role is Role.ATTACHMENT and link.internal and opens and link.pages == 1:
            for url in {source.page for source in link.samples} & pages:
                found.setdefault(url, []).append(link)
    return found


def _suspect(page: Page, snapshot: Snapshot, files: list[FileDates], params: Params) -> _Suspect:
    clues = dict(_clues(page, snapshot, params))
    shown, history = page.facts.visible_day, snapshot.history(page.url)
    if shown is None:
        return _Suspect(page, clues)
    told = dict(_of_files(files, shown + timedelta(days=int(params["late"])), history))
    proofs = tuple(proof for each in files if each.known for proof in each.evidence) if told else ()
    return _Suspect(page, clues | {kind: f"{seen}，标注 {shown}" for kind, seen in told.items()}, proofs)


def _clues(page: Page, snapshot: Snapshot, params: Params) -> Iterator[tuple[str, str]]:
    shown, history = page.facts.visible_day, snapshot.history(page.url)
    if shown is None:
        return
    slack, late = timedelta(days=int(params["slack"])), timedelta(days=int(params["late"]))
    if history and history.days and min(history.days) < shown - slack:
        yield "redated", f"以前采集时标注 {min(history.days)}，现标注 {shown}"
    if history and history.unseen_on and shown < history.unseen_on - late:
        yield "appeared", f"{history.unseen_on} 完整采集时还没有该页，{history.first_seen} 首次见到，标注 {shown}"
    filed = page.facts.article.url_day
    if filed is not None and abs(filed - shown) > late:
        yield "address", f"网页地址中的日期为 {filed}，标注 {shown}"
    modified = _modified(page, snapshot)
    if modified is not None and modified < shown - slack:
        yield "modified", f"服务器称文件最后修改于 {modified}，标注 {shown}"


def _of_files(files: list[FileDates], late: date, history: PageHistory | None) -> Iterator[tuple[str, str]]:
    """What attachments say of themselves that lies behind `late`.

    Whoever saw the page before saw another file: this one was put in its place.
    """
    known = history.first_seen if history else date.max
    made = min((each.created for each in files if each.created), default=None)
    changed = min((each.modified for each in files if each.modified), default=None)
    if made is not None and late < made <= known:
        yield "attachment", f"附件自身记载的创建日期为 {made}"
    elif changed is not None and late < changed <= known:
        yield "altered", f"附件自身记载的最后修改日期为 {changed}"


def _modified(page: Page, snapshot: Snapshot) -> date | None:
    """The day of the answer's Last-Modified header, Beijing time; None when there is none that can be read."""
    value = read_record(snapshot.folder, page.row.record).headers.get("last-modified", "")
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    # Servers that do not know it say 1970.
    return moment.astimezone(BEIJING).date() if moment > datetime(2000, 1, 1, tzinfo=UTC) else None


def _judge(one: _Suspect, common: set[str]) -> Observation:
    clues = {kind: seen for kind, seen in one.clues.items() if kind not in common}
    said = "；".join(clues.values())
    title = one.page.facts.article.title or one.page.facts.title
    if not clues:
        return _observe(one.page, Outcome.PASSED, "标注的发布日期没有疑点。", f"标注 {one.page.facts.visible_day}")
    proofs = one.proofs if clues.keys() & _OF_FILES else ()
    if clues.keys() & _STRONG or len(clues) - _is_aside(one.page, clues) > 1:
        return _observe(one.page, Outcome.FAILED, f"“{title[:40]}”的发布日期有疑点，请核对：{said}。", said, proofs)
    message = f"“{title[:40]}”的发布日期无法判断真伪，仅有一种线索：{said}。"
    return _observe(one.page, Outcome.CANT_TELL, message, said, proofs)


def _is_aside(page: Page, clues: dict[str, str]) -> bool:
    """Whether the attachment's day is only told: it adds to an address that is later than the date too."""
    filed, shown = page.facts.article.url_day, page.facts.visible_day
    later = "address" in clues and filed is not None and shown is not None and filed > shown
    return "altered" in clues or ("attachment" in clues and not later)


def _observe(
    page: Page, outcome: Outcome, message: str, excerpt: str, proofs: tuple[Evidence, ...] = ()
) -> Observation:
    evidence = (*page.evidence(excerpt), *proofs)
    return Observation(_CHECK, page.url, SubjectKind.PAGE, outcome, message, evidence=evidence)


def _of_site(snapshot: Snapshot, kind: str, message: str) -> Observation:
    home = snapshot.site.home
    return Observation(
        _CHECK, home, SubjectKind.SITE, Outcome.CANT_TELL, message, identity=(kind,), evidence=(Evidence(home),)
    )
