"""Articles that do not name where they come from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks import Params, page_check
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Page, PageKind

_SOURCE = re.compile(r"(信息|稿件|文章)?来\s*源\s*[:：]\s*(\S{2,60})")


@page_check(
    id="county.article_source",
    title="稿件未注明来源",
    clause="国办发〔2017〕47号（转载注明来源）",
    kinds={PageKind.ARTICLE},
    defaults={"min_text": 20},
)
def article_source(page: Page, params: Params) -> Iterator[Observation]:
    """稿件未注明来源：内容页没有“来源：××”字样。

    是什么：查看每个内容页的文字，找“来源：”“信息来源：”“稿件来源：”后面的单位名称。文字太少、无法判断是否为稿件的不适用。

    为什么重要：政府网站转载信息应注明来源，便于群众核实，也分清内容责任。

    如何整改：由发布该稿件的责任单位在后台补填“来源”；模板没有来源一栏的，请网站技术单位在内容页模板中加上。
    """
    text = page.dom.body.text(separator=" ") if page.dom.body else ""
    if page.facts.text_length < int(params["min_text"]):
        outcome, message = Outcome.INAPPLICABLE, "页面文字很少，不作为稿件检查。"
    elif found := _SOURCE.search(text):
        outcome, message = Outcome.PASSED, f"已注明来源：{found[2]}。"
    else:
        outcome, message = Outcome.FAILED, f"稿件“{page.facts.title[:40]}”没有注明来源。"
    yield Observation("county.article_source", page.url, SubjectKind.PAGE, outcome, message, evidence=page.evidence())
