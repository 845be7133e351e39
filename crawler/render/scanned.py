"""What became of one page that was scanned, and what else may be measured on it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Page

#: What was measured, as can be written as JSON, and pictures by the selectors of what they show.
Measured = tuple[dict[str, Any], dict[str, bytes]]


def _always(found: Scanned) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Measurer:
    """Something else to measure on a page that has been scanned.

    `run` gets the tab at desktop width, scrolled to the top (its data: at most `MAX_MEASURE` characters of JSON). It
    may resize, scroll, press keys and click, on its own site only: what the scanner calls foreign does not answer. It
    may raise playwright's Error. `seconds` bound it; with `fresh` the page is loaded again for it, which whoever runs
    after one that clicks should ask for. `unfit` says why it is not to be measured after such a scan (English), or "".
    """

    name: str
    run: Callable[[Page], Awaitable[Measured]]
    seconds: float = 20.0
    fresh: bool = False
    unfit: Callable[[Scanned], str] = _always


#: Largest result of one measurer, characters of JSON.
MAX_MEASURE = 1_000_000


@dataclass(slots=True)
class Scanned:
    """One page in the tab pool, or `failure` in words (English, technical) why it is not, or not wholly, scanned.

    `views` are what axe-core said at each width, as `scanning.js` reduces it; `measures` what each measurer told, with
    `final` (address), `status` and `lacking` (address, kind) as they were then, {"failure": …} when it did not, and
    `shots` its pictures: what it did to the page changes nothing else that is said here. `settled`: nothing loaded or
    changed any more. `lacking` names what was asked for and did not come, foreign hosts' files among it. `missed` are
    known faults that the engine did not find on the canary in this very tab. `pictures` are JPEGs of elements, each
    with the node in `views` that it shows. `head` is html of a page that shows next to nothing (a gateway's?), else
    empty.
    """

    url: str
    at: str
    final_url: str = ""
    status: int = 0
    failure: str = ""
    settled: bool = False
    errors: int = 0
    text_length: int = 0
    head: str = ""
    missed: tuple[str, ...] = ()
    lacking: tuple[tuple[str, str], ...] = ()
    views: list[dict[str, Any]] = field(default_factory=list)
    measures: dict[str, dict[str, Any]] = field(default_factory=dict)
    shots: dict[str, dict[str, bytes]] = field(default_factory=dict)
    pictures: list[tuple[dict[str, Any], bytes]] = field(default_factory=list)
    elapsed_ms: int = 0
