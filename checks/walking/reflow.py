"""Pages that need scrolling both ways in a narrow window: WCAG 2.2 SC 1.4.10 (AA)."""

from __future__ import annotations

from checks.interface import Params, rule
from checks.ruling import Ruling
from checks.walking.walked import NEEDS, faults, looks_whole, walked
from core.snapshot import Page


@rule(id="a11y.reflow", title="窄窗口要左右滚动才能读", wcag=("1.4.10",), needs=set(NEEDS))
def reflow(page: Page, params: Params) -> Ruling | None:
    """是什么：窗口宽 320 像素时（相当于把 1280 像素宽的窗口放大到 400%），要上下、左右都滚动才能读完文字，或者文字
    超出窗口又不能滚动。数据表格、图片、地图、代码、工具条除外；是数据表格还是排版用的表格分不清的，需人工核对。

    为什么重要：低视力群众把页面放大几倍来看，每行都要左右拖动，实际上读不下去；手机上也是一样。

    如何整改：不要用固定的像素宽度，改用百分比或 max-width，窄窗口时各栏上下排列。例如：

        <style>.page { max-width: 1200px } @media (max-width: 700px) { .column { float: none; width: auto } }</style>
    """
    told = walked(page, "reflow")
    if told is None:
        return None
    narrow = told["narrow"]
    sure, doubts = faults([*narrow["beyond"], *narrow["lost"]]), faults(narrow["unclear"])
    if not looks_whole(told):
        sure, doubts = [], [*sure, *doubts]
    return Ruling(int(narrow["texts"]), sure, doubts)
