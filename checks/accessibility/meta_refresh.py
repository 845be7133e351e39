"""Pages that leave or reload by themselves: WCAG 2.2 SC 2.2.1 (A), failures F40 and F41, ACT rule bc659a."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from checks.accessibility.structure import structure_of
from checks.accessibility.visibility import value
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

#: HTML, shared declarative refresh steps: seconds, then nothing, a separator or white space.
_REFRESH = re.compile(r"[\t\n\f\r ]*(\d*)([\d.]*)(?:[;,\t\n\f\r ]|$)")
#: WCAG 2.2 SC 2.2.1 excepts time limits longer than 20 hours.
_LONG = 20 * 3600
#: Digits of more seconds than anybody waits for.
_MOST_DIGITS = 15
_DEEPEST = 8


@rule(id="a11y.meta_refresh", title="页面定时自动刷新或跳转", wcag=("2.2.1",), act=("bc659a",))
def meta_refresh(page: Page, params: Params) -> Ruling:
    """是什么：页面用 meta refresh 在若干秒后自动刷新，或者自动转到另一个页面。立即跳转（0 秒）不在此列。

    为什么重要：使用读屏软件或者阅读较慢的群众还没有读完，页面就变了，又要从头读起；填写到一半的内容也会丢失。

    如何整改：删去定时刷新，由使用者自己决定何时刷新；确需跳转的，由服务器跳转或者写成 0 秒。例如：

        <meta http-equiv="refresh" content="0; url=/index.html">
    """
    for node in structure_of(page.dom).elements("meta"):
        if value(node.attributes, "http-equiv").lower() != "refresh" or _without_scripts(node):
            continue
        seconds = delay(node.attributes.get("content") or "")
        # Browsers obey the first one that is valid.
        if seconds is not None:
            late = 0 < seconds <= _LONG
            return Ruling(1, [Fault(node, f"{seconds} 秒后自动刷新或跳转")] if late else [])
    return Ruling(0)


def delay(content: str) -> int | None:
    """Seconds after which a refresh takes place; None when browsers take the content for invalid."""
    found = _REFRESH.match(content)
    if found is None or not (found[1] or found[2].startswith(".")):
        return None
    return int(found[1][:_MOST_DIGITS] or "0")


def _without_scripts(node: LexborNode) -> bool:
    """Whether the element stands in a noscript, which no browser in use obeys."""
    above = node.parent
    for _ in range(_DEEPEST):
        if above is None:
            return False
        if above.tag == "noscript":
            return True
        above = above.parent
    return False
