"""Shortcuts of a single letter: WCAG 2.2 SC 2.1.4 (A), failure F99, ACT rule ffbc54; only asked about."""

from __future__ import annotations

import re

from checks.accessibility.scripted import places, scripts_of
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

#: Keys listened to wherever the focus is.
_LISTENS = re.compile(
    r"(?:document|window|body)(?:\.body)?\s{0,9}\)?\s{0,9}\.\s{0,9}(?:onkey(?:down|press|up)\s{0,9}=|key(?:down|press|up)\s{0,9}\("
    r"|(?:addEventListener|on|bind)\(\s*['\"]key(?:down|press|up)\b)"
)
#: Letters, digits and signs, by name or by the number of their key.
_LETTER = re.compile(
    r"\.key\s*={2,3}\s*(['\"])[^\s'\"]\1|\b(?:keyCode|which)\s*={2,3}\s*(?:4[89]|5[0-7]|6[5-9]|[78]\d|90)\b(?!\d)"
)
_WITH_OTHERS = re.compile(r"\b(?:ctrl|alt|meta)Key\b")
_NOTE = "脚本监听了单个字母、数字键"


@rule(id="a11y.key_shortcut", title="单个字符的快捷键", wcag=("2.1.4",), act=("ffbc54",))
def key_shortcut(page: Page, params: Params) -> Ruling:
    """是什么：页面的脚本在任何位置都监听单个字母或者数字键，没有同时要求按下 Ctrl、Alt。能否关闭、改键，源代码看不出，
    因此只提请人工核对。

    为什么重要：使用语音输入的群众说一个词，等于连续按下许多字母键，会误触各种功能；手部不便的群众也容易碰到。

    如何整改：快捷键同时要求 Ctrl 或者 Alt；或者提供关闭快捷键的设置。例如：

        <script>document.onkeydown = function (e) { if (e.ctrlKey && e.key === "k") openSearch(); };</script>
    """
    found = places(page, "key", _LISTENS)
    letters = [place for place in found if _LETTER.search(place.script) and not _WITH_OTHERS.search(place.script)]
    return Ruling(scripts_of(page), doubts=[Fault(place.node, _NOTE, shows=place.shows) for place in letters])
