"""Ids that are used twice where something refers to them: WCAG 2.2 SC 1.3.1 and 4.1.2 (A)."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from checks.accessibility.structure import Structure, structure_of
from checks.accessibility.visibility import value
from checks.accessibility.words import is_blank
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

#: Attributes that refer to ids, each to one or to several.
_REFERRING = (
    *("aria-activedescendant", "aria-controls", "aria-describedby", "aria-details", "aria-errormessage"),
    *("aria-flowto", "aria-labelledby", "aria-owns", "for", "form", "headers", "list"),
)
_FIELDS = frozenset({"button", "input", "meter", "output", "progress", "select", "textarea"})
_MOST_NAMES = 50
_UNUSED = 5


@rule(id="a11y.duplicate_id", title="被引用的编号（id）重复", wcag=("1.3.1", "4.1.2"))
def duplicate_id(page: Page, params: Params) -> Ruling:
    """是什么：页面中有两个以上元素用了同一个 id，而标签（label）、表头或者 aria 属性又要靠这个 id 找到元素。

    为什么重要：浏览器只认第一个。读屏软件会把第一个元素的名称、说明安到别处，后面的控件没有名称或者名称是错的。
    没有被引用的重复 id 不影响使用，只作提醒。

    如何整改：给每个元素不同的 id，并相应修改引用它的 for、headers、aria-labelledby 等。例如：

        <label for="start">开始日期</label><input id="start" type="date">
        <label for="end">结束日期</label><input id="end" type="date">
    """
    seen = structure_of(page.dom)
    doubled = {name: nodes for name, nodes in seen.outline.ids.items() if name and len(nodes) > 1}
    if not doubled:
        return Ruling(len(seen.outline.ids))
    used = {name: source for name, source in _references(seen) if name in doubled}
    faults: list[Fault] = []
    doubts: list[Fault] = []
    for name, source in used.items():
        nodes = doubled[name]
        note = f"{len(nodes)} 个元素的 id 都是“{name[:40]}”，{source} 只能找到第一个"
        (faults if _is_sure(seen, source, nodes) else doubts).append(Fault(nodes[1], note, key=source))
    idle = [nodes[1] for name, nodes in doubled.items() if name not in used][:_UNUSED]
    return Ruling(len(seen.outline.ids), faults, doubts, [Fault(node, "id 与别的元素重复") for node in idle])


def _references(seen: Structure) -> Iterator[tuple[str, str]]:
    for attribute in reversed(_REFERRING):
        for node in seen.with_attribute(attribute):
            for name in value(node.attributes, attribute).split()[:_MOST_NAMES]:
                yield name, attribute


def _is_sure(seen: Structure, source: str, nodes: list[LexborNode]) -> bool:
    """Whether a reader surely gets less or something else than meant."""
    if not all(seen.is_heard(node) for node in nodes):
        return False
    if source == "for":
        # The label names the first field only; one that has no other name stays without.
        return all(node.tag in _FIELDS and _has_no_other_name(seen, node) for node in nodes)
    if source in ("aria-labelledby", "aria-describedby"):
        texts = {" ".join(node.text().split()) for node in nodes}
        return len(texts) > 1 and not any(is_blank(text) for text in texts)
    return False


def _has_no_other_name(seen: Structure, node: LexborNode) -> bool:
    attributes = node.attributes
    named = any(not is_blank(attributes.get(name)) for name in ("aria-label", "aria-labelledby", "title"))
    hidden = value(attributes, "type").lower() in ("hidden", "submit", "button", "reset", "image")
    return not named and not hidden and node.mem_id not in seen.outline.wrapping_label
