"""What stands in elements that a style sheet perhaps hides is no certain fault: the source alone cannot tell."""

from __future__ import annotations

from dataclasses import replace

from checks.accessibility.outline import outline_of
from checks.interface import Check
from checks.ruling import Ruling
from core.elements import SeenElement
from core.snapshot import Page

_PERHAPS = "样式可能把它隐藏，源代码看不出"


def hedged(item: Check, page: Page, ruling: Ruling) -> Ruling:
    """The ruling with faults of such elements as doubts."""
    if not ruling.faults or "dom" not in item.needs:
        return ruling
    doubtful = outline_of(page.dom).doubtful
    if not doubtful:
        return ruling
    faults, doubts = [], list(ruling.doubts)
    for fault in ruling.faults:
        if isinstance(fault.node, SeenElement) or fault.node.mem_id not in doubtful:
            faults.append(fault)
        else:
            note = "；".join(filter(None, (fault.note, _PERHAPS)))
            doubts.append(replace(fault, note=note, seen=True))
    return replace(ruling, faults=faults, doubts=doubts)
