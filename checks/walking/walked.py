"""Reads what the walk measured on one page. Holds no check of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from selectolax.lexbor import SelectolaxError

from checks.ruling import Fault
from core.elements import SeenElement, Tag
from core.snapshot import Page

Told = Mapping[str, Any]
#: What these rules need of a snapshot.
NEEDS = frozenset({"walk", "dom"})
#: Said of what would be a fault, had everything come that shapes the page.
LACKING = "页面的样式或脚本没有全部打开，需人工核对"


def walked(page: Page, kind: str) -> Told | None:
    """The data of one measurement of this page; None when it was not made, or the page did not open as itself."""
    probe = page.measured(kind)
    if probe is None or "failure" in probe.data or not 200 <= int(probe.data["status"]) < 300:
        return None
    return probe.data if _bare(str(probe.data["final"])) == _bare(page.url) else None


def looks_whole(told: Told) -> bool:
    """Whether all styles and the page's own scripts came: without them it looks and works otherwise."""
    own = _host(str(told["final"]))
    return not any(kind == "stylesheet" or _host(url) == own for url, kind in told["lacking"])


def faults(told: Iterable[Told], note: str = "", key: str = "") -> list[Fault]:
    """The elements told of as faults, each with its own note where it has one."""
    return [Fault(_element(one), str(one.get("note") or note), key) for one in told]


def sources_of(page: Page, one: Told) -> frozenset[int]:
    """The element told of as the source has it, by mem_id; empty where scripts made it or its name cannot be read."""
    try:
        return frozenset(node.mem_id for node in page.dom.css(str(one["selector"])))
    except SelectolaxError:
        # What the browser can name is not always what this parser can.
        return frozenset()


def _element(one: Told) -> SeenElement:
    lineage = tuple(Tag(str(name), dict(attributes)) for name, attributes in one["lineage"])
    return SeenElement(str(one["selector"]), str(one["html"]), lineage, str(one.get("shot", "")))


def _bare(url: str) -> str:
    return url.partition("#")[0].rstrip("/")


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0]
