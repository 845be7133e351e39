"""Handlers that move the focus or the page away: WCAG 2.2 SC 2.1.1, 2.1.2, 3.2.1, 3.2.2 (A), failures F36, F37, F55."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from checks.accessibility.roles import is_tabbable
from checks.accessibility.structure import Structure, structure_of
from checks.accessibility.visibility import value
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

#: F55: nothing but giving the focus away.
_BLURS = re.compile(r"(?:javascript:)?(?:if\(this\.blur\))?\{?this\.blur\(\);?\}?;?", re.IGNORECASE)
_TAKES_BACK = re.compile(r"\bthis\.focus\(\)", re.IGNORECASE)
#: F52: windows that come with the page.
_POPS_UP = re.compile(r"\bwindow\.open\b|\balert\(|\bshowModalDialog\b")
_LEAVES = re.compile(r"\bwindow\.open\b|\blocation\b|\.submit\(\)|\bMM_jumpMenu\b", re.IGNORECASE)


@rule(id="a11y.focus_moves", title="获得焦点或作出选择时页面自行变动", wcag=("2.1.1", "2.1.2", "3.2.1", "3.2.2"))
def focus_moves(page: Page, params: Params) -> Ruling:
    """是什么：链接、按钮一获得焦点就用 onfocus="this.blur()" 把焦点移走；离开输入框时又把焦点拉回；一获得焦点、一选中
    下拉项就打开新窗口、跳转或者提交；一打开页面就弹出窗口。第一种认定为问题，其余需人工核对。

    为什么重要：用键盘操作的群众焦点一到就丢失，按多少次 Tab 键也用不了这个链接；用方向键浏览下拉项时，还没有选定就被
    带走。

    如何整改：删去 this.blur()，不想显示虚线框的用样式处理，并保留明显的焦点样式；下拉框旁边放一个“前往”按钮。例如：

        <a href="/zwgk/">政务公开</a>
        <select name="site" aria-label="友情链接"><option>省政府网站</option></select> <button>前往</button>
    """
    seen = structure_of(page.dom)
    focused = [node for node in seen.with_attribute("onfocus") if _is_used(seen, node)]
    left = [node for node in seen.with_attribute("onblur") if _is_used(seen, node)]
    changed = [node for node in seen.with_attribute("onchange") if node.tag == "select"]
    faults = [Fault(node, "一获得焦点就被移走") for node in giving_away(page)]
    doubts = [
        *_such(seen, focused, "onfocus", _LEAVES, "一获得焦点就打开窗口、跳转或者提交"),
        *_such(seen, left, "onblur", _TAKES_BACK, "离开时焦点又被拉回"),
        *_such(seen, changed, "onchange", _LEAVES, "一选中就打开窗口、跳转或者提交"),
    ]
    opened = [node for node in seen.with_attribute("onload") if node.tag == "body"]
    doubts += _such(seen, opened, "onload", _POPS_UP, "一打开页面就弹出窗口")
    return Ruling(len(focused) + len(left) + len(changed) + len(opened), faults, doubts)


def giving_away(page: Page) -> list[LexborNode]:
    """The elements whose own handler does nothing but give focus away."""
    seen = structure_of(page.dom)
    return [node for node in seen.with_attribute("onfocus") if _is_used(seen, node) and _gives_away(seen, node)]


def _gives_away(seen: Structure, node: LexborNode) -> bool:
    return _BLURS.fullmatch("".join(_said(seen, node, "onfocus").split())) is not None


def _such(seen: Structure, nodes: list[LexborNode], handler: str, words: re.Pattern[str], note: str) -> list[Fault]:
    return [Fault(node, note, key=handler) for node in nodes if words.search(_said(seen, node, handler))]


def _said(seen: Structure, node: LexborNode, handler: str) -> str:
    return value(seen.outline.attributes(node), handler)[:500]


def _is_used(seen: Structure, node: LexborNode) -> bool:
    return is_tabbable(seen.outline, node)
