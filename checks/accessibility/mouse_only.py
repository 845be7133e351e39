"""Handlers that only a mouse sets off: WCAG 2.2 SC 2.1.1 (A), failures F54 and F59; only for a person to look at."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.accessibility.aria_hidden_focus import TAKING_FOCUS
from checks.accessibility.outline import Outline
from checks.accessibility.roles import explicit_role, is_focusable, tabindex
from checks.accessibility.structure import structure_of
from checks.accessibility.visibility import value
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

_HANDLERS = ("onclick", "ondblclick", "onmousedown", "onmouseup", "onmouseenter", "onmouseover")
#: Elements that hold others rather than being acted on, or that a click opens as it does for everybody.
_OTHERS = frozenset({"html", "body", "form", "label", "marquee", "option", "audio", "video", "iframe"})
#: Handlers that change looks only, or stop a movement.
_LOOKS = re.compile(
    r"\s*(?:javascript:)?\s*(?:return\s*(?:false|true)|(?:event\.)?stoppropagation|cancelbubble"
    r"|this\.(?:style|classname|classlist|bgcolor|src|filters|stop|start))\b",
    re.IGNORECASE,
)
#: What every browser does by its own keys, and what only counts clicks: nobody misses it.
_NEEDLESS = re.compile(
    r"\s*(?:javascript:)?\s*(?:(?:window|self|parent|top)\.(?:print|close|scrollto?)|(?:window\.)?history\.(?:back|go)"
    r"|(?:window\.)?external\.addfavorite|add_?favou?rite|(?:do|page)?print(?:page|this|me)?|close(?:win(?:dow)?|me)|set_?home_?page?|document\.execcommand"
    r"|_?(?:log|track|stat|count|report)(?:event|click)?|_hmt\.push|_czc\.push|ga|gtag|clearinterval|cleartimeout)\s*[(;]",
    re.IGNORECASE,
)
#: The function that a handler calls first: elements that call the same are one thing to look at.
_CALLED = re.compile(r"\s*(?:javascript:)?\s*(?:return\s+)?([\w$.]{1,80})")
_SEVERAL = "，本页 {} 处"
_UNREACHED = "点击或移上鼠标才有反应，键盘到不了这里"
_NO_TABINDEX = "role 为“{}”，却没有 tabindex，键盘到不了这里"
_WIDGETS = frozenset({"button", "checkbox", "link", "switch"})
_NATIVE = frozenset({"a", "button", "input", "select", "textarea", "summary", "area"})
_CONTROLS = frozenset({"a", "button", "input"})
_DEAF = "能获得焦点，却没有角色和键盘事件，按回车没有反应"
_TWICE = "双击才有反应，键盘做不到"
_MOST_FAULTS = 20
#: Elements with handlers that are looked into, and controls looked at in each.
_MOST, _MOST_INNER, _CLIMB = 500, 50, 16


@rule(id="a11y.mouse_only", title="只能用鼠标操作", wcag=("2.1.1",), version=2)
def mouse_only(page: Page, params: Params) -> Ruling:
    """是什么：文字、图片、区块上写了 onclick、onmouseover 等鼠标事件，元素本身却不能用键盘到达，里面也没有链接和按钮；
    或者用 role 标为按钮、链接的元素没有 tabindex。脚本可能另有键盘操作的办法，因此只提请人工核对；作用相同的几处只列
    一处，打印、关闭、后退等浏览器自有的功能不在其内。

    为什么重要：肢体障碍、视力障碍群众只用键盘操作，到不了这些元素，用不了其中的功能。

    如何整改：可点击的改用 button 或者带 href 的 a；只能用其他标签的，加上 role、tabindex="0" 和键盘事件。例如：

        <button type="button" onclick="show()">展开全文</button>
        <a href="/zwgk/">政务公开</a>
    """
    seen = structure_of(page.dom)
    outline = seen.outline
    handled = {node.mem_id: node for name in _HANDLERS for node in seen.with_attribute(name)}
    acting = [node for node in handled.values() if node.tag not in _OTHERS and _acts(outline, node)]
    roled = [node for node in seen.with_attribute("role") if outline.met(node) and _is_widget(outline, node)]
    unreached = [node for node in acting[:_MOST] if not _is_reached(outline, node)]
    doubts = list(_one_of_each_kind(outline, unreached))
    # A key sets off the one click that a control has, never two.
    twice = [node for node in seen.with_attribute("ondblclick") if node.tag in _CONTROLS and not _clicks(outline, node)]
    doubts += [Fault(node, _TWICE) for node in twice]
    doubts += [Fault(node, _DEAF) for node in acting[:_MOST] if _is_deaf(page.dom, outline, node)]
    told = {node.mem_id for node in unreached}
    doubts += [
        Fault(node, _NO_TABINDEX.format(explicit_role(outline, node)))
        for node in roled
        if node.mem_id not in told and not is_focusable(outline, node)
    ]
    return Ruling(len(acting) + len(roled), doubts=doubts[:_MOST_FAULTS])


def _one_of_each_kind(seen: Outline, nodes: list[LexborNode]) -> Iterator[Fault]:
    """The first of those that do the same: whoever looks at one knows of all."""
    kinds: dict[tuple[str, ...], list[LexborNode]] = defaultdict(list)
    for node in nodes:
        called = [_CALLED.match(text) for text in _said(seen, node)]
        kinds[(node.tag or "", *(found[1] for found in called if found))].append(node)
    for alike in kinds.values():
        yield Fault(alike[0], _UNREACHED + (_SEVERAL.format(len(alike)) if len(alike) > 1 else ""))


def _said(seen: Outline, node: LexborNode) -> list[str]:
    attributes = seen.attributes(node)
    return [value(attributes, name) for name in _HANDLERS if name in attributes]


def _acts(seen: Outline, node: LexborNode) -> bool:
    return any(text and not _LOOKS.match(text) and not _NEEDLESS.match(text) for text in _said(seen, node))


def _is_deaf(dom: LexborHTMLParser, seen: Outline, node: LexborNode) -> bool:
    """Whether Tab comes to an element that only a click sets off, while no script of the page listens to keys."""
    attributes = seen.attributes(node)
    if tabindex(attributes) is None or "role" in attributes or node.tag in _NATIVE or "key" in seen.script:
        return False
    return not any(name.startswith("onkey") for name in attributes) and dom.css_first("script[src]") is None


def _clicks(seen: Outline, node: LexborNode) -> bool:
    attributes = seen.attributes(node)
    return "onclick" in attributes or bool(value(attributes, "href")) or value(attributes, "type").lower() == "submit"


def _is_widget(seen: Outline, node: LexborNode) -> bool:
    # What says that it is switched off, or leaves the focus to something else, need not be reached.
    attributes = seen.attributes(node)
    idle = value(attributes, "aria-disabled").lower() == "true" or node.mem_id in seen.disabled
    return not idle and explicit_role(seen, node) in _WIDGETS


def _is_reached(seen: Outline, node: LexborNode) -> bool:
    """Whether the keyboard comes to the element, to something in it, or to a link or button around it."""
    above = node.parent
    for _ in range(_CLIMB):
        if above is None:
            break
        if above.tag in _CONTROLS and is_focusable(seen, above):
            return True
        above = above.parent
    return is_focusable(seen, node) or any(is_focusable(seen, inner) for inner in node.css(TAKING_FOCUS)[:_MOST_INNER])
