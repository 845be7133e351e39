"""Controls that only a mouse works: WCAG 2.2 SC 2.1.1 (A), failures F42, F54 and F59 of its techniques."""

from __future__ import annotations

from checks.interface import Params, rule
from checks.ruling import Ruling
from checks.walking.walked import NEEDS, faults, looks_whole, walked
from core.snapshot import Page

_BLOCKED = "页面脚本拦截了 Tab 键，所有控件都不能用键盘到达"
_UNREACHED = "从头到尾按 Tab 键没有到达"


@rule(id="a11y.keyboard_reach", title="鼠标可用而键盘不可达", wcag=("2.1.1",), needs=set(NEEDS), version=2)
def keyboard_reach(page: Page, params: Params) -> Ruling | None:
    """是什么：在浏览器里从头到尾按 Tab 键，页面上能用鼠标点击的按钮、链接、选项卡，有的始终到不了。脚本绑定了点击、
    看起来却不像能点击的，是否真有功能程序看不出，提请人工核对；只为统计点击绑定的不算。

    为什么重要：视力障碍、肢体障碍的群众和不少老年人不用鼠标，只用键盘或相当于键盘的辅助设备；键盘到不了的功能他们用不了。

    如何整改：用真正的链接和按钮，不要在 div、span、img、li 或没有 href 的 a 上写 onclick；去掉脚本
    对 Tab 键的拦截。例如：

        <button type="button" onclick="openMenu()">打开菜单</button>
    """
    told = walked(page, "keyboard")
    if told is None:
        return None
    lost = faults(told["unreached"], _BLOCKED if told["ended"] == "blocked" else _UNREACHED)
    sure, doubts = faults(told["mouse"]), [*lost, *faults(told.get("perhaps", ()))]
    if told["ended"] == "blocked":
        sure, doubts = [*sure, *lost], doubts[len(lost) :]
    if not looks_whole(told):
        sure, doubts = [], [*sure, *doubts]
    return Ruling(int(told["controls"]), sure, doubts)
