"""Menus that only a pointer opens, by a style sheet: WCAG 2.2 SC 2.1.1 (A), technique SCR28; only asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.accessibility.files import sheets_of
from checks.accessibility.outline import outline_of
from checks.accessibility.visibility import without_comments
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

_SHOWS = re.compile(
    r"(?<![\w-])(?:display\s*:\s*(?:block|flex|grid|list-item|inline-block|table)\b|visibility\s*:\s*visible\b)",
    re.IGNORECASE,
)
#: What stands under or beside the pointer's element.
_UNDER = re.compile(r":hover(?:\s+|\s*[>+~]\s*)[\w.#*\[]", re.IGNORECASE)
#: The same done for the keyboard.
_FOCUSED = re.compile(r":focus-within|:focus(?:-visible)?(?:\s+|\s*[>+~]\s*)[\w.#*\[]", re.IGNORECASE)
_HOVER = re.compile(r":hover", re.IGNORECASE)
#: Characters of a sheet that are read, and selectors of it that are tried.
_LONGEST, _MOST = 200_000, 40


@rule(id="a11y.hover_menu", title="菜单只有鼠标移上才显示", wcag=("2.1.1",))
def hover_menu(page: Page, params: Params) -> Ruling:
    """是什么：样式表里写明鼠标移上时才显示下级菜单，没有写键盘焦点到达时也显示，页面中的脚本也没有处理焦点。
    上级链接打开后有没有同样的入口需人工核对。

    为什么重要：只用键盘、用读屏软件的群众打不开这样的菜单，里面的栏目到不了。

    如何整改：样式里同时写 :focus-within，或者用按钮展开，用 aria-expanded 说明状态。例如：

        <style>.nav li:hover ul, .nav li:focus-within ul { display: block }</style>
        <button type="button" aria-expanded="false" aria-controls="m1">政务公开</button>
    """
    sheets = sheets_of(page.dom)
    texts = [sheet.text for sheet in sheets if sheet.text]
    shown = [selector for text in texts for selector in _shown(text)]
    if not shown:
        return Ruling(1 if sheets else 0)
    unread = len(texts) < len(sheets) or "focus" in outline_of(page.dom).script
    if unread or any(_is_focused(text) for text in texts):
        return Ruling(1)
    menus = list(_menus(page.dom, shown[:_MOST]))
    return Ruling(1, doubts=[Fault(node, f"“{selector[:60]}”") for node, selector in menus[:1]])


@lru_cache(maxsize=64)
def _shown(sheet: str) -> tuple[str, ...]:
    """Selectors of what a sheet shows while the pointer is on something else; kept, since pages share their sheets."""
    if not _HOVER.search(sheet):
        return ()
    found = []
    for part in without_comments(sheet[:_LONGEST]).split("}"):
        before, _, body = part.rpartition("{")
        if _SHOWS.search(body):
            selectors = before.rpartition("{")[2].split(",")
            found += [selector.strip() for selector in selectors if _UNDER.search(selector)]
    return tuple(found[:_MOST])


@lru_cache(maxsize=64)
def _is_focused(sheet: str) -> bool:
    return _FOCUSED.search(sheet) is not None


def _menus(dom: LexborHTMLParser, selectors: list[str]) -> Iterator[tuple[LexborNode, str]]:
    """What such a selector means, where it holds links: a link by itself is no menu but, say, a heading's own mark."""
    for selector in selectors:
        with suppress(ValueError):
            node = dom.css_first(_HOVER.sub("", selector))
            if node is not None and node.tag != "a" and node.css_first("a[href]") is not None:
                yield node, selector
