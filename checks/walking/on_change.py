"""Lists to choose from that lead elsewhere as soon as something is chosen: WCAG 2.2 SC 3.2.2 (A), failure F37."""

from __future__ import annotations

from checks.interface import Params, rule
from checks.ruling import Ruling
from checks.walking.walked import NEEDS, faults, looks_whole, walked
from core.snapshot import Page


@rule(id="a11y.on_change", title="下拉框一选中就跳转", wcag=("3.2.2",), needs=set(NEEDS))
def on_change(page: Page, params: Params) -> Ruling | None:
    """是什么：在浏览器里用方向键选下拉框（如友情链接），还没有确认，就转到别的页面、打开新窗口或者提交了表单。下拉框的
    名称、说明里事先写明选中后会怎样的，不在此列。

    为什么重要：用键盘的群众只能用方向键逐项浏览，每按一下就被带到一个页面，选不到后面的项；使用读屏软件的群众不知道
    已经换了页面。

    如何整改：去掉 onchange 里的跳转和提交，在下拉框旁边放一个按钮，按了才跳转。例如：

        <select id="site" aria-label="友情链接"><option value="/s/">省政府网站</option></select>
        <button type="button" onclick="location.href = site.value">前往</button>
    """
    told = walked(page, "keyboard")
    if told is None or "choices" not in told:
        return None
    found = faults(told["changes"])
    looked_at = int(told["choices"])
    return Ruling(looked_at, found) if looks_whole(told) else Ruling(looked_at, (), found)
