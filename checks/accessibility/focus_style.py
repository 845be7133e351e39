"""Style sheets that take the mark of the focus away: WCAG 2.2 SC 2.4.7 (AA), failure F78; only asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.accessibility.structure import structure_of
from checks.accessibility.visibility import without_comments
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

_TAKEN = re.compile(r"(?<![\w-])outline(?:-width|-style)?\s*:\s*(?:0|none)\b", re.IGNORECASE)
#: What may mark the focus in its place.
_INSTEAD = re.compile(r"(?<![\w-])(?:border|box-shadow|background|text-decoration|color)\b", re.IGNORECASE)
#: Selectors of what takes focus, whatever its class: those of other elements say nothing of links and fields.
_FOCUSABLE = re.compile(r"(?:^|[\s,>])(?:\*|a|button|input|select|textarea)(?::focus(?:-visible)?)?\s*(?:,|$)|:focus\b")
#: Characters of a style sheet that are looked at.
_LONGEST = 200_000


@rule(id="a11y.focus_style", title="样式去掉了焦点标记", wcag=("2.4.7",), act=("oj04fd",))
def focus_style(page: Page, params: Params) -> Ruling:
    """是什么：页面中的样式用 outline: none 去掉了链接、按钮、输入框获得焦点时的边框，同一条样式里又没有别的标记。别处
    有没有焦点样式，单看这一条不能确定，因此只提请人工核对。

    为什么重要：只用键盘操作的群众靠焦点边框知道自己在哪里。没有边框，就像鼠标指针看不见一样。

    如何整改：删去 outline: none，或者同时写明醒目的焦点样式。例如：

        <style>a:focus, button:focus { outline: 3px solid #c00 }</style>
    """
    looked_at, doubts = 0, []
    for node in structure_of(page.dom).elements("style"):
        text = without_comments(node.text()[:_LONGEST])
        if "outline" not in text:
            continue
        looked_at += 1
        taken = next((selectors for selectors, body in _rules(text) if _takes_away(selectors, body)), None)
        if taken is not None:
            doubts.append(Fault(node, f"“{' '.join(taken.split())[-40:]}”去掉了焦点边框"))
    return Ruling(looked_at, doubts=doubts)


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of each rule, those within @media too."""
    for part in sheet.split("}"):
        before, _, body = part.rpartition("{")
        yield before.rpartition("{")[2], body


def _takes_away(selectors: str, body: str) -> bool:
    return bool(_TAKEN.search(body) and _FOCUSABLE.search(selectors) and not _INSTEAD.search(body))
