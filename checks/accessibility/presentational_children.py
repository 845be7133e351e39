"""Controls inside controls: WCAG 2.2 SC 4.1.2 (A), ACT rule 307n5z."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from checks.accessibility.aria import facts
from checks.accessibility.aria_hidden_focus import TAKING_FOCUS
from checks.accessibility.naming import with_explicit_role
from checks.accessibility.outline import Outline, outline_of
from checks.accessibility.roles import explicit_role, is_tabbable
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

#: Most controls looked at inside of others, in one page.
MAX_INNER = 20_000
#: How far up a link around a control is looked for.
_CLIMB = 6
_IN_LINK = "链接里套着按钮、下拉框，用 Tab 键要停两次"


@rule(id="a11y.presentational_children", title="控件里嵌套了另一个控件", wcag=("4.1.2",), act=("307n5z",))
def presentational_children(page: Page, params: Params) -> Ruling:
    """是什么：按钮、选项卡、复选框、图片等角色里面，又放了链接、按钮、输入框等可以用键盘操作的控件。链接里套着按钮的，
    仅作建议。

    为什么重要：这些角色在读屏软件里是一个整体，里面的内容只当作文字。用 Tab 键会停在一个读不出来的控件上，视力障碍群众
    不知道停在了哪里。

    如何整改：把里面的控件移到外面，或者只保留一层；选项卡的角色直接写在链接上。例如：

        <ul role="tablist"><li role="none"><a role="tab" href="#a">最新文件</a></li></ul>
        <button>下载</button><a href="/help.html">下载说明</a>
    """
    seen = outline_of(page.dom)
    holders = list(_holders(seen))
    faults, left = [], MAX_INNER
    for node in holders:
        inner = node.css(TAKING_FOCUS)[:left]
        left -= len(inner)
        if any(_is_reached(seen, node, child) for child in inner):
            faults.append(Fault(node, "里面还有可以用键盘操作的控件"))
    nested = [node for node in seen.elements("button", "select") if _is_in_link(node)]
    advice = [Fault(node, _IN_LINK) for node in nested[:1]]
    return Ruling(len(holders) + len(nested), faults, advice=advice)


def _is_in_link(node: LexborNode) -> bool:
    """Whether a link stands around a control: HTML has no such thing, and Tab stops twice."""
    above = node.parent
    for _ in range(_CLIMB):
        if above is None or above.tag == "a":
            return above is not None and "href" in above.attributes
        above = above.parent
    return False


def _holders(seen: Outline) -> Iterator[LexborNode]:
    for node in seen.elements("button"):
        if not explicit_role(seen, node):
            yield node
    yield from with_explicit_role(seen, facts().flat)


def _is_reached(seen: Outline, holder: LexborNode, node: LexborNode) -> bool:
    return node.mem_id != holder.mem_id and seen.met(node) and is_tabbable(seen, node)
