"""Interpretations published later after their documents than allowed."""

from __future__ import annotations

from collections.abc import Iterator

from checks.freshness.newest import months_before
from checks.interface import Params, check
from checks.policy.pairing import Library, Pair, absolute, pairs, read_library, same_place
from core.calendar import WorkingCalendar
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Snapshot

_CHECK = "policy.late"
#: Most links of a document's page that are looked at.
_MAX_LINKS = 3000


@check(
    id=_CHECK,
    title="政策解读发布不及时",
    clause="国办发〔2017〕47号（政策解读与文件同步发布；“3个工作日”见郑州2016年办法，国家层面未核）",
    needs={"pages", "columns", "dom"},
    # 3 working days: a city's rules of 2016 (V1), not verified nationally. 6 months: the window of policy columns.
    defaults={"working_days": 3, "policy_months": 6},
)
def late(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """政策解读发布不及时：解读材料晚于政策文件发布，超过规定的工作日。

    是什么：在登记的政策文件、政策解读栏目中，取近 6 个月本县发布的文件，与解读稿件配对：解读标题写明文件名称或文号的，
    或者两者之间有写明“解读”“原文”的链接的。按页面可见的发布日期计算相隔工作日（发布当日不算，节假日和调休按采集时
    封存的节假日表）。有多篇解读的，取最早一篇。转载上级的文件不检查；同名文件不止一份的不按名称配对；采集不完整、没有
    可见日期、文件页另有解读链接的，记“无法判断”。

    为什么重要：政策文件与解读应当同步发布，群众和企业才能及时、准确理解。3 个工作日为地方规定，国家层面未核实，
    本项只列出供核对，不计分。

    如何整改：由文件起草单位在报审文件时一并报送解读材料，与文件同步在网站发布；不得修改发布日期。
    """
    first = months_before(snapshot.taken_at.date(), int(params["policy_months"]))
    library = read_library(snapshot)
    for pair in pairs(library):
        day = pair.document.facts.visible_day
        if day is not None and first <= day <= snapshot.taken_at.date():
            yield _judge(pair, library, snapshot.calendar, int(params["working_days"]))


def _judge(pair: Pair, library: Library, calendar: WorkingCalendar, limit: int) -> Observation:
    issued = pair.document.facts.visible_day
    days = [day for page in pair.interpretations if (day := page.facts.visible_day) is not None]
    if issued is None or not days:
        return _observe(pair, Outcome.CANT_TELL, "无法判断解读是否及时：解读页面没有可见的发布日期。")
    gap = calendar.working_days_between(issued, min(days))
    fact = f"文件 {issued} 发布，解读 {min(days)} 发布，相隔 {gap} 个工作日"
    if gap <= limit:
        return _observe(pair, Outcome.PASSED, f"{fact}，未超过 {limit} 个工作日。")
    unknown = calendar.warning((issued, min(days))) if calendar.fewest_between(issued, min(days)) <= limit else ""
    undated = "有解读页面没有可见日期，可能更早" if len(days) < len(pair.interpretations) else ""
    doubt = unknown.rstrip("。") or _elsewhere(pair, library.snapshot) or undated or library.doubt
    if doubt:
        return _observe(pair, Outcome.CANT_TELL, f"无法判断解读是否及时：{fact}；{doubt}。")
    return _observe(pair, Outcome.FAILED, f"{fact}，超过 {limit} 个工作日。")


def _elsewhere(pair: Pair, snapshot: Snapshot) -> str:
    """Why an earlier interpretation may stand where no pair was made: the document links to another one."""
    known = {same_place(page.url) for page in pair.interpretations}
    known |= {same_place(column.url) for column in snapshot.columns}
    for link in pair.document.dom.css("a[href]")[:_MAX_LINKS]:
        if "解读" in link.text() or "图解" in link.text():
            target = (link.attributes.get("href") or "").strip()
            if same_place(absolute(pair.document.url, target)) not in known:
                return f"文件页另有解读链接（{target[:80]}），可能有更早的解读"
    return ""


def _observe(pair: Pair, outcome: Outcome, message: str) -> Observation:
    pages = (pair.document, *pair.interpretations[:5])
    evidence = tuple(
        proof for page in pages for proof in page.evidence(f"{page.facts.visible_day} {page.facts.article.title[:100]}")
    )
    return Observation(_CHECK, pair.document.url, SubjectKind.PAGE, outcome, message, evidence=evidence)
