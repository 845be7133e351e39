"""Pages that declare two languages for one: WCAG 2.2 SC 3.1.1 (A), ACT rule 5b7ae0."""

from __future__ import annotations

from checks.accessibility.lang import root_of
from checks.accessibility.tags import is_known, primary
from checks.accessibility.visibility import value
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page


@rule(id="a11y.lang_match", title="页面声明的两种语言不一致", wcag=("3.1.1",), act=("5b7ae0",))
def lang_match(page: Page, params: Params) -> Ruling:
    """是什么：html 标签上同时写了 lang 和 xml:lang，两者的语言不同。

    为什么重要：浏览器和读屏软件可能采用其中任何一个，采用了错误的一个，文字的读音就是错的。

    如何整改：html 页面只保留 lang；确需保留 xml:lang 的，与 lang 写成一样。例如：

        <html lang="zh-CN" xml:lang="zh-CN">
    """
    root = root_of(page)
    attributes = root.attributes if root is not None else {}
    html, xml = value(attributes, "lang"), value(attributes, "xml:lang")
    if root is None or "xml" in page.row.content_type or not xml or not is_known(html):
        return Ruling(0)
    differ = primary(html) != primary(xml)
    return Ruling(1, [Fault(root, f"lang 为“{html[:40]}”，xml:lang 为“{xml[:40]}”")] if differ else [])
