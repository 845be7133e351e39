"""Headings that say nothing of what stands under them: WCAG 2.2 SC 2.4.6 (AA), ACT rule b49b2e; only asked about."""

from __future__ import annotations

from checks.accessibility.headings import headings_of
from checks.accessibility.words import squeezed
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

#: What editors and templates leave behind.
_LEFT_BEHIND = frozenset(
    {
        "标题",
        "一级标题",
        "二级标题",
        "三级标题",
        "小标题",
        "副标题",
        "主标题",
        "大标题",
        "文章标题",
        "新闻标题",
        "栏目标题",
    }
    | {
        "栏目名称",
        "模块标题",
        "请输入标题",
        "此处输入标题",
        "标题文字",
        "无标题",
        "未命名",
        "正文",
        "内容",
        "段落",
        "测试",
        "占位",
    }
    | {
        "title",
        "heading",
        "headline",
        "subtitle",
        "subheading",
        "untitled",
        "section",
        "header",
        "content",
        "text",
        "test",
    }
    | {"page title", "section title", "lorem ipsum", "heading 1", "heading 2", "heading 3", "your title here"}
)
_MOST_FAULTS = 5


@rule(id="a11y.heading_meaning", title="标题没有说明内容", wcag=("2.4.6",), act=("b49b2e",))
def heading_meaning(page: Page, params: Params) -> Ruling:
    """是什么：标题元素里只有“标题”“小标题”“内容”一类模板留下的字，或者只有数字、符号。能否说明下面的内容需人工核对。

    为什么重要：视力障碍群众靠逐个听标题跳到要读的部分。听到的都是“标题”，无从选择。

    如何整改：写明下面内容的主题；不是标题的不用标题元素。例如：

        <h2>申报条件</h2>
        <h2>办理流程</h2>
    """
    headings = headings_of(page.dom)
    said = [(one.node, squeezed(one.node.text())) for one in headings]
    doubts = [Fault(node, f"标题为“{text[:20]}”") for node, text in said if text and _says_nothing(text)]
    return Ruling(len(headings), doubts=doubts[:_MOST_FAULTS])


def _says_nothing(text: str) -> bool:
    # A year or a day heads what belongs to it.
    numbered = text.isdigit() and len(text) < len("2026")
    return numbered or text.lower().strip("：:") in _LEFT_BEHIND or not any(map(str.isalnum, text))
