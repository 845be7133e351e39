"""Controls whose focus cannot be seen: WCAG 2.2 SC 2.4.7 (AA), ACT rule oj04fd."""

from __future__ import annotations

from checks.interface import Params, rule
from checks.ruling import Ruling
from checks.walking.walked import NEEDS, faults, looks_whole, walked
from core.snapshot import Page

_SAME = "有焦点和没有焦点时的画面完全一样"
_UNSURE = "画面自己在变化或数量过多，没有比出来"


@rule(id="a11y.focus_visible", title="看不出焦点在哪里", wcag=("2.4.7",), act=("oj04fd",), needs=set(NEEDS))
def focus_visible(page: Page, params: Params) -> Ruling | None:
    """是什么：用 Tab 键走到某个链接或按钮时，它的外观没有任何变化，看不出焦点在哪里。样式没有差别的，逐个比对过画面。

    为什么重要：不用鼠标的群众靠焦点框知道自己在哪里，看不见焦点就无法操作。网站适老化规范也要求组件获得焦点时有明显提示
    （工信厅信管函〔2021〕67号 附件1）。

    如何整改：删去样式表里的 outline:none、outline:0，或者另外给出明显的焦点样式。例如：

        <style>a:focus-visible, button:focus-visible { outline: 3px solid #005fcc; }</style>
    """
    told = walked(page, "keyboard")
    if told is None:
        return None
    sure, doubts = faults(told["unseen"], _SAME), faults(told["unsure"], _UNSURE)
    if not looks_whole(told):
        sure, doubts = [], [*sure, *doubts]
    return Ruling(int(told["stops"]), sure, doubts)
