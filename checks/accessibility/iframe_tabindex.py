"""Frames that keep their links from the Tab key: WCAG 2.2 SC 2.1.1 (A), ACT rule akn7bn."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from checks.accessibility.aria_hidden_focus import TAKING_FOCUS
from checks.accessibility.outline import outline_of, read
from checks.accessibility.roles import is_tabbable, tabindex
from checks.accessibility.structure import structure_of
from checks.accessibility.visibility import is_tiny, value
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page
from core.snapshot.nesting import bounded

#: Longest content of a frame that is parsed, in characters.
_MAX_CONTENT = 50_000
_UNREAD = "内嵌页面中如有链接、按钮，用键盘到不了"


@rule(id="a11y.iframe_tabindex", title="内嵌框架不让键盘进入", wcag=("2.1.1",), act=("akn7bn",))
def iframe_tabindex(page: Page, params: Params) -> Ruling:
    """是什么：内嵌框架写了 tabindex="-1"，里面的链接、按钮用 Tab 键到不了。嵌入其他网页的，需人工核对里面有没有控件。

    为什么重要：只用键盘操作的肢体障碍、视力障碍群众进不了这个框架，用不了里面的功能。

    如何整改：去掉 tabindex="-1"；框架里没有可操作内容的可以保留。例如：

        <iframe src="/weather.html" title="天气预报"></iframe>
    """
    seen = outline_of(page.dom)
    # What is kept from screen readers is still there for whoever uses the keyboard and sees it.
    frames = [node for node in structure_of(page.dom).elements("iframe") if (tabindex(seen.attributes(node)) or 0) < 0]
    faults: list[Fault] = []
    doubts: list[Fault] = []
    for node in frames:
        attributes = seen.attributes(node)
        if "srcdoc" in attributes:
            if _has_controls(value(attributes, "srcdoc")):
                faults.append(Fault(node))
        elif seen.met(node) and value(attributes, "src") and not is_tiny(attributes):
            doubts.append(Fault(node, _UNREAD))
    return Ruling(len(frames), faults, doubts)


def _has_controls(html: str) -> bool:
    dom = LexborHTMLParser(bounded(html[:_MAX_CONTENT])[0])
    inner = read(dom)
    return any(is_tabbable(inner, node) and inner.met(node) for node in dom.css(TAKING_FOCUS))
