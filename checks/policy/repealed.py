"""Documents whose page calls them valid and repealed at the same time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from checks.interface import Params, page_check
from core.clock import BEIJING
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Page, PageKind

_CHECK = "policy.repealed"
#: Whole values only: “部分有效” and “有效期五年” say something else.
_VALID = frozenset({"有效", "现行有效", "继续有效", "是"})
#: A mark at either end of a title. “关于废止……的决定” is itself in force, so the mark must stand in brackets.
_MARK = r"[（(【\[]\s*(?:已|全文)?(?:废止|失效)\s*[)）】\]]"
_REPEALED_TITLE = re.compile(rf"^\s*{_MARK}|{_MARK}\s*$")


@page_check(
    id=_CHECK,
    title="已废止文件仍标注有效",
    clause="国办公开办函〔2021〕33号（规章集中公开，动态更新；行政规范性文件参照）",
    needs=set(),
    kinds={PageKind.ARTICLE},
)
def repealed(page: Page, params: Params) -> Iterator[Observation]:
    """已废止文件仍标注有效：同一页面上，“有效性”写明有效，而废止（失效）日期已过，或标题已标明废止、失效。

    是什么：只比较页面自己写明的“有效性”“废止日期（失效日期）”和标题括号内的“已废止”“已失效”字样，不依据其他来源推断
    文件效力。废止日期当天和以后的不算；没有写明有效性的不检查，写作“部分有效”等其他情形的不作判断。

    为什么重要：规范性文件应当动态更新并标明有效性。失效文件仍显示有效，群众和企业会据此办事，也影响依法行政。

    如何整改：由制发机关核对清理结果。确已废止、失效的，把“有效性”改为“废止”或“失效”，并更新现行有效和废止文件目录；
    仍然有效的，更正废止日期或标题。
    """
    article = page.facts.article
    title = article.title or page.facts.title
    marked = _REPEALED_TITLE.search(title) is not None
    if not article.validity or (article.repealed_day is None and not marked):
        yield _observe(page, Outcome.INAPPLICABLE, "页面没有同时写明有效性和废止（失效）情况，不作比较。")
        return
    stated = f"有效性：{article.validity[:40]}"
    if article.validity not in _VALID:
        yield _observe(page, Outcome.PASSED, f"页面已标注文件效力（{stated}）。", stated)
        return
    day, seen_on = article.repealed_day, datetime.fromisoformat(page.row.fetched_at).astimezone(BEIJING).date()
    why = [f"废止（失效）日期为 {day}，已过"] if day is not None and day < seen_on else []
    why += ["标题已标明废止或失效"] if marked else []
    if why:
        excerpt = f"{stated}；{'；'.join(why)}；标题：{title[:80]}"
        yield _observe(page, Outcome.FAILED, f"“{title[:40]}”标注“{stated}”，但{'，'.join(why)}。", excerpt)
    else:
        yield _observe(page, Outcome.PASSED, f"{stated}，废止（失效）日期 {day} 未过。", stated)


def _observe(page: Page, outcome: Outcome, message: str, excerpt: str = "") -> Observation:
    return Observation(_CHECK, page.url, SubjectKind.PAGE, outcome, message, evidence=page.evidence(excerpt))
