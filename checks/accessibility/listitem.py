"""List items that stand in no list: WCAG 2.2 SC 1.3.1 (A), technique H48."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from checks.accessibility.structure import role_of, structure_of
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

_LISTS = frozenset({"ul", "ol", "menu", "dir"})
#: Roles of a parent under which an item keeps its sense, or has none to keep.
_HOLDERS = frozenset({"list", "none", "presentation", "directory"})


@rule(id="a11y.listitem", title="列表项不在列表中", wcag=("1.3.1",))
def listitem(page: Page, params: Params) -> Ruling:
    """是什么：列表项 li 没有直接放在列表 ul、ol 里面，或者 dt、dd 没有放在 dl 里面。

    为什么重要：读屏软件进入列表时会报出“列表，共几项”。列表项放错地方，就读不出共有几项、读到第几项。

    如何整改：li 的直接上级应当是 ul 或 ol，链接放在 li 里面，不要反过来；dt、dd 的直接上级应当是 dl。例如：

        <ul><li><a href="/1.html">关于停水的通知</a></li></ul>
        <dl><dt>联系电话</dt><dd>0000-1234567</dd></dl>
    """
    seen = structure_of(page.dom)
    items = [node for node in seen.heard("li", "dt", "dd") if not role_of(node.attributes)]
    bad = [node for node in items if not (_is_in_list(node) if node.tag == "li" else _is_in_dl(node))]
    return Ruling(len(items), [Fault(node, f"上级是 {_above(node)}") for node in bad])


def _is_in_list(item: LexborNode) -> bool:
    parent = item.parent
    if parent is None:
        return False
    role = role_of(parent.attributes)
    if role:
        # A list with another role is a widget, whose items other rules look at.
        return role in _HOLDERS or parent.tag in _LISTS
    # What a component or a template makes of its content is not in the source.
    return parent.tag in _LISTS or "-" in (parent.tag or "") or parent.tag in ("template", "slot")


def _is_in_dl(item: LexborNode) -> bool:
    parent = item.parent
    # HTML allows one div between; a component may bring its own list.
    if parent is not None and parent.tag == "div":
        parent = parent.parent
    return parent is not None and (parent.tag in ("dl", "template", "slot") or "-" in (parent.tag or ""))


def _above(node: LexborNode) -> str:
    return (node.parent.tag or "")[:20] if node.parent is not None else ""
