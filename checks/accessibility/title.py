"""Pages without a title: WCAG 2.2 SC 2.4.2 (A), ACT rule 2779a5."""

from __future__ import annotations

from checks.accessibility.outline import outline_of
from checks.accessibility.structure import is_shell, structure_of
from checks.accessibility.words import is_blank
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page


@rule(id="a11y.title", title="页面没有标题", wcag=("2.4.2",), act=("2779a5",), version=3)
def page_title(page: Page, params: Params) -> Ruling:
    """是什么：页面没有标题（title），或者标题为空。

    为什么重要：读屏软件打开页面时首先读出标题；浏览器标签、收藏夹和搜索结果也显示标题。没有标题，
    群众无法知道自己打开了什么页面。

    如何整改：在 head 中写明本页标题，建议依次写明内容标题、栏目名称、网站名称。例如：

        <title>2026年县政府工作报告_政府工作报告_云岭县人民政府</title>
    """
    seen = outline_of(page.dom)
    roots = seen.elements("html")
    # svg has titles of its own; the outline keeps html elements only. The first one is the document's (HTML 3.1.5).
    titles = seen.elements("title")
    text = titles[0].text() if titles else ""
    if not is_blank(text):
        return Ruling(1)
    # Redirect stubs and shells: nobody meets their title in the source.
    if not roots or is_shell(structure_of(page.dom), page.html):
        return Ruling(0)
    node, note = (titles[0], "标题是空的") if titles else (roots[0], "没有 title 标签")
    if page.rendered and not is_blank(page.rendered.facts.title):
        return Ruling(1)
    if seen.scripts.write_title or seen.scripts.draw_all:
        return Ruling(1, doubts=[Fault(node, f"{note}，可能由脚本写入", seen=True)])
    return Ruling(1, [Fault(node, note, seen=seen.scripts.any)])
