"""Places that the keyboard cannot leave: WCAG 2.2 SC 2.1.2 (A), ACT rules 80af7b and ebe86a."""

from __future__ import annotations

from checks.interface import Params, rule
from checks.ruling import Ruling
from checks.walking.walked import NEEDS, faults, walked
from core.snapshot import Page

_NOTE = "按 Tab、Shift+Tab、Esc 都离不开"
_LATE = "焦点离开几秒以后又被脚本拉回"


@rule(
    id="a11y.focus_trap", title="键盘焦点被困住", wcag=("2.1.2",), act=("80af7b", "ebe86a"), needs=set(NEEDS), version=2
)
def focus_trap(page: Page, params: Params) -> Ruling | None:
    """是什么：焦点进入某个控件或某组控件以后，按 Tab、Shift+Tab、Esc 键都出不来。能关闭的对话框、页面
    写明了退出按键的不算。离开几秒以后才被拉回的，检查期间碰上了的提请人工核对，更晚的看不出。

    为什么重要：只用键盘的群众到了这里就无法继续，只能关掉整个网页。

    如何整改：去掉脚本里把焦点拉回来的代码（onblur、setInterval 中的 focus()）和对 Tab 键的拦截。弹出的对话框要能用 Esc
    键或者“关闭”按钮退出，退出后焦点回到原处。例如：

        <dialog><button onclick="this.closest('dialog').close()">关闭</button></dialog>
    """
    told = walked(page, "keyboard")
    if told is None:
        return None
    late = faults(told.get("late", ()), _LATE)
    if told["ended"] == "bounds" and not told["trap"]:
        # Too long to be gone through: what lies behind was not tried.
        return Ruling(int(told["stops"]), (), late) if told["stops"] else None
    return Ruling(int(told["stops"]), faults(told["trap"], _NOTE), late)
