"""Controls that throw focus away or lead elsewhere as soon as they are reached: WCAG 2.2 SC 2.1.1, 3.2.1 (A), F55."""

from __future__ import annotations

from checks.accessibility.focus_moves import giving_away
from checks.accessibility.outline import outline_of
from checks.interface import Params, rule
from checks.ruling import Ruling
from checks.walking.walked import NEEDS, Told, faults, sources_of, walked
from core.snapshot import Page

_LOST = "一获得焦点就被脚本去掉焦点"
_LED = "一获得焦点页面就要跳走"
_OPENED = "一获得焦点就打开新窗口"
_OPENED_ONCE = "获得焦点时打开过新窗口，再次获得焦点没有打开"


@rule(id="a11y.on_focus", title="焦点一到就被移走或跳转", wcag=("2.1.1", "3.2.1"), needs=set(NEEDS), version=2)
def on_focus(page: Page, params: Params) -> Ruling | None:
    """是什么：用 Tab 键走到链接或按钮时，脚本立即把焦点去掉（如 onfocus="this.blur()"），或者没有按回车就跳到别的页面、
    打开了新窗口。

    为什么重要：焦点被去掉的链接用键盘无法打开；没有确认就跳转，使用读屏软件的群众会迷失在页面之间。

    如何整改：删去 onfocus="this.blur()"（以前用来去掉虚线框）；跳转、打开窗口只在点击或按回车时进行。例如：

        <a href="/zwgk/">政务公开</a>
    """
    told = walked(page, "keyboard")
    if told is None:
        return None
    blurred = [one for one in told["blurred"] if not _is_told(page, one)]
    opened = told.get("windows", ())
    found = [*faults(blurred, _LOST, "blur"), *faults(told["moves"], _LED, "move")]
    found += faults((one for one in opened if one["sure"]), _OPENED, "window")
    once = faults((one for one in opened if not one["sure"]), _OPENED_ONCE, "window")
    return Ruling(int(told["stops"]) + len(told["blurred"]), found, once)


def _is_told(page: Page, one: Told) -> bool:
    """Whether the source says it for certain: then `a11y.focus_moves` finds it, here as on pages not walked."""
    given = {node.mem_id for node in giving_away(page)} - outline_of(page.dom).doubtful
    return bool(given) and not given.isdisjoint(sources_of(page, one))
