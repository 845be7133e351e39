"""What stands right before and after an element: its siblings, white space between them left out."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from checks.accessibility.words import is_blank


def node_before(node: LexborNode) -> LexborNode | None:
    """The nearest earlier sibling that is no white space; None for the first."""
    before = node.prev
    while before is not None and before.is_text_node and is_blank(before.text_content):
        before = before.prev
    return before


def node_after(node: LexborNode) -> LexborNode | None:
    """The nearest later sibling that is no white space; None for the last."""
    after = node.next
    while after is not None and after.is_text_node and is_blank(after.text_content):
        after = after.next
    return after
