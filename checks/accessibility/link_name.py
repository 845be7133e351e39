"""Links that say nothing: WCAG 2.2 SC 2.4.4 and 4.1.2 (A), ACT rule c487ae."""

from __future__ import annotations

from checks.accessibility.names import Namer
from checks.accessibility.outline import outline_of
from checks.accessibility.visibility import value
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page


@rule(id="a11y.link_name", title="链接没有名称", wcag=("2.4.4", "4.1.2"), act=("c487ae",))
def link_name(page: Page, params: Params) -> Ruling:
    """是什么：链接里没有文字，图片也没有替代文字，读屏软件读不出链接的名称。

    为什么重要：视力障碍群众靠听链接名称决定是否打开。没有名称的链接只会被读作“链接”或一串网址。

    如何整改：在链接内写明文字；图片链接写好图片的 alt；只有背景图标的链接用 aria-label 说明去向；
    已不使用的空链接请删除。例如：

        <a href="/zwgk/">政务公开</a>
        <a href="/"><img src="logo.png" alt="返回首页"></a>
        <a href="/search/" class="icon-search" aria-label="搜索"></a>
    """
    seen = outline_of(page.dom)
    namer = Namer(seen)
    # Another role (button, tab, menuitem …) makes it no link for assistive technology.
    links = [
        node
        for node in seen.elements("a")
        if "href" in node.attributes and value(node.attributes, "role").lower() in ("", "link")
    ]
    return Ruling(len(links), [Fault(node) for node in links if not namer.has_name(node)])
