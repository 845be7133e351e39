"""What became of one page that was scanned, and what else may be measured on it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Page


@dataclass(frozen=True, slots=True)
class Measurer:
    """Something else to measure on a page that has been scanned.

    `run` gets the tab at desktop width, scrolled to the top, and returns what can be written as JSON (at most
    `MAX_MEASURE` characters of it). It may resize, scroll, press keys and click, on its own site only: foreign hosts do
    not answer. It may raise playwright's Error. `seconds` bound it; with `fresh` the page is loaded again for it, which
    whoever runs after one that clicks should ask for.
    """

    name: str
    run: Callable[[Page], Awaitable[Any]]
    seconds: float = 20.0
    fresh: bool = False


#: Largest result of one measurer, characters of JSON.
MAX_MEASURE = 1_000_000


@dataclass(slots=True)
class Scanned:
    """One page in the tab pool, or `failure` in words (English, technical) why it is not, or not wholly, scanned.

    `views` are what axe-core said at each width, as `scanning.js` reduces it; `measures` what each measurer returned,
    {"failure": …} when it did not. `settled`: nothing loaded or changed any more. `lacking` names what was asked for
    and did not come, foreign hosts' files among it. `missed` are known faults that the engine did not find on the
    canary in this very tab. `pictures` are JPEGs of elements, each with the node in `views` that it shows. `head` is
    html of a page that shows next to nothing (a gateway's?), else empty.
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
    measures: dict[str, Any] = field(default_factory=dict)
    pictures: list[tuple[dict[str, Any], bytes]] = field(default_factory=list)
    elapsed_ms: int = 0
