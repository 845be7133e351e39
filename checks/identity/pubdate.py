"""The PubDate tag against the publish date that the page shows (国办发〔2017〕47号《网页设计规范》)."""

from __future__ import annotations

from collections.abc import Iterator

from checks.interface import Params, page_check
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Page, PageKind

_CHECK = "identity.pubdate"


@page_check(
    id=_CHECK,
    title="发布日期标签与页面显示不一致",
    clause="国办发〔2017〕47号 附件《网页设计规范》",
    needs=set(),
    kinds={PageKind.ARTICLE},
)
def pubdate(page: Page, params: Params) -> Iterator[Observation]:
    """是什么：内容页 PubDate 标签里的日期，与页面上显示的发布日期不是同一天。

    为什么重要：监管平台和搜索引擎读标签，群众看页面。两者不一致，会造成漏计更新、误判未更新。常见原因是网站迁移、
    稿件重新发布，本项只提示核对，不认定日期弄虚作假。

    如何整改：由内容管理系统用同一字段输出标签和页面上的发布日期。例如：

        <meta name="PubDate" content="2026-11-20 09:30">
    """
    shown, tag = page.facts.visible_day, page.facts.article.tag_day
    if shown is None or tag is None or not page.meta("PubDate"):
        message = "页面没有同时给出可见的发布日期和 PubDate 标签，不作比较。"
        yield Observation(_CHECK, page.url, SubjectKind.PAGE, Outcome.INAPPLICABLE, message, evidence=page.evidence(""))
        return
    outcome = Outcome.PASSED if shown == tag else Outcome.FAILED
    message = f"PubDate 标签为 {tag}，页面显示的发布日期为 {shown}" + ("，一致。" if shown == tag else "，请核对。")
    excerpt = f"PubDate={page.meta('PubDate')[0][:60]}；页面显示：{shown}"
    yield Observation(_CHECK, page.url, SubjectKind.PAGE, outcome, message, evidence=page.evidence(excerpt))
