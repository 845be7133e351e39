"""Whether a page's scripts may put in what its source lacks. Holds no check of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

#: Inline scripts that may fetch content or lead elsewhere.
_FETCHES = re.compile(
    r"ajax|fetch\(|axios|XMLHttpRequest|document\.write|\.innerHTML|location(\.href)?\s*=|\.load\(|getJSON|[uU]rl[\"']?\s*[:=]\s*[\"'][/\w.]"
)
#: Script files that serve every page: they bring no list.
_LIBRARY = re.compile(r"jquery|bootstrap|swiper|slide|conac|jiucuo|wza|share|stat(?!ic|e)|cnzz|baidu|tongji", re.I)
_LOADING = re.compile(
    r"(?:数据|内容|页面|列表)?(?:正在)?(?:努力|拼命)?(?:加载|载入|读取)中?|loading|请稍[候等后]", re.I
)
_TAIL = " .。…·~～!！"
#: Elements that hold a list when they are called so, and those that do whatever their name.
_HOLDERS = "div, section, main, article"
_LISTS = "ul, ol, dl, table, tbody"
_NAMED = re.compile(r"list|news|content|data|result|article|notice|gkml|xxgk|con\b|main|app\b|page", re.I)
#: Most elements looked at of each kind, and most texts.
_MOST = 500
_SKIPPED = ("script", "style", "noscript", "template")


def is_dynamic(dom: LexborHTMLParser, is_frame: Callable[[LexborNode], bool]) -> bool:
    """Whether a script of the page fetches, writes or leads on, or a place in it waits to be filled.

    `is_frame` tells the parts that every page of a site repeats.
    """
    if dom.css_first("frameset") is not None or dom.css_first('meta[http-equiv="refresh" i]') is not None:
        return True
    scripts = dom.css("script")
    if not scripts:
        return False
    if any(_FETCHES.search(script.text(deep=True) or "") for script in scripts):
        return True
    files = [script for script in scripts if _brings(script)]
    if any(_is_in_content(script, is_frame) for script in files) or _is_shell(dom.body):
        return True
    return bool(files) and (_is_loading(dom.body) or _has_place(dom, is_frame))


def _brings(script: LexborNode) -> bool:
    source = script.attributes.get("src") or ""
    return bool(source) and _LIBRARY.search(source) is None


def _is_in_content(script: LexborNode, is_frame: Callable[[LexborNode], bool]) -> bool:
    """Whether a script file stands in the middle of the content, where it may put what it brings."""
    above = script.parent
    while above is not None and above.tag != "body":
        if is_frame(above):
            return False
        above = above.parent
    return above is not None and script.parent is not None and script.parent.tag != "body"


def _is_shell(body: LexborNode | None) -> bool:
    """Whether a body has no words at all, navigation included: its scripts draw the page."""
    return not any(node.tag == "-text" and node.text(deep=False).strip() for node in _below(body))


def _is_loading(body: LexborNode | None) -> bool:
    """Whether the page says that something is still to come."""
    texts = (node.text(deep=False).strip(_TAIL) for node in _below(body) if node.tag == "-text")
    return any(_LOADING.match(text) for text in texts if 0 < len(text) <= 20)


def _has_place(dom: LexborHTMLParser, is_frame: Callable[[LexborNode], bool]) -> bool:
    """Whether the content has an empty place for a list."""
    lists = (node for node in islice(dom.css(_LISTS), _MOST))
    named = (node for node in islice(dom.css(_HOLDERS), _MOST) if _is_named(node))
    return any(_is_empty(node) and not _is_away(node, is_frame) for node in (*lists, *named))


def _is_empty(node: LexborNode) -> bool:
    return all(
        below.tag == "script" or (below.tag == "-text" and not below.text(deep=False).strip())
        for below in node.iter(include_text=True)
    )


def _is_named(node: LexborNode) -> bool:
    names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
    return _NAMED.search(names) is not None or any(name.startswith("data-") for name in node.attributes)


def _is_away(node: LexborNode, is_frame: Callable[[LexborNode], bool]) -> bool:
    above: LexborNode | None = node
    while above is not None and above.tag not in ("body", "html"):
        if is_frame(above):
            return True
        above = above.parent
    return False


def _below(body: LexborNode | None) -> list[LexborNode]:
    found: list[LexborNode] = []
    stack = [body] if body is not None else []
    while stack:
        node = stack.pop()
        found.append(node)
        if node.tag not in _SKIPPED:
            stack.extend(node.iter(include_text=True))
    return found
