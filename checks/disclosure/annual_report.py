"""Last year's report of disclosure: there, on time, and with its six parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from checks.disclosure.entries import is_government, read_entries_of
from checks.disclosure.platform import PARTS
from checks.disclosure.reports import due_day, is_sites_own, reports_of, title_of, unnamed_reports
from checks.freshness.main_text import main_text
from checks.interface import Params, check
from checks.reach import left_out
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Page, Snapshot

_CHECK = "disclosure.annual_report"
#: Part → its heading as reports write it (国办公开办函〔2021〕30号; the first is V2, the others M).
_SECTIONS = {
    "总体情况": re.compile(r"总体情况|概述|基本情况"),
    "主动公开政府信息情况": re.compile(r"主动公开(?:政府)?信息"),
    "收到和处理政府信息公开申请情况": re.compile(r"(?:收到|办理|处理).{0,12}申请"),
    "行政复议、行政诉讼情况": re.compile(r"行政复议|行政诉讼"),
    "存在的主要问题及改进情况": re.compile(r"(?:主要|存在).{0,4}问题|改进"),
    "其他需要报告的事项": re.compile(r"其[他它].{0,8}(?:报告|说明|事项)"),
}
_SHORTEST = 300
_LONGEST_HEADING = 40
_NUMBERED = re.compile(r"[（(]?[一二三四五六七][、.．)）]")
_MAX_EVIDENCE = 3


@check(
    id=_CHECK,
    title="政府信息公开年度报告缺少、迟发或内容不全",
    clause="《政府信息公开条例》第四十九条、国办公开办函〔2021〕30号（期限和第二至六部分标题未见原文）",
    needs={"pages", "links", "columns", "dom"},
    # 31 March for governments, 31 January for departments: M. `review` 1: the report must tell of a look back (回头看).
    defaults={"government_month": 3, "unit_month": 1, "review": 0},
)
def annual_report(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """政府信息公开年度报告缺少、迟发或内容不全：上一年度的报告没有发布、晚于期限，或缺少规定的部分。

    是什么：按标题查找上一年度的政府信息公开工作年度报告。网站主办单位自己的报告：县级以上政府应在 3 月 31 日前、部门应
    在 1 月 31 日前发布，按页面可见的发布日期核对；期限未到的不检查。网站上所有上一年度的报告，逐份查看有无六个部分（总
    体情况、主动公开、收到和处理申请、行政复议和诉讼、主要问题及改进、其他事项）；本地要求“回头看”的，查看有无专项阐述
    （参数 review 设为 1）。报告为图片或附件、在其他网站、采集不完整的，记“无法判断”。

    为什么重要：年度报告是条例规定的法定义务，逾期或缺项会在政务公开考核中扣分。

    如何整改：由政务公开机构按统一格式补发、补全报告；已经发布而标题没有写明年度的，更正标题。不得修改发布日期。
    """
    year = snapshot.taken_at.year - 1
    reports = reports_of(snapshot, year)
    own = [page for page in reports if is_sites_own(page, snapshot.site)]
    month = int(params["government_month"] if is_government(snapshot.site) else params["unit_month"])
    yield _punctual(snapshot, own, year, due_day(year, month))
    for page in reports:
        yield _whole(page)
        if int(params["review"]):
            yield _review(page)


def _punctual(snapshot: Snapshot, own: list[Page], year: int, due: date) -> Observation:
    if not own:
        return _absent(snapshot, year, due)
    days = [page.facts.visible_day for page in own]
    first = min((day for day in days if day), default=None)
    if first is None:
        return _tell(
            snapshot, Outcome.CANT_TELL, f"无法判断 {year} 年度报告是否按时发布：页面没有可见的发布日期。", own
        )
    fact = f"{year} 年度报告发布于 {first}，期限为 {due}"
    if first <= due:
        return _tell(snapshot, Outcome.PASSED, f"{fact}，按时发布。", own)
    if None in days or any(_earlier(page, due) for page in own):
        message = f"无法判断 {year} 年度报告是否按时发布：{fact}，但页面标签或地址中的日期在期限以内。"
        return _tell(snapshot, Outcome.CANT_TELL, message, own)
    return _tell(snapshot, Outcome.FAILED, f"{fact}，晚于期限。", own)


def _earlier(page: Page, due: date) -> bool:
    """A page that was moved shows the day of moving; its tag or address may tell the first one."""
    return any(day is not None and day <= due for day in (page.facts.article.tag_day, page.facts.article.url_day))


def _absent(snapshot: Snapshot, year: int, due: date) -> Observation:
    if snapshot.taken_at.date() <= due:
        return _tell(snapshot, Outcome.INAPPLICABLE, f"{year} 年度报告的发布期限（{due}）未到。", [])
    named = read_entries_of(snapshot).named(PARTS["政府信息公开年报"])
    unread = bool(named.elsewhere or named.unknown or named.files) or any(page.facts.scripted for page in named.pages)
    if left_out(snapshot) or unread or unnamed_reports(snapshot, year + 1) or not is_government(snapshot.site):
        why = "年报可能在其他网站、附件中，由脚本加载，标题没有写明年度，或没有采集到"
        return _tell(
            snapshot, Outcome.CANT_TELL, f"没有找到本单位 {year} 年度报告，但{why}，请人工查看。", [*named.pages]
        )
    message = f"没有找到本单位 {year} 年的政府信息公开工作年度报告（期限为 {due}）。"
    home = [snapshot.home] if snapshot.home else []
    return _tell(snapshot, Outcome.FAILED, message, [*named.pages] or home)


def _whole(page: Page) -> Observation:
    text = main_text(page.dom)
    headings = [line[:_LONGEST_HEADING] for line in text.lines if _NUMBERED.match(line) or _stands_alone(line)]
    missing = [name for name, words in _SECTIONS.items() if not any(words.search(line) for line in headings)]
    if not missing:
        return _say(page, "sections", Outcome.PASSED, "年度报告的六个部分齐全。")
    if text.length < _SHORTEST or page.facts.scripted or page.facts.truncated:
        return _say(page, "sections", Outcome.CANT_TELL, "无法判断年度报告的内容：页面文字很少，报告可能是图片或附件。")
    return _say(page, "sections", Outcome.FAILED, f"年度报告缺少以下部分：{'、'.join(missing)}。")


def _stands_alone(line: str) -> bool:
    """Whether a line may be a heading: “没有其他需要报告的事项。” is a sentence under one."""
    return len(line) <= _LONGEST_HEADING and not line.endswith(("。", "；", "，"))


def _review(page: Page) -> Observation:
    body = page.dom.body.text() if page.dom.body else ""
    if "回头看" in body:
        return _say(page, "review", Outcome.PASSED, "年度报告对上一年度工作的“回头看”作了阐述。")
    if main_text(page.dom).length < _SHORTEST:
        return _say(page, "review", Outcome.CANT_TELL, "无法判断有无“回头看”内容：报告可能是图片或附件。")
    return _say(page, "review", Outcome.FAILED, "年度报告没有上一年度工作“回头看”的专项阐述。")


def _say(page: Page, part: str, outcome: Outcome, message: str) -> Observation:
    evidence = page.evidence(title_of(page)[:200])
    return Observation(_CHECK, page.url, SubjectKind.PAGE, outcome, message, identity=(part,), evidence=evidence)


def _tell(snapshot: Snapshot, outcome: Outcome, message: str, pages: list[Page]) -> Observation:
    shown = pages[:_MAX_EVIDENCE]
    evidence = tuple(proof for page in shown for proof in page.evidence(title_of(page)[:200]))
    home = snapshot.site.home
    return Observation(_CHECK, home, SubjectKind.SITE, outcome, message, identity=("published",), evidence=evidence)
