"""What the browser itself calls the elements in which axe-core finds no name.

axe-core reads the document; what style sheets write before or after an element's content is part of its name
(accname-1.2, 2F.ii), and only the browser's accessibility tree has it.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

from playwright.async_api import Error

from crawler.render.world import World

#: Rules about elements that are named by what stands in them, or by a label's words.
_RULES = frozenset(
    {"aria-command-name", "aria-toggle-field-name", "aria-tooltip-name", "aria-treeitem-name", "button-name"}
    | {"empty-heading", "input-button-name", "label", "link-name", "select-name", "summary-name"}
)
#: Most elements of a page that are asked about at one width, and most characters kept of a name.
_MOST, _LONGEST = 40, 100


async def name_nodes(world: World, view: dict[str, Any]) -> None:
    """Note at nodes at fault for want of a name what the browser calls them (`named`). Raises playwright's Error."""
    nodes = [node for rule in view["violations"] if rule["id"] in _RULES for node in rule["nodes"]][:_MOST]
    # Not those of another document, or of a shadow tree.
    own = [node for node in nodes if " >>> " not in node["selector"]]
    if not own:
        return
    # Without it the browser makes its tree anew for every question.
    await world.ask("Accessibility.enable", {})
    try:
        names = await asyncio.gather(*(_name(world, node["selector"]) for node in own))
    finally:
        with suppress(Error):
            await world.ask("Accessibility.disable", {})
    for node, name in zip(own, names, strict=True):
        if name:
            node["named"] = name[:_LONGEST]


async def _name(world: World, selector: str) -> str:
    found = await world.element(selector)
    if found is None:
        return ""
    try:
        tree = await world.ask("Accessibility.getPartialAXTree", {"objectId": found, "fetchRelatives": False})
    except Error:
        return ""  # it is gone by now
    own: dict[str, Any] = next(iter(tree.get("nodes", ())), {})
    return "" if own.get("ignored") else str(own.get("name", {}).get("value") or "").strip()
