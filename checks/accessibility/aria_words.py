"""What the rules about ARIA share: whose attributes they look at, and what a template or a framework still fills in."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from checks.accessibility.aria import facts
from checks.accessibility.outline import Outline
from checks.accessibility.visibility import Attributes, value

#: Marks of a template that was left unfilled: what stands there is not the author's value.
_TEMPLATE = ("{{", "${", "<%", "{%")
#: Said of unknown words where a toolbar may have set them.
BY_TOOLBAR = "，可能是无障碍工具条自行添加"
_BINDINGS = (":{}", "v-bind:{}", "x-bind:{}", "ng-attr-{}", "[attr.{}]", "[{}]")


def aria_attributes(seen: Outline, node: LexborNode) -> Iterator[tuple[str, str]]:
    """The element's aria-* attributes with their values; those that a template has yet to fill are left out."""
    for name in seen.attributes(node):
        if name.startswith("aria-"):
            given = value(seen.attributes(node), name)
            if not is_unfilled(given):
                yield name, given


def has_toolbar(seen: Outline) -> bool:
    """Whether an accessibility toolbar's own attributes stand in the page: what it adds, no unit can put right."""
    return any(name in facts().toolbar for node in seen.with_aria for name in seen.attributes(node))


def is_unfilled(text: str) -> bool:
    """Whether a template's mark stands in it."""
    return any(mark in text for mark in _TEMPLATE)


def is_bound_to(attributes: Attributes, name: str) -> bool:
    """Whether a framework sets this attribute when the page runs."""
    return any(form.format(name) in attributes for form in _BINDINGS)


def said(role: str) -> str:
    """A role as a note names it."""
    return f"角色“{role[:30]}”" if role and role != "generic" else "没有角色的元素"
