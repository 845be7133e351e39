"""Radio buttons of one question without the question: WCAG 2.2 SC 1.3.1, 3.3.2 (A); technique H71."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from selectolax.lexbor import LexborNode

from checks.accessibility.names import Name, namer_of
from checks.accessibility.naming import UNSURE, with_explicit_role
from checks.accessibility.outline import Outline, outline_of
from checks.accessibility.roles import role_of
from checks.accessibility.visibility import value
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

_LOOSE = "一组选项没有用 fieldset 和 legend 归为一组并写明题目"
_NO_LEGEND = "fieldset 没有 legend，分组没有名称"
_NAMELESS = "单选框所在的分组没有名称"
_GROUPS = frozenset({"group", "radiogroup"})
_CLIMB = 64
#: Fieldsets looked into.
_MOST_GROUPS = 200


@rule(id="a11y.radio_group", title="单选框分组没有题目", wcag=("1.3.1", "3.3.2"))
def radio_group(page: Page, params: Params) -> Ruling:
    """是什么：用 role="radiogroup" 做的单选组没有名称；或者 fieldset 里有单选框，legend 却是空的。
    没有分组的单选框、复选框，没有 legend 的分组只作提醒。

    为什么重要：读屏软件读到“是”“否”，却读不出问的是什么，视力障碍群众无法选择。

    如何整改：同一个问题的选项放进一个 fieldset，用 legend 写明题目；用 role 的，用 aria-labelledby 指向题目。例如：

        <fieldset><legend>是否公开留言</legend>
          <label><input type="radio" name="open" value="1">是</label>
          <label><input type="radio" name="open" value="0">否</label>
        </fieldset>
    """
    seen, namer = outline_of(page.dom), namer_of(outline_of(page.dom))
    groups = {node.mem_id: node for node in with_explicit_role(seen, ("radiogroup",))}
    loose: list[Fault] = []
    for buttons in _questions(seen, "radio"):
        around = _group_around(seen, buttons[0])
        if around is not None:
            groups[around.mem_id] = around
        elif len(buttons) > 1:
            loose.append(Fault(buttons[0], _LOOSE))
    boxes = [found for found in _questions(seen, "checkbox") if len(found) > 1 and not _group_around(seen, found[0])]
    loose += [Fault(found[0], _LOOSE) for found in boxes]
    loose += [
        Fault(node, _NO_LEGEND) for node in seen.elements("fieldset")[:_MOST_GROUPS] if _is_bare(seen, node, groups)
    ]
    faults: list[Fault] = []
    doubts: list[Fault] = []
    for node in groups.values():
        _judge(seen, node, namer.name(node), faults, doubts)
    return Ruling(len(groups) + len(loose), faults, doubts, loose)


def _judge(seen: Outline, node: LexborNode, name: Name, faults: list[Fault], doubts: list[Fault]) -> None:
    if name.source:
        return
    if name.doubt:
        doubts.append(Fault(node, UNSURE))
    elif role_of(seen, node) == "radiogroup" or node.css_first("legend") is not None:
        faults.append(Fault(node, _NAMELESS))
    else:
        doubts.append(Fault(node, _NAMELESS))


def _is_bare(seen: Outline, node: LexborNode, judged: Mapping[int, LexborNode]) -> bool:
    """Whether a fieldset that no radio buttons make a question holds several fields and has no name."""
    fields = node.css("input, select, textarea") if node.mem_id not in judged else []
    return len(fields) > 1 and namer_of(seen).name(node).missing


def _questions(seen: Outline, kind: str) -> Iterator[list[LexborNode]]:
    """Radio buttons of one name, which browsers let one choose among; or checkboxes of one name."""
    by_name: dict[str, list[LexborNode]] = defaultdict(list)
    for node in seen.elements("input"):
        attributes = seen.attributes(node)
        if value(attributes, "type").lower() == kind and value(attributes, "name"):
            by_name[value(attributes, "name")].append(node)
    yield from by_name.values()


def _group_around(seen: Outline, node: LexborNode) -> LexborNode | None:
    above = node.parent
    for _ in range(_CLIMB):
        if above is None or role_of(seen, above) in _GROUPS:
            return above
        above = above.parent
    return None
