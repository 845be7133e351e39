"""Who owns whom in the accessibility tree: by nesting, across what means nothing, or by aria-owns (ACT: "owned by")."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from selectolax.lexbor import LexborNode

from checks.accessibility.outline import Outline
from checks.accessibility.roles import PRESENTATIONAL, explicit_role, exposed_by, role_of
from checks.accessibility.visibility import value
from checks.accessibility.words import is_blank

#: Most nodes visited in one page; past it nothing more is found wanting.
MAX_STEPS = 200_000
#: Farthest up that an owner is looked for.
_CLIMB = 512
_MAX_OWNED = 200


@dataclass(slots=True)
class Owned:
    """What an element owns: elements with their roles, and whether words stand there outside of them.

    `doubt`: elements of the page's own making, scripts or the step bound left something untold.
    """

    elements: list[tuple[LexborNode, str]] = field(default_factory=list)
    words: bool = False
    doubt: bool = False


@lru_cache(maxsize=1)
def owning_of(outline: Outline) -> Owning:
    """The page's owners, shared by the rules about them."""
    return Owning(outline)


class Owning:
    """Answers for one page who owns an element and what an element owns."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        self._left = MAX_STEPS
        self._adopted: dict[int, LexborNode] = {}
        for node in outline.with_aria:
            for identity in value(outline.attributes(node), "aria-owns").split()[:_MAX_OWNED]:
                target = outline.target(identity)
                # The first that claims an element has it.
                if target is not None and not self._around(target, node):
                    self._adopted.setdefault(target.mem_id, node)

    def owner(self, node: LexborNode) -> tuple[LexborNode | None, str, bool]:
        """The owner, its role, and whether that is in doubt; None when nothing above means anything."""
        current: LexborNode | None = node
        doubt = False
        for _ in range(_CLIMB):
            if current is None:
                return None, "", doubt
            above = self._adopted.get(current.mem_id) or current.parent
            if above is not None and above.is_element_node:
                doubt = doubt or "-" in (above.tag or "")
                role = self.role(above)
                if role:
                    return above, role, doubt
            current = above
        return None, "", True

    def owned(self, node: LexborNode, through: frozenset[str] = frozenset()) -> Owned:
        """What the element owns; elements of the roles `through` are told and looked into as well."""
        found = Owned()
        claimed = self.claimed(node)
        roots = {child.mem_id for child in claimed}
        stack = [*claimed, node.first_child]
        while stack:
            current = stack.pop()
            if current is None:
                continue
            self._left -= 1
            if self._left < 0:
                found.doubt = True
                break
            # What was claimed stands elsewhere; its neighbours there are none of this element's.
            if current.mem_id not in roots:
                stack.append(current.next)
            if current.is_text_node:
                found.words = found.words or not is_blank(current.text_content)
            elif current.is_element_node and self._takes(found, current, node) and self._tells(found, current, through):
                stack.append(current.first_child)
        return found

    def role(self, node: LexborNode) -> str:
        """The role that counts for owning; "" for what means nothing and is looked through."""
        outline = self._outline
        role = role_of(outline, node)
        if role in PRESENTATIONAL:
            return ""
        # An item whose list plays another part is no item (HTML-AAM).
        if role == "listitem" and not explicit_role(outline, node):
            held = explicit_role(outline, node.parent) if node.parent is not None else ""
            return role if held in ("", "list", "directory") and not self._is_presentational(node.parent) else ""
        if role == "document":
            return ""
        if role == "generic":
            return "generic" if exposed_by(outline, node) else ""
        return role

    def _tells(self, found: Owned, node: LexborNode, through: frozenset[str]) -> bool:
        """Take an owned element down; whether what stands in it is owned by the same."""
        role = self.role(node)
        if role:
            found.elements.append((node, role))
        # Browsers differ over what stands between and only says a little more (ARIA 1.2, 1.3): what is in it counts.
        return role in ("", "generic") or role in through

    def _takes(self, found: Owned, node: LexborNode, owner: LexborNode) -> bool:
        found.doubt = found.doubt or "-" in (node.tag or "") or node.tag in ("slot", "script")
        adopter = self._adopted.get(node.mem_id)
        if adopter is not None and adopter.mem_id != owner.mem_id:
            return False
        return node.mem_id not in self._outline.hidden

    def claimed(self, node: LexborNode) -> list[LexborNode]:
        """Elements standing elsewhere that this one owns by aria-owns, in the order in which it names them."""
        names = value(self._outline.attributes(node), "aria-owns").split()[:_MAX_OWNED]
        targets = [target for name in names if (target := self._outline.target(name)) is not None]
        mine = [target for target in targets if self._adopted.get(target.mem_id, node).mem_id == node.mem_id]
        return [target for target in mine if target.mem_id in self._adopted]

    def _is_presentational(self, node: LexborNode | None) -> bool:
        return node is not None and role_of(self._outline, node) in PRESENTATIONAL

    def _around(self, target: LexborNode, node: LexborNode) -> bool:
        """Whether the element claimed stands around the claimant: such a claim is void."""
        above: LexborNode | None = node
        for _ in range(_CLIMB):
            if above is None or above.mem_id == target.mem_id:
                return above is not None
            above = above.parent
        return True
