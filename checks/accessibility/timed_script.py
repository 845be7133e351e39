"""Scripts that leave or reload the page after a while: WCAG 2.2 SC 2.2.1 (A), technique G198; only asked about."""

from __future__ import annotations

import re

from checks.accessibility.scripted import places, scripts_of
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

#: A timer whose action leaves the page; written out in place, with its milliseconds after it.
_TIMED = re.compile(
    r"\bset(?:Timeout|Interval)\s*\(\s*(?:['\"]|function\s*\(\s*\)\s*\{|\(\s*\)\s*=>)[^}]{0,200}?"
    r"\blocation(?:\.href)?\s*(?:=(?!=)|\.(?:reload|replace|assign)\s*\()[^}]{0,200}?[}'\")]\s*,\s*(\d{4,9})\s*\)"
)
#: WCAG 2.2 SC 2.2.1 excepts time limits longer than 20 hours.
_LONG = 20 * 3_600_000


@rule(id="a11y.timed_script", title="脚本定时刷新或跳转", wcag=("2.2.1",))
def timed_script(page: Page, params: Params) -> Ruling:
    """是什么：页面的脚本在若干秒后自动刷新或者转到另一个页面。使用者能否关闭、延长，源代码看不出，因此只提请人工核对。

    为什么重要：使用读屏软件或者阅读较慢的群众还没有读完，页面就变了，又要从头读起；填写到一半的内容也会丢失。

    如何整改：由使用者自己点击刷新、前往；确需自动跳转的，立即跳转。例如：

        <p>本栏目已迁移，请<a href="/zwgk/">前往政务公开</a>。</p>
    """
    found = [place for place in places(page, "location", _TIMED) if int(place.found[1]) <= _LONG]
    doubts = [Fault(place.node, f"{int(place.found[1]) // 1000} 秒后刷新或跳转", shows=place.shows) for place in found]
    return Ruling(scripts_of(page), doubts=doubts)
