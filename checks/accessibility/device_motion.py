"""What moving the device sets off: WCAG 2.2 SC 2.5.4 (A), ACT rules 7677a9 and c249d5; only asked about."""

from __future__ import annotations

import re

from checks.accessibility.scripted import places, scripts_of
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

_LISTENS = re.compile(r"['\"](?:devicemotion|deviceorientation(?:absolute)?)['\"]|\.ondevice(?:motion|orientation)\s*=")
_NOTE = "脚本监听了设备的晃动、转动"


@rule(id="a11y.device_motion", title="晃动设备才能用的功能", wcag=("2.5.4",), act=("7677a9", "c249d5"))
def device_motion(page: Page, params: Params) -> Ruling:
    """是什么：页面的脚本监听手机的晃动、转动。有没有同样作用的按钮、能否关闭，源代码看不出，因此只提请人工核对。

    为什么重要：手机固定在支架上、手部不便的群众无法晃动手机，也可能无意晃动而误触。

    如何整改：同样的功能另设按钮，并提供关闭晃动感应的设置。例如：

        <button type="button" onclick="drawLot()">抽签</button>
        <label><input type="checkbox" onchange="shake(this.checked)">摇一摇</label>
    """
    found = places(page, "device", _LISTENS)
    return Ruling(scripts_of(page), doubts=[Fault(place.node, _NOTE, shows=place.shows) for place in found])
