"""Text that is cut off or lies over other text when enlarged to 200 %: WCAG 2.2 SC 1.4.4 (AA)."""

from __future__ import annotations

from checks.interface import Params, rule
from checks.ruling import Ruling
from checks.walking.walked import NEEDS, faults, looks_whole, walked
from core.snapshot import Page


@rule(id="a11y.text_zoom", title="放大到 200% 后文字被截断或重叠", wcag=("1.4.4",), needs=set(NEEDS))
def text_zoom(page: Page, params: Params) -> Ruling | None:
    """是什么：把页面放大到 200%，原来显示完整的文字被截去一部分，或者与其他文字叠在一起。以省略号缩短的，需人工核对全文
    能否从别处看到。

    为什么重要：老年人和低视力群众要放大才能看清，放大后看不全就失去了意义。

    如何整改：不要用固定高度（height）加 overflow:hidden 装文字，改用 min-height；位置不要写死。例如：

        <style>.notice { min-height: 3em; overflow: visible }</style>
    """
    told = walked(page, "reflow")
    if told is None:
        return None
    zoomed = told["zoomed"]
    sure = [*faults(zoomed["cut"], key="cut"), *faults(zoomed["over"], key="over")]
    doubts = faults(zoomed["unsure"])
    if not looks_whole(told):
        sure, doubts = [], [*sure, *doubts]
    return Ruling(int(zoomed["texts"]), sure, doubts)
