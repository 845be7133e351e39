"""Titles that say nothing of the page: WCAG 2.2 SC 2.4.2 (A), failure technique F25."""

from __future__ import annotations

import re

from checks.accessibility.outline import outline_of
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

#: Titles that editors and programs leave behind.
_LEFT_BEHIND = re.compile(
    r"无标题(?:文档|页面?|网页)?\s?\d*|未命名(?:文档|页面?|网页)?\s?\d*|新建(?:文档|网页|页面)?\s?\d*|(?:网页|页面|文档)?标题"
    r"|在此(?:处)?(?:输入|填写)(?:网页|页面|文档)?标题|untitled(?:[ -](?:document|page|normal page))?[ -]?\d*"
    r"|new (?:page|document)\s?\d*|(?:html )?document\s?\d*|(?:page |document )?title|insert title here|no title"
    r"|enter the title of your html document here|vite app|react app|test|测试(?:页面?)?",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"[\w%()-]{1,80}\.(?:html?|shtml|jspx?|aspx?|php|cgi|docx?|xlsx?|pptx?|pdf|wps)", re.IGNORECASE | re.ASCII
)
_NO_WORDS = re.compile(r"[\W\d_]+")


@rule(id="a11y.title_meaning", title="页面标题没有意义", wcag=("2.4.2",), act=("c4a8a4",))
def title_meaning(page: Page, params: Params) -> Ruling:
    """是什么：页面标题是编辑软件或模板留下的默认文字（如“无标题文档”）、文件名，或者只有数字、符号。

    为什么重要：读屏软件打开页面时首先读出标题。这样的标题不能说明页面内容，在标签、收藏夹和搜索结果中也无法辨认。

    如何整改：写明本页内容的标题，建议依次写明内容标题、栏目名称、网站名称。例如：

        <title>2026年县政府工作报告_政府工作报告_云岭县人民政府</title>
    """
    titles = outline_of(page.dom).elements("title")
    text = " ".join(titles[0].text().split())[:300] if titles else ""
    if not text:
        return Ruling(0)
    if _LEFT_BEHIND.fullmatch(text) or _FILE.fullmatch(text):
        return Ruling(1, [Fault(titles[0], f"标题为“{text[:80]}”")])
    if _NO_WORDS.fullmatch(text):
        return Ruling(1, doubts=[Fault(titles[0], f"标题只有数字或符号：“{text[:80]}”")])
    return Ruling(1)
