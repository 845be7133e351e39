"""The link that skips navigation: WCAG 2.2 SC 2.4.1 (A), ACT rules ye5d6e and cf77f2."""

from __future__ import annotations

from checks.interface import Params, rule
from checks.ruling import Ruling
from checks.walking.walked import NEEDS, faults, walked
from core.snapshot import Page


@rule(id="a11y.skip_link", title="跳过导航的链接不起作用", wcag=("2.4.1",), act=("ye5d6e",), needs=set(NEEDS))
def skip_link(page: Page, params: Params) -> Ruling | None:
    """是什么：页面开头有“跳到正文”“跳过导航”的链接，但使用以后焦点没有到正文。没有这种链接的页面不在此列。

    为什么重要：只用键盘或读屏软件的群众，每打开一页都要先经过几十个导航链接，靠它直达正文。

    如何整改：链接的 # 后面要与正文容器的 id 一致，不要用脚本取消默认动作。例如：

        <a class="skip" href="#main">跳到正文</a> …… <main id="main" tabindex="-1">
    """
    told = walked(page, "keyboard")
    if told is None:
        return None
    skip = told["skip"]
    if skip["found"] is None:
        return Ruling(0)
    found = faults([skip["found"]], str(skip["why"]))
    if skip["works"] == "yes":
        return Ruling(1)
    return Ruling(1, found) if skip["works"] == "no" else Ruling(1, (), found)
