"""Text that moves or blinks by itself: WCAG 2.2 SC 2.2.2 (A), failure techniques F16 and F47."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from checks.accessibility.controls import speaks_of
from checks.accessibility.structure import structure_of
from checks.accessibility.visibility import Attributes, value
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

#: How a control that stops the movement is named, in its text, name, class or script.
_STOPS = re.compile(r"暂停|停止|pause|stop|suspend|关闭滚动", re.IGNORECASE)
_MOUSE_ONLY = "；鼠标移上去才停，用键盘的人停不下来"
_BLINKS = re.compile(r"text-decoration(?:-line)?\s*:[^;]{0,60}\bblink\b", re.IGNORECASE)


@rule(id="a11y.moving_text", title="文字自动滚动或闪烁", wcag=("2.2.2",))
def moving_text(page: Page, params: Params) -> Ruling:
    """是什么：页面用 marquee 让文字不停滚动，或者用 blink 让文字闪烁，没有办法让它停下来。

    为什么重要：阅读较慢、视力不好的群众来不及看清移动的文字；旁边一直在动，也让人无法集中注意力阅读其他内容。

    如何整改：改为静止的列表；确需滚动的，旁边放一个用键盘也能操作的“暂停”按钮。例如：

        <ul><li><a href="/tzgg/1.html">关于停水的通知</a></li></ul>
        <button type="button" onclick="pauseNews()">暂停滚动</button>
    """
    seen = structure_of(page.dom)
    written = seen.elements("marquee")
    marquees = [node for node in written if _moves(node.attributes)]
    blinking = [*seen.elements("blink"), *(node for node in seen.with_attribute("style") if _is_blinking(node))]
    faults: list[Fault] = []
    doubts: list[Fault] = []
    stoppable = bool(marquees) and speaks_of(seen, _STOPS)
    for node in marquees:
        note = "文字不停滚动" + (_MOUSE_ONLY if "onmouseover" in node.attributes else "")
        # Once around may be over in five seconds; what is empty may never be filled.
        unsure = stoppable or _ends(node.attributes) or not _holds_anything(node)
        (doubts if unsure else faults).append(Fault(node, note))
    faults += [Fault(node, "文字闪烁") for node in blinking]
    return Ruling(len(written) + len(blinking), faults, doubts)


def _moves(attributes: Attributes) -> bool:
    return value(attributes, "scrollamount") != "0"


def _ends(attributes: Attributes) -> bool:
    times = value(attributes, "loop")
    return times.isdecimal() and times != "0"


def _holds_anything(node: LexborNode) -> bool:
    return bool(node.text().strip()) or node.css_first("img") is not None


def _is_blinking(node: LexborNode) -> bool:
    return _BLINKS.search(value(node.attributes, "style")) is not None
