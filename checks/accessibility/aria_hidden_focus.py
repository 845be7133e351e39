"""What is hidden from screen readers and yet takes focus: WCAG 2.2 SC 1.3.1, 4.1.2 (A), ACT rule 6cfa84."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.accessibility.outline import Outline, outline_of
from checks.accessibility.roles import is_tabbable
from checks.accessibility.styling import is_styled_from_elsewhere, is_styled_up_to
from checks.accessibility.visibility import value
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

#: Whatever may take focus; `roles.is_tabbable` says whether it does.
TAKING_FOCUS = "a,area,audio,button,iframe,input,select,summary,textarea,video,[tabindex],[contenteditable]"
#: Most elements looked at inside of hidden ones, in one page.
MAX_INNER = 20_000


@rule(id="a11y.aria_hidden_focus", title="对读屏软件隐藏的内容仍可获得焦点", wcag=("1.3.1", "4.1.2"), act=("6cfa84",))
def aria_hidden_focus(page: Page, params: Params) -> Ruling:
    """是什么：写了 aria-hidden="true" 的元素，自身或者里面有可以用 Tab 键到达的链接、按钮、输入框；或者整个页面被写成
    对读屏软件隐藏。

    为什么重要：读屏软件读不到这些内容，键盘焦点却会停在上面，视力障碍群众什么也听不到，以为页面出了故障。

    如何整改：内容有用的，去掉 aria-hidden；确实不需要的，同时让它不能获得焦点（写 tabindex="-1" 或者不显示）。例如：

        <a href="/news/1.html" aria-hidden="true" tabindex="-1"><img src="1.jpg" alt=""></a>
        <div hidden><a href="/more.html">更多</a></div>
    """
    seen = outline_of(page.dom)
    looked_at, left = 0, MAX_INNER
    faults: list[Fault] = []
    doubts: list[Fault] = []
    for node in seen.with_aria:
        if value(seen.attributes(node), "aria-hidden").lower() != "true" or _is_inside_another(seen, node):
            continue
        looked_at += 1
        if node.tag in ("body", "html"):
            faults.append(Fault(node, "整个页面对读屏软件隐藏"))
            continue
        inner = [node, *node.css(TAKING_FOCUS)[:left]]
        left -= len(inner) - 1
        reached = [child for child in inner if _is_reached(seen, child)]
        # A style sheet may take it off the page until it is wanted, as galleries and dialogs do.
        if any(_is_sure(page.dom, seen, child, node) for child in reached):
            faults.append(Fault(node, "其中有可以用 Tab 键到达的内容"))
        elif reached:
            doubts.append(Fault(node, "其中有可以用 Tab 键到达的内容，除非样式表没有显示它，或者脚本会移走焦点"))
    return Ruling(looked_at, faults, doubts)


def _is_sure(dom: LexborHTMLParser, seen: Outline, child: LexborNode, node: LexborNode) -> bool:
    """Neither a style sheet may hide it nor does a script take the focus elsewhere as soon as it comes.

    An area takes focus only while a picture uses its map, wherever that picture stands.
    """
    if child.tag == "area" or "onfocus" in seen.attributes(child):
        return False
    # What the page's own styles hide is not reached in the first place, nor is it asked about here.
    return not is_styled_up_to(seen, child, node) or not (seen.script or is_styled_from_elsewhere(dom, seen))


def _is_inside_another(seen: Outline, node: LexborNode) -> bool:
    return node.parent is not None and node.parent.mem_id in seen.muted


def _is_reached(seen: Outline, node: LexborNode) -> bool:
    key = node.mem_id
    if key in seen.gone or key in seen.invisible or key in seen.perhaps or key in seen.inert:
        return False
    return is_tabbable(seen, node)
