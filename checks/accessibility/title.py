"""Pages without a title: WCAG 2.2 SC 2.4.2 (A), ACT rule 2779a5."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.accessibility.names import is_blank, shows_anything
from checks.accessibility.outline import outline_of
from checks.accessibility.reporting import EMPTY_SHELL, NOT_WHOLE, observe
from checks.interface import Params, page_check
from core.outcome import Observation, Outcome
from core.snapshot import Page

_CHECK = "a11y.title"
#: Titles that editors and templates leave behind.
_LEFT_BEHIND = re.compile(
    r"无标题(?:文档|页面?)?|untitled(?: document| page)?|new page.*|document|title", re.IGNORECASE
)


@page_check(id=_CHECK, title="页面没有标题", clause="GB/T 37668-2019；WCAG 2.2 SC 2.4.2（A 级）")
def page_title(page: Page, params: Params) -> Iterator[Observation]:
    """是什么：页面没有标题（title），或者标题为空。

    为什么重要：读屏软件打开页面时首先读出标题；浏览器标签、收藏夹和搜索结果也显示标题。没有标题，
    群众无法知道自己打开了什么页面。

    如何整改：在 head 中写明本页标题，建议依次写明内容标题、栏目名称、网站名称。例如：

        <title>2026年县政府工作报告_政府工作报告_云岭县人民政府</title>
    """
    seen = outline_of(page.dom)
    # svg has titles of its own; the outline keeps html elements only. The first one is the document's (HTML 3.1.5).
    titles = seen.elements("title")
    text = " ".join(titles[0].text().split()) if titles else ""
    if not is_blank(text):
        warning = "标题是模板遗留的默认文字，建议改为本页实际标题。" if _LEFT_BEHIND.fullmatch(text) else ""
        yield observe(page, _CHECK, Outcome.PASSED, f"页面标题为“{text[:80]}”。", warning=warning)
    elif not shows_anything(seen):
        yield observe(page, _CHECK, Outcome.INAPPLICABLE, EMPTY_SHELL)
    elif page.facts.truncated or not seen.complete:
        yield observe(page, _CHECK, Outcome.CANT_TELL, NOT_WHOLE + "没有见到标题。")
    else:
        problem = "页面标题为空。" if titles else "页面没有标题（title）。"
        source = titles[0].html or "" if titles else page.html[:400]
        yield observe(page, _CHECK, Outcome.FAILED, problem, evidence=page.evidence(" ".join(source.split())[:200]))
