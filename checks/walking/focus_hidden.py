"""Focus that goes where nobody can see it: WCAG 2.2 SC 2.4.7 and 2.4.11 (AA)."""

from __future__ import annotations

from checks.interface import Params, rule
from checks.ruling import Ruling
from checks.walking.walked import NEEDS, faults, looks_whole, walked
from core.snapshot import Page

_NOTE = "获得焦点时在页面上看不见"
_COVERED = "获得焦点时整个被固定在窗口上的内容盖住"


@rule(id="a11y.focus_hidden", title="焦点落到看不见的地方", wcag=("2.4.7", "2.4.11"), needs=set(NEEDS), version=2)
def focus_hidden(page: Page, params: Params) -> Ruling | None:
    """是什么：按 Tab 键时，焦点走到移出屏幕、高度为零或被裁去的链接、按钮上，获得焦点后也不显示出来；
    或者整个被固定在窗口上的页眉、弹窗盖住。后一种能不能移开或者关掉程序看不出，提请人工核对。

    为什么重要：只用键盘的群众按了键，却看不出焦点去了哪里，容易误触没有打算点的链接。

    如何整改：收起的菜单、轮换到后面的图片，用 display:none 或者 visibility:hidden 收起，就不会获得焦点；“跳过导航”一类
    平时隐藏的链接，获得焦点时要显示出来。例如：

        <style>.skip { position: absolute; top: -60px } .skip:focus { top: 0 }</style>
        <style>html { scroll-padding-top: 80px } .header { position: sticky; top: 0; height: 70px }</style>
    """
    told = walked(page, "keyboard")
    if told is None:
        return None
    found, covered = faults(told["hidden"], _NOTE), faults(told.get("covered", ()), _COVERED, "covered")
    if not looks_whole(told):
        found, covered = [], [*found, *covered]
    return Ruling(int(told["stops"]), found, covered)
