"""What all rules about missing names share: no name is a fault; one that something else may give is a doubt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from selectolax.lexbor import LexborNode

from checks.accessibility.names import namer_of
from checks.accessibility.outline import Outline
from checks.accessibility.roles import explicit_role
from checks.ruling import Fault, Ruling

#: Said where the source shows no name and yet one may be there.
UNSURE = "源代码中没有名称，可能由脚本、图标字体或内嵌对象给出"


def ruling_on_names(seen: Outline, nodes: Sequence[LexborNode], note: str = "") -> Ruling:
    """Each of these elements needs a name."""
    namer = namer_of(seen)
    faults, doubts = [], []
    for node in nodes:
        name = namer.name(node)
        if name.missing:
            faults.append(Fault(node, note, seen=seen.scripts.any))
        elif name.unsure:
            doubts.append(Fault(node, UNSURE, seen=True))
    return Ruling(len(nodes), faults, doubts)


def with_explicit_role(seen: Outline, roles: Iterable[str]) -> list[LexborNode]:
    """Elements, html or svg, that readers may meet and whose author gave them one of these roles."""
    wanted = frozenset(roles)
    return [node for node in seen.with_role if seen.met(node) and explicit_role(seen, node) in wanted]
